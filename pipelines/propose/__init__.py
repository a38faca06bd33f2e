"""Drafts that a team may act on: written to files, never sent."""
