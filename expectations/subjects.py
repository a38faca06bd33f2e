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
_NAME = re.compile(r"<([a-z_]+)>")
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"`` ?([^`]{1,80}?) ?``")  # as reStructuredText marks it


def narrower_marts(
    clause: Clause, told: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """What the sentence is about, each with the marts of which that is only a part.

    Among the marts are the names of what entries may be about (`about`): of something
    else they say nothing.

    Args:
        clause: The sentence, with what the reader found it to be about.
        told: Conditions and exceptions that are known already, in its words.
    """
    parts = sorted({folded(one, _MARKUP) for one in told}, key=len, reverse=True)
    for subject in clause.subjects:
        words = left = _CODE.sub(r"`\1`", subject)
        for part in parts:
            left = left.replace(part, " ")
        whole, left = (
            _openers().sub("", folded(one, _MARKUP)) for one in (words, left)
        )
        if not left or _stands_for_all(left, clause.heading) or _is_own(left, clause):
            continue
        # `They` may be those who approve, but not what needs to be approved.
        is_thing = bool(
            _pronouns()[0].fullmatch(left) and _needs().search(clause.quote)
        )
        is_thing = is_thing or bool(_people().search(clause.quote))
        marts = [one for one in _marts() if is_thing or not _is_all(left, one)]
        if not left.startswith(_ONLY_FOR):
            marts += [one for one in _abouts() if not _is_all(whole, one)]
        if marts:
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


def _marts() -> list[str]:
    return [*lists("subjects")["all"]]


def _abouts() -> list[str]:
    return [*lists("subjects")["about"]]


@cache
def _rules() -> dict[str, list[re.Pattern[str]]]:
    """Per mart, the expressions of what is all of it, with the `<words>` filled in."""
    data = lists("subjects")

    def filled(expression: str) -> re.Pattern[str]:
        while found := _NAME.search(expression):
            words = data["words"][found[1]]
            expression = expression.replace(found[0], f"(?:{words})")
        return re.compile(expression)

    groups = (data["all"] | data["about"]).items()
    return {name: [filled(one) for one in rules] for name, rules in groups}
