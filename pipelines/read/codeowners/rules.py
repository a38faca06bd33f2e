"""The lines of a CODEOWNERS file, and who owns a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.read.codeowners.patterns import pattern_matches, pattern_regex

SIZE_LIMIT_BYTES = 3 * 1024 * 1024  # GitHub does not load a larger file
_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")  # first one counts

_TOKEN = re.compile(r"(?:\\.|[^\s\\]|\\$)+")
_ACCOUNT = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9_])?"
_OWNER = re.compile(
    rf"@{_ACCOUNT}(?:/[A-Za-z0-9_.][A-Za-z0-9_.-]{{0,254}})?"
    r"|[^\s@,;<>()]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)


@dataclass(frozen=True, slots=True)
class CodeownersRule:
    """One line that is neither blank nor a comment.

    Attributes:
        line: 1-based.
        pattern: As written.
        pattern_regex: Anchored RE2 regex of the paths it covers; None if invalid.
        owners: Logins and teams with their `@`, or e-mail addresses. Empty for a
            valid rule: the paths are deliberately without an owner.
        is_valid: False for a line that GitHub skips.
        reason: Why it is skipped, else None.
        quote: The line, verbatim.
    """

    line: int
    pattern: str
    pattern_regex: str | None
    owners: tuple[str, ...]
    is_valid: bool
    reason: str | None
    quote: str


def parse_codeowners(text: str, *, path: str) -> list[CodeownersRule]:
    """Read every rule of the file at `path`, in order; the last that covers wins."""
    if len(text.encode("utf-8", "surrogatepass")) > SIZE_LIMIT_BYTES:
        return [unread_file(path, SIZE_LIMIT_BYTES + 1)]
    lines = text.removeprefix("\ufeff").split("\n")
    return [
        _read_rule(tokens, number, line.rstrip("\r"))
        for number, line in enumerate(lines, start=1)
        if (tokens := _tokens(line))
    ]


def unread_file(path: str, size_bytes: int | None) -> CodeownersRule:
    """Stand for a file of which no line counts, with the reason."""
    reason = f"{path} could not be read"
    if size_bytes is not None and size_bytes > SIZE_LIMIT_BYTES:
        reason = f"{path} is larger than 3 MB: GitHub does not load it"
    return CodeownersRule(1, "", None, (), False, reason, "")


def owners_for(
    rules: Sequence[CodeownersRule], file_path: str
) -> tuple[CodeownersRule | None, tuple[str, ...]]:
    """The rule that decides on `file_path` and its owners; `(None, ())` if none does.

    A rule with no owners is returned as such: the path is meant to have none.
    """
    for rule in reversed(rules):
        if rule.is_valid and pattern_matches(rule.pattern, file_path):
            return rule, rule.owners
    return None, ()


def find_codeowners_path(paths: Iterable[str]) -> str | None:
    """The path among `paths` of the CODEOWNERS file that GitHub uses."""
    present = set(paths)
    return next((place for place in _PLACES if place in present), None)


def _tokens(line: str) -> list[str]:
    """Split at unescaped blanks; `#` opens a comment, but not inside the pattern."""
    tokens: list[str] = []
    for match in _TOKEN.finditer(line):
        token, hash_mark, _ = match[0].partition("#") if tokens else (match[0], "", "")
        if token and not token.startswith("#"):
            tokens.append(token)
        if hash_mark or token.startswith("#"):
            break
    return tokens


def _read_rule(tokens: list[str], number: int, line: str) -> CodeownersRule:
    pattern, *owners = tokens
    reason = _fault_of_pattern(pattern) or _fault_of_owners(owners)
    return CodeownersRule(
        line=number,
        pattern=pattern,
        pattern_regex=None if reason else pattern_regex(pattern),
        owners=() if reason else tuple(dict.fromkeys(owners)),
        is_valid=reason is None,
        reason=reason,
        quote=line,
    )


def _fault_of_pattern(pattern: str) -> str | None:
    if pattern.startswith("!"):
        return "a pattern cannot be negated with !"
    if pattern.startswith("\\#"):
        return "a pattern cannot start with an escaped #"
    if re.search(r"(?<!\\)[\[\]]", pattern):
        return "a pattern cannot have a character range in [ ]"
    if "***" in pattern:
        return "a pattern cannot have three asterisks in a row"
    return None


def _fault_of_owners(owners: list[str]) -> str | None:
    for owner in owners:
        if not _OWNER.fullmatch(owner):
            return f"not a user, a team or an e-mail address: {owner}"
    return None
