"""What a clause is about, by weighted words (topics.yml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipelines.read.clauses.lexicon import compile_words, section


@lru_cache(maxsize=16_384)
def topic(sense: str, heading: str) -> str:
    """The topic whose words weigh most in the sentence and its heading."""
    share = section("topics", "heading_share")
    best, most = "other", 0.0
    for name, words in _patterns().items():
        weight = sum(
            w * (bool(p.search(sense)) + share * bool(p.search(heading)))
            for w, p in words
        )
        if weight > most:
            best, most = name, weight
    return best


@cache
def _patterns() -> dict[str, list[tuple[float, re.Pattern[str]]]]:
    return {
        name: [(weight, compile_words([words])) for weight, words in entries]
        for name, entries in section("topics", "topics").items()
    }
