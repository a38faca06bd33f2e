"""Who a commit's name and address stand for."""

from __future__ import annotations

import re

from pipelines.extract.records import Row

# GitHub's own addresses hide the login: 123+login@users.noreply.<host>, or without it.
_NOREPLY = re.compile(
    r"^(?:\d+\+)?(?P<login>[\w.-]+(?:\[bot\])?)@users\.noreply\.[\w.-]+$"
)
_BOT = re.compile(
    r"(?:\[bot\]|[-_]bot|^bot[-_].*|^(?:dependabot|renovate|greenkeeper|mergify|github-actions|pre-commit-ci|web-flow)(?:[-_].*)?)$"
)


def person_of(name: str, email: str) -> tuple[str, str]:
    """Return (person id, kind): the login where the address has it, else the address.

    Ids are in lower case: neither logins nor addresses differ by case.
    """
    email = email.strip().lower()
    if found := _NOREPLY.match(email):
        return found["login"], "user"
    if "@" in email:
        return email, "email"
    return f"role:{slug(name) or 'unknown'}", "role"


def is_bot(*names: str) -> bool:
    """Tell whether a login or display name is a known machine's, or says so."""
    return any(bool(_BOT.search(name.strip().lower())) for name in names)


def slug(words: str) -> str:
    """`On-call SRE` -> `on-call-sre`."""
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-_")


def author_row(repository_id: str, name: str, email: str) -> Row:
    """Row of `people` for the author of a commit."""
    person_id, kind = person_of(name, email)
    return {
        "repository_id": repository_id,
        "person_id": person_id,
        "display_name": name.strip() or None,
        "email": email.strip().lower() or None,
        "kind": "bot" if is_bot(name, person_id) else kind,
        "url": None,
        "is_bot": is_bot(name, person_id),
    }
