"""Values as words of a web page. Every value of a template goes through `say`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from markupsafe import Markup, escape

from pipelines.escaping import one_line, shorten
from pipelines.report.wording import plain_word

UNKNOWN = Markup('<span class="unknown">unknown</span>')
_LONGEST = 300
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=[^\s*])\*\*")
_OUTCOMES = {
    "pass": ("kept", "✓"),
    "fail": ("broken", "✕"),
    "unknown": ("unknown", "?"),
    "not_applicable": ("not concerned", "–"),
}


def say(value: object) -> object:
    """Return any value as plain text; what is a `str`, jinja escapes."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (list, tuple)):
        return names(value)
    return one_line(str(value))


def moment(value: datetime | None) -> Markup:
    """Return a time in UTC, to the minute."""
    if value is None:
        return UNKNOWN
    return Markup(
        f'<time datetime="{value:%Y-%m-%dT%H:%MZ}">{value:%Y-%m-%d %H:%M}</time>'
    )


def day(value: date | datetime | None, otherwise: str = "undated") -> Markup:
    """Return a day."""
    if value is None:
        return Markup("<span class=none>{}</span>").format(otherwise)
    return Markup(f'<time datetime="{value:%Y-%m-%d}">{value:%Y-%m-%d}</time>')


def names(
    values: Iterable[object] | None, otherwise: str = "none", most: int = 12
) -> Markup:
    """Return a list of names, as code; of a long one the first `most`."""
    every = list(values or ())
    if not every:
        return Markup("<span class=none>{}</span>").format(otherwise)
    said = Markup(", ").join(code(str(value)) for value in every[:most])
    rest = len(every) - most
    return said + (Markup(f" and {rest:,} more") if rest > 0 else "")


def code(text: str | None) -> Markup:
    """Return a name as it is spelled."""
    if text is None:
        return UNKNOWN
    return Markup("<code>{}</code>").format(shorten(text, 100))


def quote(text: str | None, longest: int = _LONGEST) -> Markup:
    """Return somebody's words, quoted; what they marked as code stays marked."""
    if not text:
        return Markup("")
    return Markup('<q class="words"><bdi>{}</bdi></q>').format(marked(text, longest))


def marked(text: str, longest: int = _LONGEST) -> Markup:
    """Return text whose code spans are code, and nothing else of it is markup."""
    parts = _CODE.split(shorten(_BOLD.sub(r"\1", text), longest))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if odd % 2 else escape(part)
        for odd, part in enumerate(parts)
    )


def outcome(value: str) -> Markup:
    """Return an outcome as a sign and a word; never by colour alone."""
    word, sign = _OUTCOMES.get(value, (value, "•"))
    kind = value if value in _OUTCOMES else "other"
    return Markup(
        '<span class="tag tag-{}"><span class=sign aria-hidden=true>{}</span> {}</span>'
    ).format(kind, sign, word)


def tag(words: str, kind: str = "plain") -> Markup:
    """Return a short remark in a frame."""
    return Markup('<span class="tag tag-{}">{}</span>').format(kind, words)


def word(value: str | None, family: str) -> Markup | str:
    """Return what a value of the warehouse is called."""
    return UNKNOWN if value is None else shorten(plain_word(value, family), 80)


def capital(text: str) -> str:
    """Return the text with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def duration(minutes: float | None) -> Markup | str:
    """Return minutes in the two largest units that matter."""
    if minutes is None:
        return UNKNOWN
    whole = round(minutes)
    days, rest = divmod(whole, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (left, "min")]
    said = [f"{number:,} {unit}" for number, unit in parts if number][:2]
    return " ".join(said) or "0 min"


def percent(rate: float | None) -> str:
    """Return a rate of 0 to 1 as a whole per cent; never 0% or 100% by rounding."""
    if rate is None:
        return "–"
    whole = round(rate * 100)
    if whole in (0, 100) and rate not in (0, 1):
        return "<1%" if whole == 0 else ">99%"
    return f"{whole}%"


def change(now: float | None, before: float | None) -> Markup:
    """Return by how many points a rate moved since the run before."""
    if now is None or before is None:
        return Markup("<span class=none>–</span>")
    points = round((now - before) * 100)
    if points == 0:
        return Markup("<span class=none>no change</span>")
    sign, kind = ("▲", "up") if points > 0 else ("▼", "down")
    return Markup('<span class="move move-{}">{} {} {}</span>').format(
        kind,
        sign,
        f"{points:+d}".replace("-", "−"),
        "points" if abs(points) > 1 else "point",
    )


def parameters(text: str | None) -> dict[str, Any]:
    """Return a policy's parameters; nested ones as short text."""
    values: Mapping[str, Any] = json.loads(text or "{}")
    return {
        key: [_flat(one) for one in value] if isinstance(value, list) else _flat(value)
        for key, value in values.items()
        if value not in (None, [], {}, "")
    }


def counts(text: str | None) -> dict[str, Any]:
    """Return a JSON object of the run's record."""
    found = json.loads(text or "{}")
    return found if isinstance(found, dict) else {}


def _flat(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(
        f"{key.replace('_', ' ')}: {one}"
        for key, one in value.items()
        if one not in (None, False, "")
    )


def sortable(value: float | None) -> str:
    """Return a number as scripts sort it; nothing where it is not known."""
    return "" if value is None else f"{value:.6g}"


def measure(value: float | None, unit: str) -> Markup | str:
    """Return a number in its unit: a rate as per cent, hours as a duration."""
    if value is None:
        return UNKNOWN
    if unit == "rate":
        return percent(value)
    if unit == "hours":
        return duration(value * 60)
    return f"{value:,.2f}".rstrip("0").rstrip(".") + (
        "" if unit == "count" else " " + unit.replace("_", " ")
    )


def flat(html: Markup) -> Markup:
    """Return a paragraph without its frame, to stand within a heading."""
    return Markup(str(html).strip().removeprefix("<p>").removesuffix("</p>"))


def by_id(rows: Iterable[Mapping[str, Any]], key: str) -> dict[Any, Mapping[str, Any]]:
    """Return rows by the value of their column `key`."""
    return {row[key]: row for row in rows}


def in_groups(
    rows: Iterable[Mapping[str, Any]], key: str
) -> list[list[Mapping[str, Any]]]:
    """Return rows that share a value of `key`, in the order of its first."""
    groups: dict[Any, list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return list(groups.values())


def inputs(text: str | None) -> Markup:
    """Return what a run read, by name."""
    said = counts(text)
    if said.get("is_sample"):
        return Markup("the sample that ships along")
    return names(said.get("repositories"), "nothing")
