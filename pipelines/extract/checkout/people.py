"""Who a commit's name and address stand for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pipelines.data_files import read_yaml
from pipelines.extract.records import Row
from pipelines.persons import person_of

_MACHINES = Path(__file__).with_name("machines.yml")


def is_bot(*names: str) -> bool:
    """Tell whether a login or display name is a known machine's, or says so."""
    pattern, accounts = _machines()
    lower = [name.strip().lower() for name in names]
    return any(name in accounts or bool(pattern.search(name)) for name in lower)


@cache
def _machines() -> tuple[re.Pattern[str], frozenset[str]]:
    table = read_yaml(_MACHINES)
    patterns = (f"(?:{one['pattern']})" for one in table["patterns"])
    return re.compile("|".join(patterns)), frozenset(table["accounts"])


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
