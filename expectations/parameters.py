"""The parameters of a clause as the expectations take them."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from expectations.clauses import Clause
from expectations.label_parameters import (
    label_family,
    label_mode,
    label_patterns,
    without_described,
    without_excepted,
)
from expectations.periods import period_limits
from expectations.reservations import Limit, limits, narrowing
from expectations.roles import role_kind, team_of
from expectations.severities import with_worst
from expectations.subjects import narrower_marts
from expectations.titles import title_regex
from expectations.vocabulary import words_left

_EMPTY: tuple[object, ...] = (None, [], "", ())
# Kinds that narrow nothing: what the sentences about them are about.
_GENERAL_KINDS = frozenset({"issue", "pull_request", "change"})
# Parameters that may say the same as a subject, and narrow the population themselves.
_CARRIED_BY = ("areas", "item_kinds", "severities", "environments", "base_regex")
_GROUP = re.compile(r"(?<!^)\s+(?:team|squad|guild|crew|group|wg|sig)$")
MAX_STARS = 8  # a pattern with more is no name that a person would check

# `By a reviewer and then by a maintainer`: each once, and one of them has the role.
_EACH_ONCE = re.compile(
    r"\b(?:by|from) (?:both )?(?:an?|one|another) (?P<one>[\w-]+(?: [\w-]+)?)"
    r"(?:,? and(?: then| also)?|, then|,) (?:(?:by|from) )?(?:an?|one|another) "
    r"(?!(?:more|second)\b)(?P<other>[\w-]+)",
    re.IGNORECASE,
)

_ONE_OF = re.compile(r"\bone (?:of|from|by)\b", re.IGNORECASE)

# What a clause may state, and what follows from it. `None` or absent: not stated.
STATED = frozenset(
    {
        *("approval_count", "approver_teams", "approver_people", "approver_role"),
        *("approver_mode", "excludes_author", "resets_on_push"),
        *("labels", "label_globs", "label_mode"),
        *("item_kinds", "severities", "severities_as_written"),
        *("durations", "duration_mode", "base_branches", "branch_patterns", "paths"),
        *("merge_methods", "excluded_merge_methods"),
        *("teams", "people", "team_mode", "areas", "conditions"),
        *("exceptions", "environments", "demands", "is_example"),
    }
)
DERIVED = frozenset(
    {
        *("within_minutes", "within_hours", "within_days", "within_business_days"),
        *("at_least_minutes", "at_least_hours", "at_least_days"),
        *("at_least_business_days", "stale_days", "kept_days"),
        "is_from_detection",
        *(
            "label_patterns",
            "all_label_patterns",
            "label_family",
            "base_names",
            "base_regex",
            "merge_methods_regex",
        ),
        *("branch_regex", "base_globs_regex", "path_patterns", "tried_environments"),
        *("all_teams", "all_people", "special_kinds", "is_negative", "role_kind"),
        "title_regex",
    }
)


def judged_parameters(clause: Clause) -> dict[str, Any]:
    """The stated parameters and those that follow from them; empty ones are absent."""
    found: dict[str, Any] = {
        name: value
        for name, value in clause.parameters.items()
        if name in STATED and value not in _EMPTY
    }
    if "approver_role" in found and _acts_once(clause):
        found["approval_count"] = 1
    if "conditions" in found:
        found["conditions"] = narrowing(found["conditions"], clause.quote)
    if clause.is_vouched:
        found = _as_meant(found)
    # A person who states the conditions leaves no others to be found in the words.
    is_exact = clause.is_vouched and "conditions" in clause.parameters
    found["limits"] = () if is_exact else _narrowed(clause)
    found["unclear"] = clause.unclear
    if not clause.is_vouched:
        found["words_left"] = words_left(clause)
    found |= _severities(clause, found)
    if _are_of_labels(clause):
        found.pop("severities", None)
    found["areas"] = found.get("areas") or _areas_of_document(clause)
    found["is_negative"] = clause.is_negative
    found["item_kinds"] = _kinds_told(clause, found)
    found["special_kinds"] = [
        kind for kind in found.get("item_kinds", ()) if kind not in _GENERAL_KINDS
    ]
    if not clause.is_vouched and "labels" in found:
        found["labels"] = without_described(found["labels"], clause.quote)
        # `Never merge unless it is labelled X` asks for X.
        spared = () if clause.is_negative else found.get("exceptions", ())
        found["labels"] = without_excepted(found["labels"], spared)
    if not (clause.is_vouched and "label_mode" in found):
        found["label_mode"] = label_mode(found, clause.quote)
    found |= period_limits(found, clause.quote)
    found |= label_patterns(found, clause.quote)
    names = found.get("branch_patterns", [])
    # Without a part that varies, a name is that of one branch, or of no branch at all.
    if any("*" in one for one in names) and "*" not in names:
        found["branch_regex"] = branch_regex(names)
    bases = found.get("base_branches", [])
    found["base_regex"] = branch_regex(bases)
    if any("*" in base for base in bases):
        found["base_globs_regex"] = found["base_regex"]
    else:
        found["base_names"] = bases
    found["merge_methods_regex"] = branch_regex(found.get("merge_methods", []))
    found["label_family"] = label_family(found["label_patterns"])
    found["tried_environments"] = [
        name for name in found.get("environments", ()) if name != "production"
    ]
    found |= _of_role(found, clause.quote)
    found["all_teams"] = _teams(found)
    found["all_people"] = [
        name.removeprefix("@") for name in _lower(found, "people", "approver_people")
    ]
    found["path_patterns"] = [
        _path_pattern(_placed(path, clause)) for path in found.get("paths", ())
    ]
    found["title_regex"] = title_regex(clause.quote)
    return {name: value for name, value in found.items() if value not in _EMPTY}


def _severities(clause: Clause, found: dict[str, Any]) -> dict[str, Any]:
    """The severities meant, with the worst of a scheme that counts from 0."""
    levels = found.get("severities", [])
    known = levels if clause.is_vouched else with_worst(levels, clause.words)
    return {"severities": known} if known else {}


def _kinds_told(clause: Clause, found: dict[str, Any]) -> list[str]:
    """The kinds that the sentence is about; `bug` as a label to choose is none."""
    if clause.is_vouched:
        return list(found.get("item_kinds", ()))
    labels = {str(one).lower() for one in found.get("labels", ())}
    text = f"{clause.heading} {clause.context} {clause.quote}".lower()
    for one in labels:
        text = text.replace(f"`{one}`", " ")
    names = {kind: kind.replace("_", " ") for kind in found.get("item_kinds", ())}
    return [kind for kind, name in names.items() if name not in labels or name in text]


def _acts_once(clause: Clause) -> bool:
    """Two act in different roles, so that the role is asked of one of them."""
    if clause.is_vouched:
        return False
    found = _EACH_ONCE.search(clause.quote)
    return found is not None and found["one"].lower() != found["other"].lower()


def _are_of_labels(clause: Clause) -> bool:
    """The severities are those of the labels that are asked for, and narrow nothing."""
    words = [str(one) for one in clause.parameters.get("severities_as_written") or ()]
    labels = [str(one) for one in clause.parameters.get("labels") or ()]
    if clause.is_vouched or not (words and labels):
        return False
    text = f"{clause.context} {clause.quote}".lower()
    for one in sorted(labels, key=len, reverse=True):
        text = text.replace(one.lower(), " ")
    # `## Sev1` says which are meant, whatever the label is called.
    text = f"{clause.heading.lower()} {text}"
    return not re.search(r"\b(?:sev(?:erity)?[- ]?\d|p\d|severit|critical|high)", text)


def _narrowed(clause: Clause) -> tuple[Limit, ...]:
    """All that narrows the rule to some records, as the sentence has it."""
    said = limits(clause)
    stated = [*clause.parameters.get("conditions", ())]
    told = [*(one.words for one in said), *stated]
    told += clause.parameters.get("exceptions", ())
    return said + tuple(
        Limit(words, _CARRIED_BY, tuple(marts))
        for words, marts in narrower_marts(clause, told)
    )


def _as_meant(found: dict[str, Any]) -> dict[str, Any]:
    """What a person vouches for is no example."""
    periods = [{**one, "is_example": False} for one in found.get("durations", ())]
    kept = {k: v for k, v in found.items() if k not in ("durations", "is_example")}
    return {**kept, "durations": periods} if periods else kept


def is_example_only(stated: dict[str, Any]) -> bool:
    """The clause gives its values only as an example."""
    durations = stated.get("durations") or []
    return bool(stated.get("is_example")) or (
        bool(durations) and all(duration.get("is_example") for duration in durations)
    )


def branch_regex(patterns: list[str]) -> str | None:
    """One anchored expression for branch globs; None where there is none to check."""
    checked = [
        re.sub(r"\*+", "*", pattern) for pattern in patterns if pattern.strip("*")
    ]
    if any(one.count("*") > MAX_STARS for one in checked):
        return None
    if not checked:
        return None
    parts = ("[^\n]*".join(map(re.escape, one.split("*"))) for one in checked)
    return f"^(?:{'|'.join(parts)})$"


def _areas_of_document(clause: Clause) -> list[str]:
    """A document on the API speaks of API changes, where it says no other."""
    if clause.topic not in ("breaking_changes", "deprecation", "releases"):
        return []
    words = re.split(r"[^a-z0-9]+", clause.path.lower())
    return ["api"] if {"api", "apis"} & {*words} else []


def _of_role(found: dict[str, Any], quote: str) -> dict[str, Any]:
    """The kind of the role, and the team of those who hold it where all are of it."""
    if "approver_role" not in found:
        return {}
    role = str(found["approver_role"])
    kind, team = role_kind(role), team_of(role)
    named = found.get("approver_teams") or []
    if team and (found.get("approval_count") or 1) > 1 and _ONE_OF.search(quote):
        return {"role_kind": kind or "other"}
    known = {_GROUP.sub("", name.lower()).rpartition("/")[2] for name in named}
    is_named = team and bool(known & {form.replace(" ", "-") for form in _forms(team)})
    teams = [*named, team] if team and team not in named and not is_named else named
    return {"role_kind": kind, "approver_teams": teams}


def _forms(team: str) -> tuple[str, str]:
    """`release manager`, and the handle of all of them: `release managers`."""
    return team.lower(), f"{team.lower()}s"


def _teams(found: dict[str, Any]) -> list[str]:
    """Every team by its handle: `@security` of the Security team."""
    named = _lower(found, "teams", "approver_teams")
    plain = [_GROUP.sub("", name.removeprefix("@")) for name in named]
    return list(dict.fromkeys(f"@{name}" for name in plain))


def _lower(found: dict[str, Any], *names: str) -> list[str]:
    values = [str(value).lower() for name in names for value in found.get(name, ())]
    return list(dict.fromkeys(values))


def _placed(path: str, clause: Clause) -> str:
    """A link's target from the root; what stands as code is named from there."""
    target = path.removeprefix("./")
    text = clause.quote
    is_link = any(f"{mark}{path}" in text for mark in ("](", "](./", "<"))
    if path.startswith("/") or not is_link:
        return path
    found = posixpath.normpath(posixpath.join(posixpath.dirname(clause.path), target))
    return f"{found}/" if path.endswith("/") else found


def _path_pattern(path: str) -> str:
    """A folder stands for all that is in it."""
    path = path.removeprefix("./")
    return f"{path}*" if path.endswith("/") else path
