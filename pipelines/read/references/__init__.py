"""References in a text: what it names, and the role its sentences give that."""

from pipelines.read.references.documents import (
    Files,
    MissingTarget,
    find_missing_targets,
)
from pipelines.read.references.find import Reference, find_references

__all__ = [
    "Files",
    "MissingTarget",
    "Reference",
    "find_missing_targets",
    "find_references",
]
