"""What kind of role a project's own word for who approves is."""

from __future__ import annotations

import re

# Whoever works on the project is one, so that the sentence counts people and asks for
# no role; and groups that the catalogue knows by the words of the sentence.
_ANYBODY = re.compile(
    r"(?:.* )?(?:engineer|developer|dev|contributor|collaborator|programmer"
    r"|dba|sre|architect|steward|designer)"
)
_KINDS = (
    ("code_owner", re.compile(r"(?:.* )?owner")),
    ("committer", re.compile(r"(?:.* )?committer|(?:.* )?core (?!maintainer).*")),
    ("maintainer", re.compile(r"(?:.* )?maintainer")),
    ("lead", re.compile(r"(?:.* )?lead")),
    ("reviewer", re.compile(r"(?:.* )?(?:reviewer|approver)")),
)
_MEMBER = re.compile(r"(?P<body>.+) member")
# People whom an office names; who holds it may be told as the people of a team.
_OFFICE = re.compile(
    r"(?:.* )?(?:manager|officer|captain|director|coordinator|shepherd|sheriff|chair"
    r"|cto|ciso|ceo|cfo|bdfl)|head of .*"
    r"|(?:product|process|risk|business|budget|release|incident|postmortem) owner"
)


def role_kind(role: str) -> str | None:
    """The kind of a role; None where it asks for no one in particular.

    Args:
        role: As a clause or a person states it: `core developer`, `code_owner`.
    """
    name = " ".join(role.lower().replace("_", " ").split())
    if _OFFICE.fullmatch(name) or _is_of_body(name):
        return None
    for kind, expression in _KINDS:
        if expression.fullmatch(name):
            return kind
    return None if _ANYBODY.fullmatch(name) else "other"


def team_of(role: str) -> str | None:
    """The team whose people hold the role: `tsc` of a TSC member, an office's own."""
    name = " ".join(role.lower().replace("_", " ").split())
    if _is_of_body(name):
        return _MEMBER.sub(r"\g<body>", name)
    return name if _OFFICE.fullmatch(name) else None


def _is_of_body(name: str) -> bool:
    return bool(_MEMBER.fullmatch(name)) and not name.startswith(("core ", "team "))
