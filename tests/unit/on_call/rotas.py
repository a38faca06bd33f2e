"""What a rota says, in short: who, from which day, to which day."""

from __future__ import annotations

from pipelines.read.on_call import read_rotas


def told(text: str, path: str = "docs/on-call.md") -> list[str]:
    """`ada 05-06 05-13` for each shift; `?` for somebody whom nobody can tell."""
    return [
        f"{_who(one.person.as_written)} {one.begins_at:%m-%d} {one.ends_at:%m-%d}"
        for one in read_rotas(text, path=path).shifts
    ]


def _who(written: str) -> str:
    is_name = len(written) < 20 and "(" not in written
    return written.removeprefix("@") if is_name else "?"


WEEKS = ["ada 05-06 05-13", "bob 05-13 05-20"]
