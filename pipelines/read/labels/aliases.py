"""Which of the labels in a sentence stands for another, by rules in `aliases.yml`.

The labels of a sentence are replaced by `<0>`, `<1>`, ... before the rules are tried,
so that a rule never depends on a label's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.read.labels.spelling import load, spelling
from pipelines.read.labels.synonyms import meaning_key

_ONE = r"(?:the )?(?:labels? )?<(?P<new>\d+)>(?: labels?)?"
_JOIN = r"(?:, (?:or |and )?| or | and | / |/)"
_MANY = rf"(?:the )?(?:labels? )?(?P<old><\d+>(?:{_JOIN}<\d+>){{0,11}})(?: labels?)?"
# The last label of a list may open a statement of its own: `b` replaces `a`, `d` ...
_OF_ITS_OWN = r"(?! (?:replaces|supersedes|is|was|becomes?|became|->|→|=>|⇒)(?!\w))"
_FEW = r"[:,;]? (?:[\w'-]{1,20} ){0,3}?"
_CLOSING = (
    r"(?= *(?:[,.;:)(|*_–—\[-]|$|<)| (?:and|since|as|because|from|in|for|with)\b)"
)
# Of several that replace others nobody can tell which one replaces which.
_ALONE = r"(?<!> and )(?<!> or )(?<!> to )(?<!> through )(?<!>/)(?<!> / )"
_END = re.compile(r"(?<=[.!?;])(?<!a\.k\.a\.)(?<!f\.k\.a\.) +(?=[A-Z<(])")
_GAP = r"[^<.!?]{0,60}?"
# Both are about, and one of them is to be used.
_BOTH = re.compile(
    r"\b(?:both )?(?:the )?<(?P<one>\d+)> and <(?P<other>\d+)>(?: labels?)?"
    r" (?:are|were|exist|mean)\b[^<]{0,80}?\b(?:use|prefer|apply|take) (?:the )?"
    r"<(?P<new>\d+)>",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\bnot (?:the same|an? (?:alias|synonym|variant)|to be (?:confused|mixed up)"
    r"|equivalent|interchangeable)\b|\b(?:confus(?:e|ed|ing)|mix(?:ed)? up)"
    r"(?: <\d+>)? with\b"
    r"|\bsame as <\d+>,? (?:but|except|only|plus)\b|\bnothing to do with\b"
    r"|\bdiffers? from\b|\b(?:different|distinct) from\b|\bunlike <|\bas opposed to\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Alias:
    """`old` stands for `new`; both are positions in the list of labels.

    `is_weak`: the words say that both are used, not which one is right.
    """

    old: int
    new: int
    is_weak: bool = False


@cache
def _rules() -> tuple[tuple[re.Pattern[str], bool], ...]:
    return tuple(
        (_compile(rule["says"]), rule.get("strength") == "weak")
        for rule in load("aliases.yml")
    )


def _compile(says: str) -> re.Pattern[str]:
    r"""`?` and `\(` are as in a regex; `.` and `...` are a full stop and a gap."""
    pattern = says.replace(" ... ", "~").replace(" .. ", "^").replace(".", r"\.")
    pattern = pattern.replace(r"\(", r"[(\[]")
    pattern = pattern.replace(" ALWAYS", r"(?!,? (?:for|when|if|where|whenever)\b)")
    pattern = pattern.replace(" END", _CLOSING).replace("^", _FEW)
    pattern = re.sub(r"(?<![\\\[])\((?!\?)", "(?:", pattern)
    if pattern.endswith("OLD"):
        pattern += _OF_ITS_OWN
    if pattern.startswith("NEW"):
        pattern = _ALONE + pattern
    pattern = pattern.replace("~", f"(?:[,;]? |[(: ]){_GAP}")
    pattern = pattern.replace("NEW", _ONE).replace("OLD", _MANY)
    return re.compile(pattern, re.IGNORECASE)


def find_aliases(sentence: str) -> list[Alias]:
    """Aliases that a sentence with placeholders declares; the first rule decides."""
    found: dict[int, Alias] = {}
    if tells_apart(sentence):
        return []
    for both in _BOTH.finditer(sentence):
        used = int(both["new"])
        for label in {int(both["one"]), int(both["other"])} - {used}:
            found[label] = Alias(label, used)
    for pattern, is_weak in _rules():
        for match in pattern.finditer(sentence):
            new = int(match["new"])
            for number in re.findall(r"\d+", match["old"]):
                old = int(number)
                if old != new and old not in found and _root(found, new) != old:
                    found[old] = Alias(old, new, is_weak)
    return list(found.values())


def _root(found: dict[int, Alias], position: int) -> int:
    while position in found:
        position = found[position].new
    return position


def tells_apart(sentence: str) -> bool:
    """The sentence says that one label is not the other: it declares none the same."""
    return bool(_APART.search(sentence))


def split_sentences(text: str) -> Iterator[str]:
    """Sentences of at most 1,000 characters, with blanks made single."""
    for sentence in re.split(
        r"(?<=[.!?;])(?<!a\.k\.a\.)(?<!f\.k\.a\.) +(?=[A-Z<(])", " ".join(text.split())
    ):
        yield sentence[:1_000]


def side_by_side(
    names: Sequence[str],
    ages: dict[int, str],
    aliases: list[Alias],
    *,
    is_list: bool = True,
) -> list[Alias]:
    """Aliases of labels that one line names side by side as spellings of one meaning.

    With a newer one among them, the others stand for it, unless they are plainly other
    labels of one scheme (`sev1`, `sev2`). Without, only names that mean the same do.
    """
    is_same = _mean_the_same if is_list or ages else _are_spelled_alike
    taken = {alias.old for alias in aliases}
    found: list[Alias] = []
    newest = [p for p, age in ages.items() if age == "new"]
    if len(newest) == 1:
        others = [p for p in range(len(names)) if p not in (newest[0], *taken)]
        found = [
            Alias(p, newest[0], is_weak=ages.get(p) != "old")
            for p in others
            if not _are_of_one_scheme(names[p], names[newest[0]])
        ]
        taken |= {alias.old for alias in found}
    for position in range(len(names)):
        for first in range(position):
            if taken & {first, position} or not is_same(names, first, position):
                continue
            is_old = ages.get(first) == "old" or (
                ages.get(position) != "old" and _adds_scope(names, first, position)
            )
            old, new = (first, position) if is_old else (position, first)
            found.append(Alias(old, new, is_weak=ages.get(old) != "old"))
            taken.add(old)
    return found


def _are_spelled_alike(names: Sequence[str], first: int, second: int) -> bool:
    one, two = spelling(names[first]), spelling(names[second])
    return _mean_the_same(names, first, second) and one.compact == two.compact


def _adds_scope(names: Sequence[str], first: int, second: int) -> bool:
    """`bug` and `type: bug`: the one with a scope is the newer scheme."""
    one, two = spelling(names[first]), spelling(names[second])
    return not one.scope and bool(two.scope)


def _mean_the_same(names: Sequence[str], first: int, second: int) -> bool:
    return meaning_key(names[first]) == meaning_key(names[second])


def _are_of_one_scheme(one: str, other: str) -> bool:
    """Same scope, another value: `area:api` and `area:db`."""
    first, second = spelling(one), spelling(other)
    scopes = first.facet or first.scope, second.facet or second.scope
    is_same_scope = bool(scopes[0]) and scopes[0] == scopes[1]
    return is_same_scope and first.compact != second.compact
