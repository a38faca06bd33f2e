"""One sentence that gives each team its own share: a rule for each of them.

`Backend changes are reviewed by @x, frontend changes by @y` and `The platform team
requires two approvals, the web team one`: what follows the comma leaves out the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TEAM = (
    r"(?:`?@[\w./-]{1,80}`?|the\s+(?:[\w&-]{1,30}\s+){1,2}(?:team|squad|guild|group))"
)
_JOINT = re.compile(
    r"(?:,|;)\s+(?:and\s+|while\s+|whereas\s+|but\s+)?|\s+(?:and|while|whereas)\s+",
    re.IGNORECASE,
)
_VERB = (
    r"(?:must|should|shall|needs?|has|have|is|are|goes|go|requires?|gets?|will)\b"
    r"[^,;@]{0,60}?"
)
_FIRST = re.compile(
    rf"(?P<subject>[^,;@]{{2,80}}?)\s+(?P<verb>{_VERB})\s+(?P<by>by|from|to)\s+"
    rf"(?=[^,;]{{0,30}}?{_TEAM})",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"(?P<subject>(?!(?:by|from|to|or|it|they|then|not|who|which|that)\b)"
    rf"[^,;@]{{2,60}}?)\s+(?P<by>by|from|to)\s+(?=[^,;]{{0,30}}?{_TEAM})",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(
    r"\b(?:must|should|shall|may|can|needs?|has|have|is|are|goes|requires?|gets?|will|"
    r"approv\w+|review\w*|sign\w*|escalat\w+)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    rf"(?P<who>{_TEAM})\s+(?P<verb>requires?|needs?|asks\s+for|wants?)\s+"
    r"(?P<n>\w+)\s+(?P<noun>\w+)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?P<who>{_TEAM})\s+(?P<n>\d|an?|one|two|three|four|five)(?P<end>\W*)$",
    re.IGNORECASE,
)
_MAX = 600  # characters; what is longer is no such sentence


@dataclass(frozen=True, slots=True)
class _Model:
    """What the later shares leave out."""

    verb: str
    noun: str = ""


def shares(sentence: str) -> list[tuple[str, str]]:
    """The parts of `sentence`, each verbatim and with the words that it leaves out.

    Returns:
        One pair for each share; the sentence itself, twice, where it has no shares.
    """
    whole = [(sentence, sentence)]
    if len(sentence) > _MAX or not re.search(_TEAM, sentence, re.IGNORECASE):
        return whole
    by_area = _FIRST.match(sentence)
    by_count = _COUNTS.match(sentence)
    if by_area:
        model = _Model(by_area["verb"], _head_noun(by_area["subject"]))
        cuts = list(_cuts(sentence, by_area.end(), _OTHER))
        cuts = [c for c in cuts if not _HAS_VERB.search(c[1]["subject"])]
        return _parts(sentence, [(at, _by_area(m, model)) for at, m in cuts])
    if by_count:
        model = _Model(by_count["verb"], by_count["noun"])
        cuts = list(_cuts(sentence, by_count.end(), _COUNT))
        return _parts(sentence, [(at, _by_count(m, model)) for at, m in cuts])
    return whole


def _cuts(
    sentence: str, start: int, expression: re.Pattern[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    """Where a joint is followed by another share."""
    for joint in _JOINT.finditer(sentence, start):
        if found := expression.match(sentence, joint.end()):
            yield joint.end(), found


def _parts(sentence: str, cuts: list[tuple[int, str]]) -> list[tuple[str, str]]:
    starts = [0, *(at for at, _ in cuts)]
    ends = [*(at for at, _ in cuts), len(sentence)]
    found = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = _JOINT_END.sub("", sentence[start:end])
        opening = cuts[number - 1][1] if number else ""
        found.append((part, f"{opening}{_after(part, opening)}" if number else part))
    return found


_JOINT_END = re.compile(r"(?:[,;]|\s)+(?:and|while|whereas|but)?\s*$", re.IGNORECASE)


def _after(part: str, opening: str) -> str:
    """What of a share still follows its rebuilt opening."""
    if opening.endswith(" "):  # by area: the team and all that is said of it
        by = re.search(r"\s(?:by|from|to)\s+", part, re.IGNORECASE)
        return part[by.end() :] if by else part
    return "."


def _by_area(match: re.Match[str], model: _Model) -> str:
    """`frontend changes are reviewed by `."""
    subject = match["subject"].strip()
    if model.noun and subject.split()[-1].lower() != model.noun.lower():
        subject = f"{subject} {model.noun}"
    return f"{subject} {model.verb} {match['by']} "


def _by_count(match: re.Match[str], model: _Model) -> str:
    return f"{match['who']} {model.verb} {match['n']} {model.noun}"


def _head_noun(subject: str) -> str:
    """`Backend changes` is about changes; other heads are not supplied."""
    last = subject.split()[-1].lower()
    nouns = ("changes", "code", "prs", "issues", "incidents", "bugs", "migrations")
    return last if last in nouns else ""
