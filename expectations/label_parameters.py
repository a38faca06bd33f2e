"""Which labels a clause asks for, and how many of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

MIXED = "mixed"  # no one way of asking holds for all of the labels
# Names of facets, of which a sentence speaks as if they were labels.
_FACETS = frozenset(
    {"area", "component", "impact", "kind", "priority", "severity", "source", "status"}
    | {"team", "triage", "type"}
)
_EITHER = re.compile(r"\b(?:or|either|one of|any of|whichever)\b|[/|]", re.IGNORECASE)
# `X` and one of `Y` or `Z`: one of them alone is not enough.
_AND_ONE = re.compile(
    r"`[^`]{1,60}`(?: label)?,? (?:and|plus|with)(?: also)?"
    r" (?:an?|one|at least one|either)\b",
    re.IGNORECASE,
)
# `exactly one `type/*` and at least one `area/*``: two rules.
_COUNTS = re.compile(
    r"\b(?:exactly|precisely|only|at (?:least|most)) (?:one|1)\b", re.IGNORECASE
)
# `one of each of these groups`, `a label from every category`: as many as groups.
_EACH_GROUP = re.compile(
    r"\b(?:of|from|out of|per) (?:each|every|all|both)(?: one)?(?: of)?"
    r"(?: (?:the|these|those|our|following|two|three|four|five|label)){0,4}"
    r" (?:groups?|categor(?:y|ies)|famil(?:y|ies)|kinds?|sets?|types?|facets?|classes"
    r"|prefix(?:es)?|scopes?|namespaces?|dimensions?|lists?|rows?|columns?|lines?)\b"
    r"(?! of)|\bone (?:label )?(?:of|from) each\b|\bone each (?:of|from)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"`+([^`]{0,40}?)(\d{1,2})`+ ?(?:to|through|until|up to|[-–—…]|\.{2,3})"
    r" ?`+\1(\d{1,2})`+"
)
# `and its severity (`sev1`, `sev2`)`: a scale, of which one is meant; one name is none.
_SCALE = re.compile(
    r"\b(?:severity|priority|type|kind|area|level)(?: labels?)?"
    r" \((?P<scale>`[^`()]{1,60}`[^()`][^()]{1,200}`)\)",
    re.IGNORECASE,
)
# `Without a `type/*` label it is not merged`: it must have one.
_LACKING = re.compile(
    r"\bwithout (?:an?|one of|at least one|exactly one|any of) ", re.IGNORECASE
)
# `Issues of that label`, as a subject: which are meant, and not what is asked for.
_DESCRIBED = re.compile(
    r"[\s*_>-]*(?:(?:all|every|each|any|an?|the|new|open|unresolved|closed) ){0,3}"
    r"((?:`[^`]{1,60}`(?:, | and | or |, and |, or )?){1,4})"
    r" ?(?:issues?|tickets?|bugs?|defects?|incidents?|pull requests?|prs?"
    r"|merge requests?)\b(?= )",
    re.IGNORECASE,
)
# `A bug with the label `x` must ...`, likewise.
_OF_A_LABEL = re.compile(
    r"[\s*_>-]*(?:(?:all|every|each|any|an?|the|new|open) ){0,2}"
    r"(?:issues?|tickets?|bugs?|defects?|incidents?) (?:with|carrying|having|of"
    r"|labell?ed|tagged|(?:that|which) (?:ha(?:s|ve)|carr(?:y|ies)))\b[^`,;.]{0,40}"
    r"((?:`[^`]{1,60}`(?:, | and | or |, and |, or )?){1,4})"
    r" (?:label )?(?:must|should|shall|ha(?:s|ve)|needs?|requires?|is|are)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:and|both|with|plus)\b", re.IGNORECASE)

_EXAMPLES = re.compile(r"\b(?:for (?:example|instance)|e\.g\.?|eg|such as)\W", re.I)


def label_patterns(found: dict[str, Any], quote: str) -> dict[str, list[str]]:
    """The labels asked for, as names and globs.

    A label that a condition names (`labelled X`) is not asked for, if others are;
    `the type labels` are the labels of that facet.
    """
    names = [str(name) for name in found.get("labels", ())]
    names = list(dict.fromkeys([*names, *in_ranges(quote)]))
    globs = [str(glob) for glob in found.get("label_globs", ())]
    names = without_examples(names, quote)
    if not (names or globs):
        return {"label_patterns": [], "all_label_patterns": []}
    conditions = " ".join(found.get("conditions", ())).lower()
    asked = [name for name in names if f"labelled {name}".lower() not in conditions]
    facets = [
        f"{name}{mark}*" for name in names if name.lower() in _FACETS for mark in ":/-"
    ]
    # `<area>` stands for a label of any name: which are meant, it does not say.
    if any(not re.search(r"[^\W_]", one) for one in (*names, *globs)):
        return {"label_patterns": [], "all_label_patterns": []}
    return {
        "label_patterns": [*(asked or names), *globs, *facets],
        "all_label_patterns": [*names, *globs, *facets],
    }


def without_described(labels: list[str], quote: str) -> list[str]:
    """The labels without those that only say which records are meant."""
    found = _DESCRIBED.match(quote) or _OF_A_LABEL.match(quote)
    told = found[1].lower() if found else ""
    return [one for one in labels if f"`{one}`".lower() not in told]


def without_excepted(labels: list[str], exceptions: Iterable[str]) -> list[str]:
    """The labels without those that only spare a record: `unless it carries `x``."""
    told = " ".join(exceptions).lower()
    return [
        one
        for one in labels
        if not re.search(rf"(?<![\w:/-]){re.escape(one.lower())}(?![\w:/-])", told)
    ]


def without_examples(labels: list[str], quote: str) -> list[str]:
    """The labels without those that the sentence only gives as examples."""
    found = _EXAMPLES.search(quote)
    asked = quote[: found.start()] if found else quote
    return [one for one in labels if one in asked or one not in quote]


def in_ranges(quote: str) -> list[str]:
    """`prio/1` to `prio/4`: every label between the two."""
    return [
        f"{name}{number}"
        for name, first, last in _RANGE.findall(quote)
        for number in range(int(first), min(int(last), int(first) + 20) + 1)
    ]


def label_mode(found: dict[str, Any], quote: str) -> str | None:
    """Whether one or all are meant; not stated where the words between don't say so."""
    mode: str | None = found.get("label_mode")
    if mode == "none" and _LACKING.search(quote):
        mode = "any" if _EITHER.search(quote) else None
    bare = re.sub(r"`[^`]*`", "``", quote)
    labels = without_examples([*found.get("labels", ())], quote)
    names = [*labels, *found.get("label_globs", ())]
    if len(names) == 1:
        return mode or "all"
    if len(_COUNTS.findall(quote)) > 1 or _EACH_GROUP.search(bare):
        return MIXED
    between = in_ranges(quote)
    one_of_them = mode if mode == "exactly_one" else "any"
    if scale := _SCALE.search(quote):
        told = [one for one in names if f"`{one}`" in scale["scale"] or one in between]
        return one_of_them if told == names else MIXED
    if between:
        return one_of_them if {*names} <= {*between} else MIXED
    if _AND_ONE.search(quote) and (mode == "exactly_one" or _EITHER.search(bare)):
        return MIXED
    if mode != "any" or _EITHER.search(bare):
        return mode
    return "all" if _BOTH.search(quote) else None


def label_family(patterns: list[str]) -> str | None:
    """What labels have in common: `area` of `area:api`, `area:db`; else their names."""
    if not patterns:
        return None
    prefixes = {re.split(r"[:/*]", pattern)[0].strip() for pattern in patterns}
    if len(prefixes) == 1:
        return prefixes.pop() or None
    return "+".join(patterns[:3])
