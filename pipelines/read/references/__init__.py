"""References in a text: the items it names, and the role its sentences give them."""

from pipelines.read.references.find import Reference, find_references

__all__ = ["Reference", "find_references"]
