"""What a policy's sentence is about, so that two can be compared.

`Two approvals for marts` and `one is enough for marts` are about the same. A rule on
all changes and one on some are not, and do not contradict each other.
"""

from __future__ import annotations

import re
from typing import Any

from expectations.entries import Entry
from expectations.populations import population_of
from expectations.vocabulary import SEVERITY, unread

# Words that say which records are meant, and no part of them.
_GENERAL = re.compile(
    r"pulls?|requests?|prs?|mrs?|merge|chang\w*|patch(?:es)?|code|commits?|approv\w*"
    r"|reviews?|touch\w*|affect\w*|issues?|incidents?|items?|files?|with|labell?ed"
)
_USUAL_BRANCHES = frozenset({"main", "master", "trunk", "develop"})
_TIES = frozenset({"for", "in", "to", "on", "of", "under", "touching", "affecting"})


def scope_of(entry: Entry, parameters: dict[str, Any]) -> frozenset[str]:
    """Stems of the words by which a sentence is about some records; empty for all."""
    population = population_of(entry, parameters)
    parts = [
        *(str(one) for one in parameters.get("special_kinds", ())),
        *(str(one) for one in parameters.get("areas", ())),
        *parameters.get("conditions", ()),
        *population.not_understood,
        *(words for _, words in population.exceptions),
        *population.exceptions_not_understood,
        *_meant(parameters.get("words_left", ()), population.unread),
    ]
    if "base_regex" in entry.restrict_by:
        parts += {*parameters.get("base_branches", ())} - _USUAL_BRANCHES
    text = SEVERITY.sub(" ", " ".join(parts).lower())
    severities = {f"severity {one}" for one in parameters.get("severities", ())}
    words = re.findall(r"[a-z0-9]+", text)
    telling = unread((one for one in words if not _GENERAL.fullmatch(one)), None)
    return frozenset(re.sub(r"(?:es|s)$", "", one) for one in telling) | severities


def _meant(words: Any, strange: list[str]) -> list[str]:  # noqa: ANN401
    """Of the words that nobody knows, those that a preposition ties to the rule."""
    places = [place for place, word in enumerate(words) if word in _TIES]
    near = {word for place in places for word in words[place + 1 : place + 4]}
    return [one for one in strange if one in near]
