"""Cuts GitHub's published REST description down to what is asked for.

Run it with the path of `api.github.com.deref.json` from `@octokit/openapi`:

    python -m tests.github_server.extract_openapi generated/api.github.com.deref.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

EXTRACT = Path(__file__).with_name("openapi.json")

PATHS = (
    "/app/installations/{installation_id}/access_tokens",
    "/orgs/{org}/repos",
    "/users/{username}/repos",
    "/repos/{owner}/{repo}/activity",
    "/repos/{owner}/{repo}/commits/{ref}/check-runs",
    "/repos/{owner}/{repo}/commits/{ref}/statuses",
    "/repos/{owner}/{repo}/issues/events",
    "/repos/{owner}/{repo}/issues/{issue_number}",
    "/repos/{owner}/{repo}/pulls/comments",
    "/repos/{owner}/{repo}/pulls/{pull_number}/comments",
    "/repos/{owner}/{repo}/rules/branches/{branch}",
    "/repos/{owner}/{repo}/rulesets/rule-suites",
)


def extract(description: dict[str, Any]) -> dict[str, Any]:
    """Return method, parameters and the fields of the answers, per path."""
    found = {}
    for path in PATHS:
        method = "post" if path.endswith("access_tokens") else "get"
        operation = description["paths"][path][method]
        found[path] = {
            "method": method,
            "parameters": {
                one["name"]: {"in": one["in"], "enum": one["schema"].get("enum")}
                for one in operation["parameters"]
            },
            "statuses": sorted(operation["responses"]),
            "fields": sorted(_fields(operation)),
        }
    return found


def _fields(operation: dict[str, Any]) -> set[str]:
    answer = operation["responses"].get("200") or operation["responses"]["201"]
    return _names(answer["content"]["application/json"]["schema"])


def _names(schema: dict[str, Any]) -> set[str]:
    inner = schema.get("items", schema)
    found = set(inner.get("properties") or {})
    for choice in ("oneOf", "anyOf", "allOf"):
        for one in inner.get(choice) or []:
            found |= _names(one)
    for name in ("check_runs",):
        if name in found:
            found |= _names(inner["properties"][name])
    return found


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    EXTRACT.write_text(
        json.dumps(extract(json.loads(text)), indent=1) + "\n", encoding="utf-8"
    )
