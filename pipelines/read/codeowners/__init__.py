"""CODEOWNERS as GitHub reads it: the rules, the file that counts, the owners of a path.

What GitHub does not support (negation, character ranges, `***`, sections) makes a line
invalid and skipped; it stays in the result with its reason.
"""

from pipelines.read.codeowners.patterns import pattern_matches, pattern_regex
from pipelines.read.codeowners.rules import (
    CodeownersRule,
    find_codeowners_path,
    owners_for,
    parse_codeowners,
)

__all__ = [
    "CodeownersRule",
    "find_codeowners_path",
    "owners_for",
    "parse_codeowners",
    "pattern_matches",
    "pattern_regex",
]
