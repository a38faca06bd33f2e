"""Write the pages: an index, and one page per policy that was evaluated."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.data_docs.rendering import rendered
from expectations.data_docs.shortened import Validation
from expectations.versions import Policy, Version

_TEMPLATES = Path(__file__).with_name("templates")
Validations = Mapping[tuple[str, int], Sequence[Validation]]


@dataclass(frozen=True, slots=True)
class _Line:
    """One policy in the index."""

    title: str
    repository_id: str
    strength: str
    page: str | None
    expectation_count: int
    known_count: int
    unexpected_count: int
    reason: str | None


def write_data_docs(
    folder: Path, policies: Sequence[Policy], validations: Validations
) -> None:
    """Write `folder`/index.html and a page per policy, and nothing else.

    Args:
        folder: It is made anew; the overview of the site stands above it.
        policies: All of them; those that were not evaluated say why.
        validations: By policy and version, what was evaluated.
    """
    folder.mkdir(parents=True)
    lines = []
    for policy in sorted(policies, key=lambda one: one.policy_id):
        found = {
            version.number: validations.get((policy.policy_id, version.number), ())
            for version in policy.versions
        }
        page = _file_name(policy.policy_id) if any(found.values()) else None
        lines.append(
            _line(policy, page, [one for all_ in found.values() for one in all_])
        )
        if page:
            _write(folder / page, "policy.html.j2", **_page(policy, found))
    _write(folder / "index.html", "index.html.j2", policies=lines)


def _line(policy: Policy, page: str | None, found: Sequence[Validation]) -> _Line:
    newest = policy.versions[-1]
    return _Line(
        title=policy.entry.title,
        repository_id=policy.repository_id,
        strength=newest.clause.modal,
        page=page,
        expectation_count=len(found),
        known_count=sum(one.result.get("element_count", 0) for one in found),
        unexpected_count=sum(one.result.get("unexpected_count", 0) for one in found),
        reason=_why_not(policy, page),
    )


def _why_not(policy: Policy, page: str | None) -> str | None:
    if policy.switched_off:
        return f"Switched off: {policy.switched_off.reason or 'no reason given'}"
    if reason := policy.versions[-1].not_testable:
        return reason
    return None if page else "No record to judge."


def _page(policy: Policy, found: Mapping[int, Sequence[Validation]]) -> dict[str, Any]:
    return {
        "title": policy.entry.title,
        "repository_id": policy.repository_id,
        "policy_id": policy.policy_id,
        "versions": [
            _version(version, found[version.number])
            for version in reversed(policy.versions)
            if found[version.number]
        ],
    }


def _version(version: Version, found: Sequence[Validation]) -> dict[str, Any]:
    clause = version.clause
    return {
        "number": version.number,
        "quote": clause.quote,
        "path": clause.path,
        "line": clause.line,
        "effective_from": version.effective_from,
        "effective_to": version.effective_to,
        "expectation_count": len(found),
        "met_count": sum(one.is_met for one in found),
        "body": rendered(found, prefix=f"version-{version.number}-"),
    }


def _file_name(policy_id: str) -> str:
    """Return a name that any file system takes, unlike that of any other policy."""
    words = re.sub(r"[^a-z0-9]+", "-", policy_id.lower()).strip("-")[:80]
    return f"{words}-{hashlib.sha256(policy_id.encode()).hexdigest()[:8]}.html"


def _write(file: Path, template: str, **values: object) -> None:
    style = (_TEMPLATES / "style.css").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _environment().get_template(template)
    text = page.render(style=style, style_hash=f"sha256-{digest}", **values)
    file.write_text(text, encoding="utf-8", newline="\n")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
