"""CODEOWNERS as GitHub reads it: the rules, the file of each day, a path's owners.

What GitHub does not support (negation, character ranges, `***`, sections) makes a line
invalid and skipped; it stays in the result with its reason.
"""

from pipelines.read.codeowners.history import (
    CodeownersRevision,
    CodeownersVersion,
    codeowners_versions,
)
from pipelines.read.codeowners.patterns import pattern_matches, pattern_regex
from pipelines.read.codeowners.rules import (
    CodeownersRule,
    find_codeowners_path,
    owners_for,
    parse_codeowners,
)

__all__ = [
    "CodeownersRevision",
    "CodeownersRule",
    "CodeownersVersion",
    "codeowners_versions",
    "find_codeowners_path",
    "owners_for",
    "parse_codeowners",
    "pattern_matches",
    "pattern_regex",
]
