"""For every broken rule the two honest ways out: enforce it, or reword it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml
from pipelines.propose.drafts import Folder, Row, slug
from pipelines.propose.tables import Tables

_HERE = Path(__file__).parent
_PARAMETER = re.compile(r"\$\{([a-z_]+)(?:\|([^{}]*))?\}")
_MOST_VIOLATIONS = 20


def propose_rules(tables: Tables, folder: Folder) -> None:
    """Write a page per broken rule, and a ruleset where GitHub can enforce it."""
    for row in tables.rows("broken_rules"):
        catalogue_id = row["policy_id"].removeprefix(f"{row['repository_id']}:")
        name = f"rules/{slug(row['repository_id'])}/{slug(catalogue_id)}"
        parameters = json.loads(row["parameters"] or "{}")
        measure = _measure(catalogue_id.partition(":")[0])
        ruleset = _ruleset(row, measure, parameters)
        folder.markdown(
            f"{name}.md",
            "rule",
            row["policy_id"],
            rule=row,
            words=fill(measure["words"], parameters),
            owners=fill(measure.get("codeowners", ""), parameters),
            ruleset_file=f"{name.rpartition('/')[2]}.ruleset.json" if ruleset else None,
            honest=reword(row["quote"] or row["title"]),
            shown=row["violations"][:_MOST_VIOLATIONS],
            hidden_count=max(0, len(row["violations"]) - _MOST_VIOLATIONS),
        )
        if ruleset:
            folder.data(f"{name}.ruleset.json", "rule", row["policy_id"], ruleset)


def reword(sentence: str) -> str:
    """The sentence as it would have to read to be true, by `rewording.yml`."""
    for pattern, replacement in _patterns():
        text, count = pattern.subn(replacement, sentence, count=1)
        if count:
            return text
    return f"{_data('rewording.yml')['otherwise']}{sentence}"


def fill(template: str, parameters: dict[str, Any]) -> str:
    """Put the parameters of the clause in place of `${name}` and `${name|default}`."""

    def value(match: re.Match[str]) -> str:
        found = parameters.get(match[1])
        if isinstance(found, list):
            found = ", ".join(str(item) for item in found)
        return str(found) if found not in (None, "") else match[2] or ""

    return _PARAMETER.sub(value, template).strip()


def _measure(catalogue_id: str) -> dict[str, Any]:
    table = _data("enforcement.yml")
    found: dict[str, Any] = table["policies"].get(
        catalogue_id, {"words": table["otherwise"]}
    )
    return found


def _ruleset(
    row: Row, measure: dict[str, Any], parameters: dict[str, Any]
) -> dict[str, Any] | None:
    """A ruleset that GitHub takes, switched off; None where no rule enforces it."""
    if "ruleset" not in measure:
        return None
    rule = _filled(measure["ruleset"], parameters)
    if rule is None:
        return None
    branches = parameters.get("base_branches") or []
    names = [f"refs/heads/{branch}" for branch in branches]
    return {
        "name": f"{row['title']} ({row['path']}:{row['line']})"[:100],
        "target": "branch",
        "enforcement": "disabled",
        "conditions": {
            "ref_name": {"include": names or ["~DEFAULT_BRANCH"], "exclude": []}
        },
        "rules": [rule],
    }


def _filled(value: Any, parameters: dict[str, Any]) -> Any:  # noqa: ANN401 (JSON)
    """`value` with its parameters; None if one is missing that has no default."""
    if isinstance(value, dict):
        found = {key: _filled(item, parameters) for key, item in value.items()}
        return None if None in found.values() else found
    if isinstance(value, str) and (match := _PARAMETER.fullmatch(value)):
        given = parameters.get(match[1])
        if given not in (None, [], ""):
            return given
        return int(match[2]) if match[2] else None
    return value


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    rows = _data("rewording.yml")["patterns"]
    return [(re.compile(row["find"], re.IGNORECASE), row["put"]) for row in rows]


@cache
def _data(name: str) -> Any:  # noqa: ANN401 (plain data)
    return read_yaml(_HERE / name)
