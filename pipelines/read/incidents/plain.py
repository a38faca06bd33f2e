"""Headings that plain text writes without marks; every line stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import roles_of, speaks_of_harm
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.headings import (
    is_log_title,
    is_only_a_day,
    names_an_incident,
    parts_of_title,
)

_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_CHAPTER = re.compile(r"(?P<number>\d{1,2})[.)] +\S")
_PART = re.compile(r"\d{1,2}[.)] +([A-Z][^\n.:]{2,100})$")
_POINT = re.compile(r"^\d{1,2}\.\d{1,2}\.?[ \t]+(?=\S)")
_FIELD = re.compile(r"[A-Z][\w /()-]{1,40}: ")
_NAMED = re.compile(r"[A-Z][\w /-]{3,40}: ?\S")
_LETTERED = re.compile(r"^([ \t]{0,6})([a-z])[.)](?=[ \t]+\S)", re.MULTILINE)
_LABEL = re.compile(r"[A-Z][\w ()/'’-]{2,50}:$")
_NAME = re.compile(r"[A-Z][\w /'’-]{2,40}(?: \([\w /]{1,20}\))?$")
_UPDATE = re.compile(
    r"\W{0,3}(?:investigating|identified|monitoring|update|resolved|post-?mortem)"
    r"\W{0,3}\s?[-–—:]\s",
    re.IGNORECASE,
)
_TOP = 1_000  # characters, in which the subject of a mail may head it
_RULED = re.compile(r"-{5,}|={5,}|\*{5,}|_{5,}|~{5,}|#{5,}")
_TITLE = re.compile(r"#[ \t]+|subject:[ \t]+", re.IGNORECASE)
_SHORT = 30  # characters of a remark
_LONG = 80  # characters of a heading
_LONGEST = 120  # of one with day and times
_LEAST = 2  # entries of a log
_FEW = 3  # chapters, or lines below a title
_SET_IN = "    "


def with_headings(text: str) -> str:
    """Plain text whose chapters, labels and updates are headed as in markdown."""
    text = _listed(text)
    if len(_HEADING.findall(text)) > 1 or _HEADING.search(text[_TOP:]):
        return text
    lines = text.split("\n")
    _head_entries(lines)
    paragraphs = list(_paragraphs(lines))
    _head_titles(lines, paragraphs)
    _head_parts(lines)
    _head_chapters(lines, paragraphs)
    _head_labels(lines, paragraphs)
    _head_updates(lines, paragraphs)
    return "\n".join(lines)


def _listed(text: str) -> str:
    """`a) ...` and `b) ...`, a line each, are a list."""
    letters = [match[2] for match in _LETTERED.finditer(text)]
    wanted = "abcdefghijklmnopqrstuvwxyz"[: len(letters)]
    is_list = len(letters) > 1 and "".join(letters) == wanted
    return _LETTERED.sub(r"\1-", text) if is_list else text


def _head_entries(lines: list[str]) -> None:
    """A log whose entries stand between rules: what is below each heads the entry.

    That is its first line, or the day of its first field, in place of the rule.
    """
    if _is_of_one(lines):
        return
    rules = [n for n in range(len(lines)) if _is_rule_between(lines, n)]
    heads = {n: head for n in rules if (head := _head_below(lines, n)) is not None}
    told = [n for n in rules if any(line.strip() for line in lines[n + 1 : n + 3])]
    if len(heads) < _LEAST or len(heads) * 2 <= len(told):
        return
    for rule in rules:
        lines[rule] = ""
    for rule, head in heads.items():
        day = _day_of_field(lines[head])
        lines[rule if day else head] = f"## {day or lines[head].strip()}"
        if not day and _RULED.fullmatch(lines[head + 1].strip()):
            lines[head + 1] = ""


def _is_of_one(lines: list[str]) -> bool:
    """The title of the page, or the subject of the mail, names one incident."""
    title = next((line.strip() for line in lines if line.strip()), "")
    head = _TITLE.match(title)
    name = title[head.end() :] if head else ""
    return names_an_incident(name) and not is_log_title(name)


def _is_rule_between(lines: list[str], number: int) -> bool:
    """Not one that underlines the line above it."""
    above = lines[number - 1].strip() if number else ""
    return bool(_RULED.fullmatch(lines[number].strip())) and not above


def _head_below(lines: list[str], rule: int) -> int | None:
    """The line that heads the entry below a rule; none if it names no incident."""
    below = range(rule + 1, min(rule + 3, len(lines) - 1))
    head = next((n for n in below if lines[n].strip()), None)
    if head is None or not lines[head][0].isalnum() or len(lines[head]) > _LONGEST:
        return None
    line = lines[head].strip()
    is_alone = not line.endswith(".") and (
        names_an_incident(line) or bool(find_days(line[:_LONG]))
    )
    return head if _day_of_field(line) or is_alone else None


def _day_of_field(line: str) -> str | None:
    """`2019-03-04` in `Date: 2019-03-04 08:15`."""
    label, mark, value = line.partition(":")
    is_day = mark and roles_of(label) & {"day", "day_strong"}
    found = find_days(value[:_LONG]) if is_day else []
    return found[0].words if found else None


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First line, and the one after the last, of every paragraph."""
    start = None
    for number, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = number
        elif not line.strip() and start is not None:
            yield start, number
            start = None


def _head_titles(lines: list[str], paragraphs: list[tuple[int, int]]) -> None:
    """`POST-INCIDENT REVIEW: DUPLICATE INVOICES` over fields, a line each."""
    start, end = next(iter(paragraphs), (0, 0))
    if end - start == 1 and _is_a_title(lines[start].strip()):
        lines[start] = f"# {lines[start].strip()}"
        return
    below = lines[start + 1 : end]
    fields = [line for line in below if _FIELD.match(line)]
    is_name = names_an_incident(lines[start]) and bool(_NAMED.match(lines[start]))
    is_head = len(fields) == len(below) or (
        len(fields) > 1 and all(line in fields or _is_remark(line) for line in below)
    )
    if is_name and fields and is_head:
        lines[start] = f"# {lines[start].strip()}"


def _is_remark(line: str) -> bool:
    """`bug 4711`, a few words among the fields at the top."""
    return len(line) < _SHORT and line[-1:].isalnum()


def _is_a_title(line: str) -> bool:
    """`INCIDENT LOG`, `Heating failure in hall 2`, alone above everything else."""
    if len(line) > _LONG or not line[:1].isupper() or not line[-1:].isalnum():
        return False
    is_of_harm = speaks_of_harm(line)
    is_of_day = bool(find_days(line)) and not is_only_a_day(line)
    is_named = names_an_incident(line) or is_log_title(line)
    is_other = find_times(line) or "://" in line or "   " in line
    return bool(is_of_harm or is_of_day or is_named) and not is_other


def _head_parts(lines: list[str]) -> None:
    """`2. Root cause`, with what it was below it: no item of a list."""
    heads = [n for n, line in enumerate(lines) if _PART.match(line)]
    told = [n for n in heads if _is_told_below_line(lines, n)]
    names = [parts_of_title(_PART.sub(r"\1", lines[n])) for n in told]
    named = sum(map(bool, names))
    if named < _FEW or len(told) < len(heads) or named * 2 <= len(told):
        return
    for number, end in pairwise([*told, len(lines)]):
        lines[number] = f"## {lines[number].strip()}"
        for below in range(number + 1, end):
            lines[below] = _POINT.sub("- ", lines[below].strip())


def _is_told_below_line(lines: list[str], number: int) -> bool:
    """The line after it stands right below it, with no line above, or is set in."""
    below = next(iter(lines[number + 1 : number + 2]), "")
    is_apart = number == 0 or not lines[number - 1].strip()
    is_next = bool(below.strip()) and not _PART.match(below)
    set_in = below if is_next else next(iter(lines[number + 2 : number + 3]), "")
    return set_in.startswith("  ") or (is_apart and is_next)


def _head_chapters(lines: list[str], paragraphs: list[tuple[int, int]]) -> None:
    """`2. The evening`, and below it what happened: no list of short things."""
    heads = [
        n for n, (start, _) in enumerate(paragraphs) if _CHAPTER.match(lines[start])
    ]
    numbers = [int(lines[paragraphs[n][0]].split(".")[0].split(")")[0]) for n in heads]
    if len(heads) < _FEW or numbers != list(range(1, len(heads) + 1)):
        return
    told = [n for n in heads if _is_told_below(lines, paragraphs, n)]
    if len(told) < len(heads) - 1 or any(_is_list(lines, paragraphs[n]) for n in heads):
        return
    is_form = any(
        end - start > 1 or len(lines[start]) > _LONG
        for start, end in (paragraphs[n] for n in heads)
    )
    for start, end in (paragraphs[n] for n in heads):
        if is_form:
            lines[start] = f"**{lines[start].strip()}"
            lines[end - 1] = lines[end - 1].rstrip().rstrip(".") + "**"
        else:
            lines[start] = f"## {lines[start].strip()}"


def _is_told_below(
    lines: list[str], paragraphs: list[tuple[int, int]], number: int
) -> bool:
    """A paragraph that is neither another chapter nor set in, as in a list's item."""
    below = paragraphs[number + 1 : number + 2]
    return any(
        not _CHAPTER.match(lines[start]) and not lines[start].startswith("  ")
        for start, _ in below
    )


def _is_list(lines: list[str], paragraph: tuple[int, int]) -> bool:
    return any(_CHAPTER.match(line) for line in lines[paragraph[0] + 1 : paragraph[1]])


def _head_labels(lines: list[str], paragraphs: list[tuple[int, int]]) -> None:
    """`Reason for outage:` over words that are set in, which are no code.

    Or `Reason for outage`, if several stand so.
    """
    led = [one for one in paragraphs if _is_led(lines, *one)]
    are_named = sum(bool(_NAME.match(lines[start])) for start, _ in led) >= _FEW
    for start, end in led:
        told = lines[start + 1 : end]
        label = lines[start].strip()
        is_name = are_named and _NAME.match(lines[start])
        if (is_name or _LABEL.match(lines[start])) and parts_of_title(label):
            lines[start] = f"## {label.rstrip(':')}"
            lines[start + 1 : end] = [line.strip() for line in told]
    for (start, end), (next_start, next_end) in pairwise(paragraphs):
        label = lines[start].strip()
        is_label = end - start == 1 and _LABEL.match(lines[start])
        told = lines[next_start:next_end]
        if not (is_label and all(line.startswith(_SET_IN) for line in told)):
            continue
        if parts_of_title(label):
            lines[start] = f"## {label.rstrip(':')}"
            lines[next_start:next_end] = [line.strip() for line in told]


def _is_led(lines: list[str], start: int, end: int) -> bool:
    """A line over others that are set in."""
    told = lines[start + 1 : end]
    return bool(told) and all(line.startswith("  ") for line in told)


def _head_updates(lines: list[str], paragraphs: list[tuple[int, int]]) -> None:
    """The history of a status page: days, titles, and what was posted, newest first."""
    updates = [_is_update(lines, one) for one in paragraphs]
    if sum(updates) < _FEW:
        return
    days = [
        end - start == 1 and is_only_a_day(lines[start]) for start, end in paragraphs
    ]
    for number, (start, end) in enumerate(paragraphs[:-1]):
        is_title = not (updates[number] or days[number]) and end - start <= _FEW
        if days[number]:
            lines[start] = f"## {lines[start].strip()}"
        elif is_title and updates[number + 1]:
            lines[start] = f"{'###' if any(days) else '##'} {lines[start].strip()}"
        elif number == 0 and is_title and any(days) and lines[start][0] != "#":
            lines[start] = f"# {lines[start].strip()}"


def _is_update(lines: list[str], paragraph: tuple[int, int]) -> bool:
    """Its name first, and a line that is only when it was posted last."""
    start, end = paragraph
    last = lines[end - 1]
    is_stamped = end - start > 1 and len(last) < _LONG and find_times(last)
    return bool(
        _UPDATE.match(lines[start]) and is_stamped and find_days(last, year=2000)
    )
