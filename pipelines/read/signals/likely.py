"""Kinds that the words of a short text make likely, though no rule finds them.

Rules know ways to say a thing; people find others. A linear classifier over the stems
of a text, and two of them in a row, knows which words go with which kind (`tf-idf`, as
in scikit-learn, which fits it: see fit_likely.py). It tells what a text is about and
not what a sentence asserts: such a signal is marked `is_inferred`, and no fact builds
on it.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import snowballstemmer

from pipelines.data_files import read_yaml
from pipelines.read.sentences import Sentence
from pipelines.read.signals.contexts import of_sentence
from pipelines.read.signals.rules import LIKELY
from pipelines.read.signals.signal import KINDS, Signal

FILE = Path(__file__).with_name("likely.yml")
WORDS = Path(__file__).with_name("likely_words.csv")
POINTS = 100  # of a weight, in the files

# What is not the writer's own prose; what stands for any of its sort, with its word.
_MARKS = (
    (re.compile(r"<!--[\s\S]{0,4000}?-->"), " "),
    (re.compile(r"(?m)^[ \t]*(```|~~~)[\s\S]{0,4000}?(?:^[ \t]*\1|\Z)"), " "),
    (re.compile(r"(?m)^[ \t]*>.*$"), " "),
    (re.compile(r"https?://\S+"), " urlx "),
    (re.compile(r"(?:[\w.-]{1,100}/[\w.-]{1,100})?#\d+"), " refx "),
    (re.compile(r"@[\w/-]+"), " whox "),
    (re.compile(r"\d{4}-\d\d-\d\d"), " dayx "),
    (re.compile(r"\bv?\d+\.\d[\w.]*"), " verx "),
    (re.compile(r"\d+"), " numx "),
    (re.compile(r"\[[xX]\]"), " boxx "),
    (re.compile(r"\[ \]"), " boxo "),
    (re.compile(r"\?"), " qmark "),
    (re.compile(r"~~"), " struckx "),
)
_WORD = re.compile(r"\w[\w'-]*")
_SAYS_HOW = frozenset({"policy_document", "template_document"})


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt.

    Attributes:
        rarity: Of each term that counts (inverse document frequency).
        worth: Of each kind, what its terms speak for or against it.
        base: Of each kind, what speaks for it without a word.
    """

    rarity: Mapping[str, float]
    worth: Mapping[str, Mapping[str, float]]
    base: Mapping[str, float]


def terms_of(text: str, heading: str | None = None) -> list[str]:
    """The stems of a text and of its heading, and every two in a row."""
    told = f"{heading} headx {text}" if heading else text
    for expression, name in _MARKS:
        told = expression.sub(name, told)
    told = told.replace("’", "'")
    stems = [_stem(word) for word in _WORD.findall(told.lower())]
    return [*stems, *map(" ".join, pairwise(stems))]


def likely_signals(
    text: str,
    sentences: list[Sentence],
    found: Iterable[Signal],
    *,
    heading: str | None = None,
    author_is_bot: bool = False,
) -> Iterator[Signal]:
    """A signal for each likely kind of which no rule found anything in the text.

    It quotes the sentence whose words speak for it most. No sentence of its own: none.
    """
    own = [
        one
        for one in sentences
        if not (one.is_template or one.block.is_quoted)
        and not of_sentence(one, frozenset(), heading) & _SAYS_HOW
    ]
    if not own:
        return
    told = {signal.kind for signal in found}
    for kind in likely_kinds(text, weights(), heading=heading):
        if kind in told:
            continue
        place = max(own, key=lambda one: _speaks_for(kind, one.text))
        if _speaks_for(kind, place.text) > 0:
            yield Signal(
                kind=kind,
                quote=place.quote,
                line=place.line,
                rule_id=LIKELY,
                is_bot=author_is_bot,
                is_inferred=True,
            )


def likely_kinds(text: str, given: Weights, *, heading: str | None = None) -> list[str]:
    """The kinds that the words of a short text make likely."""
    known = _known()
    if len(text) > known["most_characters"]:
        return []
    terms = terms_of(text, heading)
    if len(given.rarity.keys() & set(terms)) < known["fewest_terms"]:
        return []
    threshold = known["threshold"] / POINTS
    return [kind for kind, score in scores(terms, given).items() if score >= threshold]


def scores(terms: Iterable[str], given: Weights) -> dict[str, float]:
    """How much speaks for each kind, as a logit."""
    shown = {
        term: given.rarity[term] for term in sorted(set(terms) & given.rarity.keys())
    }
    length = math.sqrt(sum(rarity**2 for rarity in shown.values())) or 1.0
    return {
        kind: given.base[kind]
        + sum(rarity * worth.get(term, 0) for term, rarity in shown.items()) / length
        for kind, worth in given.worth.items()
    }


def may_tell(document: frozenset[str]) -> bool:
    """Whether a document of these kinds can be of something that took place.

    Words of rules and forms, that say how a thing is to be done, are those of accounts.
    """
    return not document & _SAYS_HOW


@cache
def _known() -> Mapping[str, Any]:
    known: Mapping[str, Any] = read_yaml(FILE)
    return known


@cache
def weights() -> Weights:
    """Those that are kept in likely.yml and likely_words.csv."""
    rarity: dict[str, float] = {}
    worth: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    with WORDS.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            rarity[row["words"]] = int(row["rarity"]) / POINTS
            for kind in KINDS:
                if row[kind]:
                    worth[kind][row["words"]] = int(row[kind]) / POINTS
    base = {kind: _known()["base"][kind] / POINTS for kind in KINDS}
    return Weights(rarity, worth, base)


def _speaks_for(kind: str, sentence: str) -> float:
    given = weights()
    return sum(
        given.rarity[term] * given.worth[kind].get(term, 0)
        for term in set(terms_of(sentence)) & given.rarity.keys()
    )


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))
