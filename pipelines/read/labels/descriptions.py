"""What the description of a label says of it: retired, and for which other label.

A description is what a label file or GitHub's label page shows beside the name:
"Deprecated, use type/bug instead", "formerly `crash`".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MOST = 400  # characters; GitHub allows 100
_QUOTES = "`'\"“”‘’[("
_RETIRED = re.compile(
    r"^\W*(?:this label (?:is|was) |label )?(?:now )?(?:deprecated|obsolete|legacy"
    r"|retired|superseded|replaced (?:by|with)|renamed (?:to|as)"
    r"|no longer (?:used|in use)|do not use|don't use|unused|historic(?:al)?"
    r"|old(?=\W{1,3}(?:please )?(?:use|see)\b))\b"
    r"|(?<!which is )(?<!that is )\b(?:deprecated|obsolete|no longer used|do not use"
    r"|don't use)\b\W*$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:replaced (?:by|with)|superseded by|renamed (?:to|as)|merged into"
    r"|moved (?:to|into)|migrated to|alias (?:of|for)|synonym (?:of|for)|same as"
    r"|(?:old|older|former|previous|legacy|another) (?:name|spelling|form) (?:of|for)"
    r"|in favou?r of)\s+|\buse\s+(?=.{1,60}\binstead\b)",
    re.IGNORECASE,
)
_WHERE_RETIRED = re.compile(
    r"\b(?:use|prefer|see|now|by|with|to|into|as|of)\s+|(?:->|→|=>|⇒)\s*",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:formerly|previously(?: called| named| known as)?|renamed from|replaces"
    r"|supersedes|also known as|a\.?k\.?a\.?|used to be(?: called| named)?"
    r"|was called|new name (?:of|for)|old names?:?|(?:aliases|alias|synonyms?):)\s+"
    r"|(?:^|[(;\[] ?)was:?\s+",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|isn't|never)(?: the| an?)? ?$", re.IGNORECASE)
_BUT = re.compile(r"[^\w/:-]{1,3}(?:but|except|only|plus)\b")
_PREAMBLE = re.compile(r"(?:the )?(?:labels? )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """What a description says.

    Attributes:
        is_retired: The label is not to be used any more.
        stands_for: The label to use in its place, if it is named.
        formerly: A label that this one replaced, if it is named.
    """

    is_retired: bool = False
    stands_for: str | None = None
    formerly: str | None = None


class Descriptions:
    """Reads descriptions against the labels that a repository knows."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.casefold(): name for name in names if len(name) > 1}
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def read(self, name: str, description: str) -> Described:
        """What `description` says of the label `name`."""
        text = " ".join(description.split())[:_MOST]
        is_retired = bool(_RETIRED.search(text))
        cues = [_INSTEAD, _WHERE_RETIRED] if is_retired else [_INSTEAD]
        target = next((t for cue in cues for t in self._after(cue, text, name)), None)
        former = next(self._after(_FORMER, text, name), None)
        if target:
            return Described(True, stands_for=target)
        return Described(is_retired, formerly=None if is_retired else former)

    def _after(self, cue: re.Pattern[str], text: str, own: str) -> Iterator[str]:
        for match in cue.finditer(text):
            if _NOT.search(text, 0, match.start()):
                continue
            start = match.end()
            if preamble := _PREAMBLE.match(text, start):
                start = preamble.end()
            rest = text[start:].lstrip(_QUOTES).casefold()
            found = self._longest(rest)
            if found and _BUT.match(rest, len(found)):
                continue
            if found and found.casefold() != own.casefold():
                yield found

    def _longest(self, rest: str) -> str | None:
        """The longest known label at the start of `rest`, as whole words."""
        for length in self._lengths:
            name = self._names.get(rest[:length])
            if name and not re.match(r"[\w/:-]*\w", rest[length:]):
                return name
        return None
