"""Accounts as GitHub names them in GraphQL and in REST, as one id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.extract.checkout.people import is_bot
from pipelines.extract.records import Row

_GHOST = "ghost"
_KINDS = {"User": "user", "Bot": "bot", "Mannequin": "user"}


def person_id(actor: Mapping[str, Any] | None) -> str | None:
    """Return the login in lower case (a bot's with `[bot]`); None for a lost account.

    GraphQL says `dependabot` where REST and commits say `dependabot[bot]`, and nobody
    where REST says `ghost`, which stands for all whose account is gone.
    """
    login = str((actor or {}).get("login") or "").lower()
    if not login or login == _GHOST or actor is None:
        return None
    kind = actor.get("__typename") or actor.get("type")
    return f"{login}[bot]" if kind == "Bot" and not login.endswith("[bot]") else login


def person_row(repository_id: str, actor: Mapping[str, Any] | None) -> Row | None:
    """Row of `people` for an actor of GraphQL or a user of REST."""
    identity = person_id(actor)
    if identity is None or actor is None:
        return None
    kind = actor.get("__typename") or actor.get("type")
    is_machine = kind == "Bot" or is_bot(identity)
    return {
        "repository_id": repository_id,
        "person_id": identity,
        "display_name": actor.get("name") or actor.get("login"),
        "email": None,
        "kind": "bot" if is_machine else _KINDS.get(str(kind), "user"),
        "url": None,
        "is_bot": is_machine,
        "node_id": actor.get("id") if "__typename" in actor else actor.get("node_id"),
    }


def reviewer_id(reviewer: Mapping[str, Any] | None) -> str | None:
    """Return who is asked: a login, or `@org/team` in lower case."""
    if reviewer and reviewer.get("combinedSlug"):
        return f"@{str(reviewer['combinedSlug']).lower()}"
    return person_id(reviewer)
