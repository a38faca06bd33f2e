"""The rules that hold on the default branch: rulesets, and classic protection."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pipelines.extract.github.errors import NOT_READABLE
from pipelines.extract.github.glances import fingerprint
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.rest_lists import all_pages
from pipelines.extract.github.section_pages import all_records, keep, note_asked
from pipelines.extract.records import Row

Node = dict[str, Any]


def read_rules(reading: Reading) -> None:
    """Read what holds on the default branch: rulesets, and classic protection.

    One of them may be read without the other.
    """
    branch = (reading.glance.get("defaultBranchRef") or {}).get("name")
    as_of = reading.client.now().isoformat()

    def rulesets() -> list[Row]:
        return _ruleset_rows(reading, branch, as_of) if branch else []

    def protection() -> list[Row]:
        found = list(all_records(reading, "branchProtectionRules"))
        with reading.desk.page():
            reading.desk.mark("protection", protection_digest(found))
        return [_protection(reading.name, node, as_of) for node in found]

    rows: list[Row] = []
    reasons: list[str] = []
    for read in (rulesets, protection):
        try:
            rows += read()
        except NOT_READABLE as error:
            permission = getattr(error, "permission", None) or "Administration: read"
            reasons.append(f"{permission} ({error.what[:120]})")
    if len(reasons) == 2 or (reasons and not rows):
        with reading.desk.page():
            note_asked(reading, "rules")
    else:
        keep(reading, "rules", [("branch_rules", rows)])
    if reasons:
        reading.withheld("branch_rules", "; ".join(reasons))


def _ruleset_rows(reading: Reading, branch: str, as_of: str) -> list[Row]:
    path = reading.rest_path(f"/rules/branches/{quote(branch, safe='')}")
    rows: list[Row] = []
    for rule in all_pages(reading.client, path):
        kind, source = str(rule.get("type")), rule.get("ruleset_id")
        same = sum(row["rule_id"].startswith(f"{source}:{kind}:") for row in rows)
        rows.append(
            {
                "repository_id": reading.name,
                "rule_id": f"{source}:{kind}:{same}",
                "branch": branch,
                "source": "ruleset",
                "kind": kind,
                "parameters": rule.get("parameters"),
                "as_of": as_of,
            }
        )
    return rows


def _protection(repository_id: str, node: Node, as_of: str) -> Row:
    parameters = {
        name: value for name, value in node.items() if name not in ("id", "pattern")
    }
    return {
        "repository_id": repository_id,
        "rule_id": node["id"],
        "branch": node["pattern"],
        "source": "protected_branch",
        "kind": "branch_protection",
        "parameters": parameters,
        "as_of": as_of,
    }


def protection_digest(nodes: list[Node]) -> str:
    """Name rules of classic protection by what they say."""
    return fingerprint(sorted(nodes, key=lambda node: str(node.get("id"))))
