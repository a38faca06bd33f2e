"""The violations as SARIF 2.1.0, for code scanning and other readers.

One run per repository. Every violation is a result; one that a person excused carries
an accepted suppression. What is unknown is no result: nobody said that it is wrong.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any
from urllib.parse import quote

from pipelines import VERSION
from pipelines.publish.violations import Verdicts

Json = dict[str, Any]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LINK = re.compile(r"\[([^\[\]]{0,200})\]\(")
_LEVELS = {"must": "error", "should": "warning", "may": "note"}


def sarif(verdicts: Verdicts) -> Json:
    """The log, ready to be written as JSON."""
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            _run(repository_id, policies, verdicts)
            for repository_id, policies in verdicts.policies.items()
        ],
    }


def _run(repository_id: str, policies: list[Json], verdicts: Verdicts) -> Json:
    numbers: dict[str, int] = {}
    newest: dict[str, Json] = {}
    for policy in policies:  # by version: the newest comes last
        numbers.setdefault(policy["policy_id"], len(numbers))
        newest[policy["policy_id"]] = policy
    results, outcomes = [], Counter[str]()
    for policy in policies:
        for one in verdicts.of(policy):
            outcomes[one["outcome"]] += 1
            if one["outcome"] == "fail":
                results.append(_result(policy, one, numbers[policy["policy_id"]]))
    return {
        "tool": {
            "driver": {
                "name": "saydo",
                "version": VERSION,
                "rules": [_rule(newest[policy_id]) for policy_id in numbers],
            }
        },
        "automationDetails": {"id": f"saydo/{repository_id}/"},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"outcomes": dict(sorted(outcomes.items()))},
    }


def _rule(policy: Json) -> Json:
    words = policy["quote"] or policy["title"]
    rule: Json = {
        "id": policy["policy_id"],
        "name": policy["title"],
        "shortDescription": {"text": policy["title"]},
        "fullDescription": {"text": f"{_place(policy)}: {words}"},
        "defaultConfiguration": {"level": _LEVELS[policy["strength"]]},
        "properties": {"origin": policy["origin"], "strength": policy["strength"]},
    }
    if policy["url"]:
        rule["helpUri"] = policy["url"]
    return rule


def _result(policy: Json, one: Json, number: int) -> Json:
    where = f" {one['evidence_url']}" if one["evidence_url"] else ""
    text = f"{one['subject_id']}: {policy['title']}? {one['observed']}.{where}"
    result: Json = {
        "ruleId": policy["policy_id"],
        "ruleIndex": number,
        "kind": "fail",
        "level": _LEVELS[policy["strength"]],
        "message": {"text": _message(text)},
        "locations": [_location(policy, one)],
        "partialFingerprints": {"saydo/v1": _fingerprint(policy, one)},
        "properties": {"version": policy["version"], "subject": one["subject_id"]},
    }
    if policy["path"]:
        result["relatedLocations"] = [
            {
                "id": 1,
                "physicalLocation": _physical(policy["path"], policy["line"]),
                "message": {"text": _message(policy["quote"])},
            }
        ]
    if one["exception_id"]:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": f"{one['excuse']} ({one['excused_by']},"
                f" until {one['until_on']})",
            }
        ]
    return result


def _location(policy: Json, one: Json) -> Json:
    """Where the record stands in a file; else where its rule does, which is a file."""
    path, line = one["path"], one["line"]
    if path is None:
        path, line = policy["path"], policy["line"]
    location: Json = {
        "logicalLocations": [{"fullyQualifiedName": one["subject_id"]}],
    }
    if path:
        location["physicalLocation"] = _physical(path, line)
    return location


def _physical(path: str, line: int | None) -> Json:
    physical: Json = {"artifactLocation": {"uri": quote(path)}}
    if line:
        physical["region"] = {"startLine": line}
    return physical


def _message(text: str) -> str:
    """A text in which nothing is taken for a placeholder or a link."""
    return _LINK.sub(r"\\[\1\\](", text.replace("{", "{{").replace("}", "}}"))


def _place(policy: Json) -> str:
    return f"{policy['path']}:{policy['line']}" if policy["path"] else policy["title"]


def _fingerprint(policy: Json, one: Json) -> str:
    """The same for the same violation in every run, whatever the version."""
    words = f"{policy['policy_id']}\x1f{one['subject_id']}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]
