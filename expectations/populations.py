"""Which rows of a mart a policy speaks of: SQL from the catalogue, values bound."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from expectations.entries import REFERENCE, Entry
from expectations.errors import CatalogueError
from expectations.lexicon import compiled, lists
from expectations.reservations import Limit
from expectations.vocabulary import unread, without

MACHINE = "machine_author"  # the doubt by which what is asked of people is no duty
_PATH = re.compile(
    r"(?:to|in|under|below|inside|within|touching|affecting|modifying) `[\w.*-]*/"
)
# `To the API (`api/`)`: whatever it is called, the paths say what it is.
_PATH_BEHIND = re.compile(r"\( ?(?:(?:in|under|below) )?`[\w.*/-]*[/*]")
_BY_CONTENT = ("areas", "item_kinds")
_CODE = re.compile(r"`[^`]*`")
_EXEMPT = "_except"  # in the names of values that are bound by an exception
_WORDS = re.compile(r"[a-z]{2,}")
_TO_BRANCHES = re.compile(
    r"(?:(?:all|any|every|each|an?|the) )?"
    r"(?:pull requests?|prs?|merge requests?|changes?) "
    r"(?:to|into|against|targeting) (?:the )?`[^`]+`"
    r"(?:(?:,|,? (?:and|or)) (?:the )?`[^`]+`){0,6}(?: branch(?:es)?)?"
)
_USUAL_BRANCH = re.compile(r"\b(?:main|master|trunk|develop)\b")


@dataclass(slots=True)
class Population:
    """A condition on a mart's rows.

    Attributes:
        condition: SQL; NULL on a row means that it can't be told.
        exceptions: The sentence's own exceptions: SQL and the words of each.
        bound: Values of the `$names` in the conditions.
        not_understood: Conditions of the sentence that nothing here evaluates.
        exceptions_not_understood: Likewise, its exceptions.
        unread: Words of the sentence that say more than is known here.
    """

    condition: str
    exceptions: list[tuple[str, str]] = field(default_factory=list)
    bound: dict[str, Any] = field(default_factory=dict)
    not_understood: list[str] = field(default_factory=list)
    exceptions_not_understood: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def is_understood(self) -> bool:
        return not (self.not_understood or self.unread)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the words of a condition come to: SQL, nothing, or not understood."""

    sql: str | None = None
    is_understood: bool = True
    bound: dict[str, str] = field(default_factory=dict)


def population_of(entry: Entry, parameters: dict[str, Any]) -> Population:
    """The rows that a clause with these parameters speaks of."""
    parts = [entry.population]
    narrowing = set()
    for name in entry.restrict_by:
        restriction = _restriction(entry, name, parameters)
        if restriction:
            parts.append(restriction)
            narrowing.add(name)
    unclear = [one for one in (parameters.get("unclear"),) if one]
    found = Population(condition="", not_understood=unclear)
    conditions = _conditions(entry, parameters, narrowing)
    conditions += _unknown_kinds(entry, parameters)
    understood = []
    # `Never merge unless it is approved`: what would be an exception is the demand.
    is_demand = parameters.get("is_negative", False)
    for position, words in enumerate(dict.fromkeys(conditions)):
        meaning = _meaning(words, entry, narrowing, f"_{position}")
        if not meaning.is_understood:
            found.not_understood.append(words)
        elif meaning.sql:
            parts.append(meaning.sql)
            found.bound |= meaning.bound
            understood.append(words)
    exceptions = [
        words
        for words in parameters.get("exceptions", ())
        if not (is_demand and _is_spoken_of(entry, words, f"unless {words}"))
    ]
    for position, words in enumerate(exceptions):
        meaning = _meaning(words, entry, narrowing, f"{_EXEMPT}_{position}")
        if meaning.is_understood and meaning.sql:
            found.exceptions.append((meaning.sql, words))
            found.bound |= meaning.bound
        else:
            found.exceptions_not_understood.append(words)
    if entry.mart:
        left = without(parameters.get("words_left", ()), understood)
        kinds = parameters.get("special_kinds", ()) if "item_kinds" in narrowing else ()
        areas = {"areas"} & narrowing
        found.unread = unread(left, entry.mart, (*entry.vocabulary, *kinds, *areas))
    found.condition = " and ".join(f"({part})" for part in parts)
    for name in _names(found):
        found.bound.setdefault(name, parameters.get(name))
    return found


def _is_by_path(entry: Entry, parameters: dict[str, Any]) -> bool:
    limits = parameters.get("limits", ()) if entry.mart == "pull_requests" else ()
    return any(_PATH_BEHIND.search(limit.words) for limit in limits)


def _conditions(
    entry: Entry, parameters: dict[str, Any], narrowing: set[str]
) -> list[str]:
    """What the sentence says of the records, beside what the parameters narrow."""
    found = [*parameters.get("conditions", ())]
    found += [
        limit.words
        for limit in parameters.get("limits", ())
        if _narrows(limit, entry) and not _is_carried(limit, narrowing, parameters)
    ]
    ways = ("", "never ") if parameters.get("is_negative") else ("",)
    return [
        words
        for words in found
        if not _is_spoken_of(entry, *(f"{way}{words}" for way in ways))
    ]


def _unknown_kinds(entry: Entry, parameters: dict[str, Any]) -> list[str]:
    """The kinds that the rule is about, where no fact of the mart tells them."""
    if "item_kinds" not in entry.restrict_by:
        return []
    told = lists("populations")["restrict"][entry.mart]["item_kinds"]
    kinds = parameters.get("special_kinds", ())
    return [] if {*kinds} & {*told} else [f"for any {kind}" for kind in kinds]


def _narrows(limit: Limit, entry: Entry) -> bool:
    """Whether it narrows the entry's records, or is nothing that the entry is about."""
    is_strange = bool(entry.about) and {*entry.about} <= {*limit.marts}
    return not limit.marts or entry.mart in limit.marts or is_strange


def _is_spoken_of(entry: Entry, *ways: str) -> bool:
    """Whether words, put in one of these ways, mean the entry's own population."""
    return any(entry.speaks_of and entry.speaks_of.search(words) for words in ways)


def _is_carried(limit: Limit, narrowing: set[str], parameters: dict[str, Any]) -> bool:
    """Whether a parameter that narrows the population says what the words say."""
    words = (limit.core or limit.words).lower()
    if compiled(lists("populations")["in_a_state"]).search(words):
        return False
    carriers = narrowing & {*limit.carried_by}
    if _PATH.match(limit.words):
        carriers -= {"areas"}  # `infra/prod/` is less than what `infra` is in
    for name in carriers:
        values = parameters.get(name)
        several = values if isinstance(values, list) else [values]
        said = any(_says(name, str(value), words, limit) for value in several)
        if said and (limit.core or not _says_more(name, words, parameters)):
            return True
    return False


def _says_more(name: str, words: str, parameters: dict[str, Any]) -> bool:
    """Whether the words narrow by more than the kinds and areas that are known.

    `Database changes that lock a table` are fewer than the changes of the database.
    """
    if name not in _BY_CONTENT:
        return False
    known = {
        part[:4]
        for one in _BY_CONTENT
        for value in parameters.get(one) or ()
        for part in _WORDS.findall(str(value).lower())
    }
    told = _WORDS.findall(_CODE.sub(" ", words))
    left = [one for one in told if one[:4] not in known]
    idle = compiled(lists("populations")["idle"])
    more = [one for one in left if not idle.fullmatch(one)]
    # `Backend changes`, of which the reader knows another word for the area.
    is_by_another_word = len(left) == len(told)
    return len(more) > is_by_another_word


def _says(name: str, value: str, words: str, limit: Limit) -> bool:
    if name == "base_regex":
        # A pattern: its words are not looked for; the usual branch narrows nothing,
        # unless it is all that the words are about.
        return not _USUAL_BRANCH.search(value) or (
            bool(_TO_BRANCHES.fullmatch(words))
            and all(re.fullmatch(value, one[1:-1]) for one in _CODE.findall(words))
        )
    stem = re.sub(r"[^a-z0-9]+", " ", value.lower()).strip()
    if stem and stem[: max(4, len(stem) - 3)] in re.sub(r"[^a-z0-9]+", " ", words):
        return True
    if limit.core and stem.startswith(words[: max(4, len(words) - 3)]):
        return True
    # `Database`, where the sentence says `migrations`: the reader knows other words.
    is_open = not (limit.core or words.startswith(("with", "without")))
    return name == "areas" and is_open


def doubt_of(name: str) -> tuple[str, str | None]:
    """SQL for the rows on which a failed expectation is doubtful, and what to say then.

    Raises:
        CatalogueError: There is no doubt of that name.
    """
    doubt = lists("populations")["doubts"].get(name)
    if doubt is None:
        raise CatalogueError(
            f"nothing says when {name} is a doubt",
            "Add it to expectations/populations.yml, `doubts`.",
        )
    return doubt["when"], doubt.get("reason")


def _names(population: Population) -> set[str]:
    texts = [population.condition, *(sql for sql, _ in population.exceptions)]
    return {name for text in texts for name in re.findall(r"\$([a-z_0-9]+)", text)}


def _restriction(entry: Entry, name: str, parameters: dict[str, Any]) -> str | None:
    value = parameters.get(name)
    rules = lists("populations")["restrict"].get(entry.mart, {})
    if name not in rules:
        raise CatalogueError(
            f"{entry.id}: nothing says how {name} narrows {entry.mart}",
            "Add it to expectations/populations.yml.",
        )
    if not value or (name == "areas" and _is_by_path(entry, parameters)):
        return None
    rule = rules[name]
    if isinstance(rule, str):
        return rule
    kinds = [f"({rule[kind]})" for kind in value if kind in rule]
    return " or ".join(kinds) or None


def _meaning(words: str, entry: Entry, narrowing: set[str], suffix: str) -> _Meaning:
    for rule in lists("populations")["words"]:
        found = compiled(rule["found"]).search(words.strip())
        if not found or (rule.get("exempts_only") and _EXEMPT not in suffix):
            continue
        if ignored := rule.get("ignored"):
            return _Meaning(is_understood=ignored is True or entry.mart in ignored)
        carrier = rule.get("carried_by")
        if carrier:
            return _Meaning(is_understood=carrier in narrowing)
        sql = rule["sql"].get(entry.mart)
        if sql is None:
            return _Meaning(is_understood=False)
        bound = {f"{name}{suffix}": text for name, text in found.groupdict().items()}
        return _Meaning(REFERENCE.sub(lambda m: f"${m[1]}{suffix}", sql), bound=bound)
    return _Meaning(is_understood=False)
