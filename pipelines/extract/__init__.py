"""EXTRACT: the outside world -> the tables of schema `raw`."""
