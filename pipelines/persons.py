"""What a person's name and e-mail address are worth as an id, in every step."""

from __future__ import annotations

import re

# GitHub's own addresses hide the login: 123+login@users.noreply.<host>, or without it.
_NOREPLY = re.compile(
    r"^(?:\d+\+)?(?P<login>[\w.-]+(?:\[bot\])?)@users\.noreply\.[\w.-]+$"
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


def slug(words: str) -> str:
    """`On-call SRE` -> `on-call-sre`."""
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-_")
