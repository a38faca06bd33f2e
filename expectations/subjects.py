"""What a sentence is about, where that is less than all records of a mart.

`Admin rights need the approval of @acme/security` asks nothing of a pull request. What
is about all records is data (subjects.yml); of the rest a condition of the sentence is
made, and it is for the population to say whether it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from expectations.clauses import Clause
from expectations.lexicon import lists
from pipelines.folding import folded

_MARKUP = re.compile(r"[*_“”\"]+")
_ONLY_FOR = "only for "
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"`` ?([^`]{1,80}?) ?``")  # as reStructuredText marks it


def narrower_marts(
    clause: Clause, told: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """What the sentence is about, each with the marts of which that is only a part.

    Args:
        clause: The sentence, with what the reader found it to be about.
        told: Conditions and exceptions that are known already, in its words.
    """
    parts = sorted({folded(one, _MARKUP) for one in told}, key=len, reverse=True)
    for subject in clause.subjects:
        words = left = _CODE.sub(r"`\1`", subject)
        for part in parts:
            left = left.replace(part, " ")
        left = _openers().sub("", folded(left, _MARKUP))
        if not left or _stands_for_all(left, clause.heading) or _is_own(left, clause):
            continue
        # `They` may be those who approve, but not what needs to be approved.
        is_thing = bool(
            _pronouns()[0].fullmatch(left) and _needs().search(clause.quote)
        )
        is_thing = is_thing or bool(_people().search(clause.quote))
        if marts := [mart for mart in _rules() if is_thing or not _is_all(left, mart)]:
            yield words, marts


@cache
def _needs() -> re.Pattern[str]:
    return re.compile(lists("subjects")["needing"], re.IGNORECASE)


@cache
def _people() -> re.Pattern[str]:
    return re.compile(lists("subjects")["people_needing"], re.IGNORECASE)


def _stands_for_all(words: str, heading: str) -> bool:
    """`It` under "Pull requests" is any of them, and under "Unsafe" is not."""
    pronouns, general = _pronouns()
    if not pronouns.fullmatch(words):
        return False
    return not heading or bool(general.search(heading.lower()))


def _is_own(words: str, clause: Clause) -> bool:
    """`Only for tern`, as a title says it, in the repository `acme/tern`."""
    if not words.startswith(_ONLY_FOR):
        return False
    name = {*_WORD.findall(clause.repository_id.rpartition("/")[2].lower())}
    return {*_WORD.findall(words.removeprefix(_ONLY_FOR))} <= name


def _is_all(words: str, mart: str) -> bool:
    return any(known.fullmatch(words) for known in _rules()[mart])


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(lists("subjects")["openers"])


@cache
def _pronouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    general = rf"\b{lists('subjects')['general_headings']}\b"
    return re.compile(lists("subjects")["pronouns"]), re.compile(general)


@cache
def _rules() -> dict[str, list[re.Pattern[str]]]:
    """Per mart, the expressions of what is all of it, with the `<words>` filled in."""
    data = lists("subjects")

    def filled(expression: str) -> re.Pattern[str]:
        for name, words in data["words"].items():
            expression = expression.replace(f"<{name}>", f"(?:{words})")
        return re.compile(expression)

    return {mart: [filled(one) for one in rules] for mart, rules in data["all"].items()}
