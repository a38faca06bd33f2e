"""Which of the labels in a sentence stands for another, by rules in `aliases.yml`.

The labels of a sentence are replaced by `<0>`, `<1>`, ... before the rules are tried,
so that a rule never depends on a label's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

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
_TOGETHER = re.compile(r"and|or|/")
# What became two labels stands for neither.
_NO_LIST = (
    r"(?!(?:, (?:and |or )?| and | or | / |/| \+ )<\d+>(?:\W{0,3}$|[.;)]| depend))"
)
_BY_TURNS = re.compile(
    r"(?:^|[.:;(]) ?\W{0,3}(?:(?:we|there) (?:once |formerly )?(?:had|used|were) )?"
    r"(?:the )?(?:old )?(?:labels? )?"
    rf"(?P<olds><\d+>(?:{_JOIN}<\d+>){{1,11}})[;,:]? [^<.!?]{{0,40}}?"
    r"(?:are now|became|become|have become|->|→|=>|(?:renamed|changed) (?:to|into))"
    rf" (?:now )?(?P<news><\d+>(?:{_JOIN}<\d+>){{1,11}})"
    r"(?=,? ?(?:$|[.;)]|respectively|in (?:that|this) order"
    r"|(?:and )?<\d+> (?:are|is|became|becomes?|->|→|=>)(?!\w)))",
    re.IGNORECASE,
)
ARROW = r"(?:->|→|=>|⇒|⟶)"
_STEPS = re.compile(rf"<(?P<old>\d+)>(?: ?{ARROW} ?)(?=<(?P<new>\d+)>)")
# First it was `a`, then `b`, now it is `c`.
_IN_TURN = re.compile(
    r"\b(?:first|originally|at first)\b[^<.]{0,20}<(?P<first>\d+)>,? (?:and )?"
    r"(?:then|later)\b[^<.]{0,20}<(?P<next>\d+)>"
    r"(?:,? (?:and )?(?:then|now|today|finally)\b[^<.]{0,20}<(?P<last>\d+)>)?",
    re.IGNORECASE,
)
_GAP = r"[^<.!?]{0,60}?"
# Both are about, and one of them is to be used.
_BOTH = re.compile(
    r"\b(?:both )?(?:the )?<(?P<one>\d+)> and <(?P<other>\d+)>(?: labels?)?"
    r" (?:are|were|exist|mean)\b[^<]{0,80}?\b(?:use|prefer|apply|take) (?:the )?"
    r"<(?P<new>\d+)>",
    re.IGNORECASE,
)
# What is denied, asked or only thought of.
_OPEN = re.compile(
    r"(?:\bnot|\bnever|n['’]t|\bagainst|\bwithout) (?:\w+ ){0,2}?"
    r"(?:renam\w+|merg\w+|fold\w+|replac\w+|changed|called|known as"
    r"|the (?:old|new|former|older|newer)\b)"
    r"|\b(?:nobody|no one) (?:renam|merg|fold|replac)\w+"
    r"|\b(?:propos(?:e[ds]?|al|ing)|consider(?:ed|s|ing)?|suggest(?:ed|s|ing)?"
    r"|th(?:ought|ink(?:ing)?) (?:of|about)|want(?:ed|s)? to|might|may|could|would)\b"
    r"[^<.!?]{0,40}?\b(?:renam|merg|fold|replac)(?!ement)\w*"
    r"|^\W*(?:should|shall|could|would|do we|why not|what if|how about|maybe)\b[^?]*\?",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:not|never)\b[^<.;]{0,20}\bthe same\b"
    r"|\bnot (?:an? (?:alias|synonym|variant)|to be (?:confused|mixed up)"
    r"|equivalent|interchangeable)\b|\b(?:confus(?:e|ed|ing)|mix(?:ed)? up)"
    r"(?: <\d+>)? with\b"
    r"|\bsame as <\d+>,? (?:but|except|only|plus)\b|\bnothing to do with\b"
    r"|<\d+> (?:\w+ ){0,3}split (?:up )?(?:in|into|between|across)\b"
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
    data = load("aliases.yml")
    return tuple(
        (
            _compile(
                rule["says"].format(**data["words"]),
                is_sure_of_one=rule.get("number") == "one",
            ),
            rule.get("strength") == "weak",
        )
        for rule in data["rules"]
    )


def _compile(says: str, *, is_sure_of_one: bool = False) -> re.Pattern[str]:
    r"""`?` and `\(` are as in a regex; `.` and `...` are a full stop and a gap."""
    pattern = says.replace(" ... ", "\0").replace(" .. ", "\1").replace(".", r"\.")
    pattern = pattern.replace(r"\(", r"[(\[]")
    pattern = pattern.replace(" ALWAYS", r"(?!,? (?:for|when|if|where|whenever)\b)")
    pattern = pattern.replace(" END", _CLOSING).replace("\1", _FEW)
    pattern = re.sub(r"(?<![\\\[])\((?!\?)", "(?:", pattern)
    if pattern.endswith("OLD"):
        pattern += _OF_ITS_OWN
    if pattern.endswith("NEW"):
        pattern += _NO_LIST
    if pattern.startswith("NEW") and not is_sure_of_one:
        pattern = _ALONE + pattern
    pattern = pattern.replace("\0", f"(?:[,;]? |[(: ]){_GAP}")
    pattern = pattern.replace("NEW", _ONE).replace("OLD", _MANY)
    return re.compile(pattern, re.IGNORECASE)


def find_aliases(sentence: str) -> list[Alias]:
    """Aliases that a sentence with placeholders declares; the first rule decides."""
    if tells_apart(sentence):
        return []
    found = {alias.old: alias for alias in _listed(sentence)}
    for pattern, is_weak in _rules():
        for match in pattern.finditer(sentence):
            new = int(match["new"])
            olds = [int(number) for number in re.findall(r"\d+", match["old"])]
            if len(olds) > 1:  # `b`, to which `a` was renamed, `c` is now `d`
                targets = {alias.new for alias in found.values()}
                olds = [old for old in olds if old not in targets]
                if "<" in sentence[: match.start()] and not _TOGETHER.search(
                    match["old"]
                ):
                    olds = olds[-1:]  # ... into `b`, `c` became `d`
            for old in olds:
                if old != new and old not in found and _root(found, new) != old:
                    found[old] = Alias(old, new, is_weak)
    return list(found.values())


def _listed(sentence: str) -> Iterator[Alias]:
    """`a` and `b` are now `c` and `d`; `a` and `b` are the same, use `b`."""
    for turns in _BY_TURNS.finditer(sentence):
        olds, news = (re.findall(r"\d+", turns[key]) for key in ("olds", "news"))
        for old, new in zip(olds, news, strict=True) if len(olds) == len(news) else ():
            if old != new:
                yield Alias(int(old), int(new))
    for turn in _IN_TURN.finditer(sentence):
        steps = [int(step) for step in turn.groups() if step]
        yield from (Alias(old, new) for old, new in pairwise(steps) if old != new)
    for both in _BOTH.finditer(sentence):
        used = int(both["new"])
        for label in {int(both["one"]), int(both["other"])} - {used}:
            yield Alias(label, used)


def steps_in(sentence: str) -> list[Alias]:
    """`a` → `b` → `c`, in words of renames: one after the other."""
    found = [(int(s["old"]), int(s["new"])) for s in _STEPS.finditer(sentence)]
    return [Alias(*step) for step in found] if len(found) > 1 else []


def _root(found: dict[int, Alias], position: int) -> int:
    while position in found:
        position = found[position].new
    return position


def tells_apart(sentence: str) -> bool:
    """The sentence says that one label is not the other, or leaves it open."""
    return bool(_APART.search(sentence) or _OPEN.search(sentence))


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
        if len(others) > 1 and "old" not in ages.values():
            others = []  # of several, each may have another that is newer
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
