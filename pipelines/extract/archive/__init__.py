"""Reads issues, pull requests and milestones that a team keeps as markdown."""
