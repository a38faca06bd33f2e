"""Labels of an older scheme: what each one corresponds to in the documented one.

What one name alone cannot tell, all documented labels together can: that just one of
them has the same words behind another prefix, and that a family of names has moved.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pipelines.read.labels.facets import (
    facet_of_word,
    is_level,
    is_shared,
    severity_of,
)
from pipelines.read.labels.lineage import Reason
from pipelines.read.labels.parts import Part, parts_of, segments_of, whole_of
from pipelines.read.labels.spelling import (
    facet_by_prefix,
    joined,
    load,
    spelling,
    words,
)
from pipelines.read.labels.synonyms import meaning_of

_FAMILY, _LETTERED = 2, 3  # labels that make a prefix: `IO CSV`, and `A-parser`
_MOVED = 2  # names of one prefix with a counterpart under the same other one
_SHORTEST = 2  # characters of a name without prefix
_NEEDED = {"needed", "required", "missing", "wanted", "requires"}
_LINKS = {"for", "on", "of", "and", "the", "a", "is", "has"}  # say nothing alone
_ONE_WORD = {
    **dict.fromkeys(_NEEDED, "need"),
    **dict.fromkeys(("not", "without"), "no"),
    **dict.fromkeys(("waiting", "awaiting", "pending"), "wait"),
}
_VERSION = re.compile(
    r"(?:(?P<scope>\S.{0,30}?)[\s:/=_-]+)??"
    r"(?:(?:(?P<kind>release|version|rel|branch|v)[\s:/=_-]*)?v?)"
    r"(?P<number>\d{1,4}(?:\.(?:\d{1,4}|x)){1,3})",
    re.IGNORECASE,
)
_LEVELLED = re.compile(
    r"(?P<level>[a-z]{1,8}-?\d)[-:/ ]+(?P<words>[a-z].*)", re.IGNORECASE
)
_STATES = {"not", "need", "needed", "done", "yes", "no", "required", "ready"}

_Rule = Callable[["Kinship", str], Iterable[str]]


class Kinship:
    """Finds for names that nothing documents the one documented label they were."""

    def __init__(self, documented: Iterable[str], others: Iterable[str]) -> None:
        """`documented`: labels in force. `others`: names that stand for none so far."""
        self._documented = list(documented)
        self._by_tail: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._by_meaning: dict[str, set[str]] = defaultdict(set)
        self._by_order: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._by_whole: dict[str, set[str]] = defaultdict(set)
        self._by_scope: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_ends: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_signs: dict[str, set[str]] = defaultdict(set)
        self._by_version: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_level: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._prefixes = Counter(
            prefix
            for label in self._documented
            for prefix in {part.prefix for part in parts_of(label)}
        )
        for label in self._documented:
            self._by_whole[whole_of(label)].add(label)
            for meaning in _meanings(spelling(label).value):
                self._by_meaning[meaning].add(label)
            self._by_order[_in_order(label)].add(label)
            taken, segments = spelling(label), segments_of(label)
            self._by_signs[_signs(label)].add(label)
            if version := _version(label):
                self._by_version[version].add(label)
            for level in _levels(label):
                self._by_level[level].add(label)
            self._by_scope[taken.scope, taken.compact].add(label)
            if segments:
                self._by_ends[segments[0], segments[-1]].add(label)
            for part in parts_of(label):
                fewest = _LETTERED if _is_letter(part.prefix) else _FAMILY
                if not part.is_spoken or self._prefixes[part.prefix] >= fewest:
                    self._by_tail[part.tail].add((label, part.prefix))
        self._moves = self._moved(others)

    def find(self, name: str) -> tuple[str, Reason] | None:
        """The label that `name` was, by the first rule that finds just one, and why."""
        for rule, reason in _RULES:
            if len(found := set(rule(self, name))) == 1:
                return found.pop(), reason
        return None

    def same_words(self, name: str) -> Iterator[str]:
        """`bug` for `>bug`, `3_In_Progress` for `in-progress`, `needstest` too."""
        yield from self._by_whole.get(whole_of(name), ())
        yield from self._by_signs.get(_signs(name), ())

    def other_order(self, name: str) -> Iterator[str]:
        """`missing-documentation` for `docs-missing`."""
        order = _in_order(name)
        if len(order) > 1:
            yield from self._by_order.get(order, ())

    def same_version(self, name: str) -> Iterator[str]:
        """`2.11.0` for `release/2.11.0`, `picked/2.10` for `picked/branch-2.10`."""
        if version := _version(name):
            yield from self._by_version.get(version, ())

    def same_level(self, name: str) -> Iterator[str]:
        """`P1` or `urgent` for `p1-urgent`, `severity: critical` for `severity: 1`."""
        own = spelling(name)
        if own.facet and own.compact.isdigit():
            yield from self._by_level.get((own.facet, own.compact), ())
        elif own.facet == "severity" and severity_of(name):
            numbers = {
                s.compact
                for s in map(spelling, self._documented)
                if s.facet == own.facet
            }
            if {"1", "2", "3"} <= numbers and "0" not in numbers:
                yield from self._by_scope.get((own.scope, str(severity_of(name))), ())
        elif not own.scope and not is_level(own.value):
            yield from self._by_level.get(("", own.compact), ())

    def scope_as_word(self, name: str) -> Iterator[str]:
        """`comp: kafka exporter` and `exporter/kafkaexporter` for `exporter/kafka`."""
        own = spelling(name)
        scope = joined(own.scope)
        if not scope:
            return
        for rest in (own.compact.removesuffix(scope), own.compact.removeprefix(scope)):
            if rest and rest != own.compact:
                yield from self._by_scope.get((own.scope, rest), ())
        said = own.value.split()
        if len(said) > 1 and not self._prefixes[scope]:
            for at, word in enumerate(said):
                rest = "".join([*said[:at], *said[at + 1 :]])
                yield from self._by_scope.get((word, rest), ())

    def deeper(self, name: str) -> Iterator[str]:
        """`area/ldap` for `area/auth/ldap`."""
        own = segments_of(name)
        if len(own) > 1:
            for label in self._by_ends.get((own[0], own[-1]), ()):
                if len(segments_of(label)) > len(own):
                    yield label

    def moved_family(self, name: str) -> Iterator[str]:
        """`severe: crash` for `c: crash`, where `severe: regression` has moved, too."""
        for part in parts_of(name):
            if self._is_said(part):
                continue
            counts = Counter(prefix for _, prefix in self._moves.get(part.prefix, ()))
            for label, prefix in self._counterparts(part):
                if counts[prefix] >= _MOVED and prefix not in _distinct():
                    yield label

    def moved_alone(self, name: str) -> Iterator[str]:
        """`[Component] Editor` for `[Package] Editor`: the tail says enough by itself.

        No state, level or number: those are found under any prefix.
        """
        for part in parts_of(name):
            if part.is_spoken or self._is_said(part) or not _is_telling(part):
                continue
            if is_level(part.prefix):
                continue
            for label, prefix in self._counterparts(part):
                if prefix and prefix not in _distinct():
                    yield label

    def other_letter(self, name: str) -> Iterator[str]:
        """`I-papercut` for `D-papercut`: no other label has the word."""
        for part in parts_of(name):
            if not (part.is_spoken and _is_letter(part.prefix) and _is_no_level(part)):
                continue
            for label, prefix in self._by_tail.get(part.tail, ()):
                is_team = "t" in (prefix, part.prefix) and not facet_of_word(part.words)
                facets = {spelling(name).facet, spelling(label).facet} & _SURE
                if _is_letter(prefix) and not is_team and not facets:
                    yield label

    def without_prefix(self, name: str) -> Iterator[str]:
        """`Technical Debt` for `Area/Technical Debt`, `CSV` for `IO CSV`."""
        own = spelling(name)
        whole = whole_of(name)
        if len(whole) < _SHORTEST or whole.isdigit() or is_level(own.value):
            return
        if own.scope and self._prefixes[joined(own.scope)]:
            return
        for label, prefix in self._by_tail.get(whole, ()):
            if not _is_distinct(label, prefix) and not _is_apart(name, label):
                yield label

    def same_meaning(self, name: str) -> Iterator[str]:
        """`regression` for `c: regression`, `area:docs` for `kind:documentation`."""
        own = spelling(name)
        if is_level(own.value) or own.compact.isdigit() or len(own.compact) < _SHORTEST:
            return
        if own.scope and own.facet not in _SHARING:
            return
        is_in_use = self._prefixes[joined(own.scope)] > 0
        if is_in_use and not _is_shared(own.value):
            return
        literal = {label for label, _ in self._by_tail.get(whole_of(name), ())}
        same = [self._by_meaning.get(key, set()) for key in _meanings(own.value)]
        for label in set().union(*same):
            if literal - {label}:
                continue  # another has the very word
            prefix = joined(spelling(label).scope)
            if not _is_distinct(label, prefix) and not _is_apart(name, label):
                yield label

    def _is_said(self, part: Part) -> bool:
        """The prefix says something by itself, so that the tail is not the label.

        `team/api`, `needs docs` and `bug: ui` are not `area/api`, `kind/docs`, ...
        """
        is_other = {part.prefix, *part.head} & (_distinct() | _qualifiers())
        head = " ".join(part.head)
        meaning = meaning_of(head)
        is_value = any(facet_of_word(word) for word in (head, meaning))
        is_label = part.prefix in self._by_whole or (
            meaning in self._by_meaning and head not in facet_by_prefix()
        )
        has_number = any(sign.isdigit() for sign in part.prefix)
        return bool(is_other or is_value or is_label or has_number)

    def _counterparts(self, part: Part) -> Iterator[tuple[str, str]]:
        """Labels with the tail behind another prefix, or bare; only if they are one."""
        if self._prefixes[part.prefix]:
            return
        found = {
            *self._by_tail.get(part.tail, ()),
            *((label, "") for label in self._by_whole.get(part.tail, ())),
        }
        if len({label for label, _ in found}) == 1:
            yield from found

    def _moved(self, names: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
        """Prefix that nothing documents to the (tail, new prefix) of what moved."""
        moves: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for name in names:
            for part in parts_of(name):
                for _, prefix in self._counterparts(part):
                    moves[part.prefix].add((part.tail, prefix))
        return moves


_SURE = {"area", "priority", "severity"}  # facets whose letter says all
_SHARING = ("type", "area")  # facets that have words in common
_RULES: tuple[tuple[_Rule, Reason], ...] = (
    (Kinship.same_words, "spelling"),
    (Kinship.other_order, "spelling"),
    (Kinship.same_version, "spelling"),
    (Kinship.same_level, "spelling"),
    (Kinship.scope_as_word, "spelling"),
    (Kinship.deeper, "counterpart"),
    (Kinship.moved_family, "counterpart"),
    (Kinship.other_letter, "counterpart"),
    (Kinship.without_prefix, "counterpart"),
    (Kinship.moved_alone, "counterpart"),
    (Kinship.same_meaning, "synonym"),
)


def _in_order(name: str) -> tuple[str, ...]:
    """The meanings of all words that say something, sorted."""
    taken = spelling(name.replace("_", " "))
    said = [*words(taken.scope).split(), *taken.value.split()]
    told = [_ONE_WORD.get(w) or meaning_of(w) for w in said if w not in _LINKS]
    return tuple(sorted(told))


def _meanings(value: str) -> list[str]:
    """Of the whole, and of its words: `waiting on vendor` is `waiting for vendor`."""
    order = _in_order(value)
    return [meaning_of(value), *([" ".join(order)] if len(order) > 1 else [])]


def _signs(name: str) -> str:
    """As written, but for what stands between words."""
    between = r"(?<!\d)[\s_:/-]+|[\s_:/-]+(?!\d)"  # `1-2` is not `12`
    return re.sub(between, "", name.casefold().strip())


def _version(name: str) -> tuple[str, str] | None:
    """What the version is of, and its number; a release is of nothing else."""
    found = _VERSION.fullmatch(name.strip())
    if not found:
        return None
    scope = words((found["scope"] or "").casefold())
    if not scope and found["kind"] == "branch":
        scope = "branch"
    is_release = scope in ("release", "version", "rel", "v")
    return "" if is_release else scope, found["number"].casefold()


def _levels(label: str) -> Iterator[tuple[str, str]]:
    """The level and the word of `p1-urgent`, by facet or without."""
    if found := _LEVELLED.fullmatch(label.strip()):
        level = spelling(found["level"])
        if level.facet and level.compact.isdigit():
            yield level.facet, level.compact
            yield "", joined(words(found["words"].casefold()))


def _is_letter(prefix: str) -> bool:
    return len(prefix) == 1 and prefix.isalpha()


def _is_no_level(part: Part) -> bool:
    return not is_level(part.words) and not part.tail.isdigit()


def _is_telling(part: Part) -> bool:
    said = part.words
    is_common = facet_of_word(said) is not None or _STATES & set(said.split())
    return _is_no_level(part) and not is_common


def _is_apart(name: str, label: str) -> bool:
    """A word of one facet behind the prefix of another (`feature`, `area/feature`)."""
    own, other = spelling(name), spelling(label)
    said = own.facet or facet_of_word(own.value)
    meant = other.facet or facet_of_word(other.value)
    if not said or not meant or said == meant:
        return False
    is_sharing = said in _SHARING and meant in _SHARING
    return not (is_sharing and _is_shared(own.value))


def _is_shared(value: str) -> bool:
    return is_shared(value) or is_shared(meaning_of(value))


def _is_distinct(label: str, prefix: str) -> bool:
    """The prefix makes something else of the word: `team/api` is no `api`."""
    scope = spelling(label).scope
    return bool({prefix, scope, joined(scope)} & _distinct())


@cache
def _distinct() -> frozenset[str]:
    scopes = load("mentions.yml")["distinct_scopes"]
    return frozenset({*scopes, *(joined(words(scope)) for scope in scopes)})


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(words(word) for word in load("mentions.yml")["qualifiers"])
