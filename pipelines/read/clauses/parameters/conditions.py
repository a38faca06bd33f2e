"""When a clause holds and what it exempts, in the words of the sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.read.clauses.parameters.facts import subject_end, without_widened
from pipelines.read.clauses.parameters.reading import Reading, pattern, unique, words

_STOP = r"(?=[,;:()]|\.\s|\.$|\s[-–—]\s|$)"
_CODE = re.compile(r"`[^`]*`")
_MARKS = re.compile(r"[,;:().–—-]")
_LISTED = (  # `one of `a`, `b` or `c``
    r"(?:(?<=`)(?:,\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)`[^`]{1,60}`){0,6}"
)
_ASIDE = r"(?:,\s+(?:where|which|who)\s[^,;.()]{2,160})?"
_MAX = 160
_MAX_WORDS = 14
_MAIN = re.compile(
    r"\s+(?=(?:it|you|they|we|please|this)\s+(?:should|must|needs?|will|may|can|shall)\b)",
    re.IGNORECASE,
)


def conditions(reading: Reading) -> dict[str, Any]:
    """`conditions` and `exceptions`."""
    text = reading.sense
    closed = _CODE.sub(lambda m: _MARKS.sub("_", m[0]), text)  # no end inside of code
    exempt = [m for m in _exceptions().finditer(closed) if not _is_author(m["what"])]
    hidden = without_widened(without_exceptions(closed))
    found = [
        (m.start(), _tidy(text[slice(*m.span("what"))]))
        for m in _conditions().finditer(hidden)
    ]
    found += [
        (m.start(), _tidy(m[0])) for m in pattern("for_conditions").finditer(hidden)
    ]
    end = subject_end(text)
    subject = text[:end] if end < len(text) else ""
    found += [(m.start(), _tidy(m[0])) for m in pattern("labelled").finditer(subject)]
    kept = unique([what for _, what in sorted(found) if _tells(what)])
    kept = [k for k in kept if not any(k != o and k in o for o in kept)]
    result: dict[str, Any] = {}
    if kept:
        result["conditions"] = kept
    if exempt:
        prose = _CODE.sub(" ", text)
        of_checks = bool(pattern("speaks_of_checks").search(prose)) and not (
            pattern("speaks_of_other_names").search(prose)
        )
        whats = [text[slice(*m.span("what"))] for m in exempt]
        result["exceptions"] = unique([_exempted(what, of_checks) for what in whats])
    return result


def _exempted(what: str, of_checks: bool) -> str:
    """Checks keep the marks around their names: what reports is known by its name."""
    if of_checks and pattern("checks_by_name").fullmatch(what.strip()):
        return f"the check {' and '.join(_CODE.findall(what))}"
    return _tidy(what)


def without_exceptions(text: str) -> str:
    """`text` with what it exempts blanked out, in the same length.

    What it tells of that, too: `except in `lab`, where anything goes, ...`.
    """
    return _exceptions(_ASIDE).sub(
        lambda m: m[0] if _is_author(m["what"]) else " " * len(m[0]), text
    )


def _tells(what: str) -> bool:
    """A condition says for what; `when merged` and `if possible` do not."""
    if len(what.split()) > _MAX_WORDS:
        return False
    return len(what) > 2 and not pattern("no_conditions").match(what)


def _is_author(what: str) -> bool:
    return bool(re.match(words()["not_exceptions"], what.strip(), re.IGNORECASE))


@cache
def _exceptions(then: str = "") -> re.Pattern[str]:
    opening = words()["exceptions"].replace(" ", r"\s+")
    return re.compile(
        rf"(?<![\w-])(?P<word>{opening})\s+(?P<what>[^,;()]{{2,{_MAX}}}?{_LISTED})"
        rf"(?:{_STOP}|(?<!unless)(?=\s+(?:must|should|shall|may|can|need|needs|requires?)\b)){then}",
        re.IGNORECASE,
    )


@cache
def _conditions() -> re.Pattern[str]:
    opening = words()["conditions"].replace(" ", r"\s+")
    return re.compile(
        rf"(?<![\w-])(?:{opening})\s+(?P<what>[^,;()]{{2,{_MAX}}}?){_STOP}",
        re.IGNORECASE,
    )


def _tidy(text: str) -> str:
    words_only = " ".join(text.replace("`", "").split()).strip(" .*_")
    words_only = _MAIN.split(words_only)[0]
    return re.sub(
        r"^(?:for|of)\s+(?:all\s+|any\s+|every\s+|each\s+|an?\s+|the\s+)?",
        "",
        words_only,
        flags=re.IGNORECASE,
    )
