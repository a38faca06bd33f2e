"""Reads repositories from GitHub: what changed since the last run, and proves it."""
