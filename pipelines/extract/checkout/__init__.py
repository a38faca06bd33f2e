"""Reads a local checkout or a plain folder: documents, their history, commits."""
