"""Other forms of an archive made to look like headings and fields.

An item as a bullet, a numbered point, a `<summary>` or front matter in the middle of
the file; a line of short remarks below its heading. Every line stays where it is.
"""

from __future__ import annotations

import re

from pipelines.extract.archive.headings import item_named
from pipelines.extract.archive.vocabulary import field_of, fold, words

_HEADING = re.compile(r"^#{1,6}\s+(?P<words>.+)$")
_SUMMARY = re.compile(r"^\s*<summary>(?P<words>[^<\n]{1,300})</summary>\s*$")
_DETAILS = re.compile(r"^\s*</?details[^>\n]{0,100}>\s*$")
_BULLET = re.compile(r"^(?:[-*+]|\d{1,4}[.)])\s+(?P<words>\S.*)$")
_DOUBLE_COLON = re.compile(r"^(?P<name>[A-Za-z][\w -]{1,30})::\s+(?P<value>\S.*)$")
_KEY = re.compile(r"^(?P<name>[A-Za-z_]{2,30}):\s*(?P<value>.*)$")
_REMARKS = re.compile(r"^(?P<mark>[*_]{1,2})(?P<words>[^*_]{4,300})(?P=mark)$")
_MOST_KEYS = 30
_BETWEEN = re.compile(r"\s[·•|]\s|;\s+|,\s+(?=[A-Za-z]+(?:[ :,;]|$))")
_TITLE_END = re.compile(r"\s+[–—]\s+|\s+(?=`[a-z ]{3,20}`$)")
_INTO = re.compile(r"\b(?:into|to|against)\s+(?P<branch>`[^`\s]+`|main|master|develop)")
_DOTTED = re.compile(r"^(?P<words>[^*_`#>|\s][^\n]{0,300}?\s[·•]\s[^\n]{1,300})$")
_BY = re.compile(r"\bby\s+(?P<who>@[\w-]+)")
_OPENED_BY = re.compile(r"\bby\s+(?P<who>@?[A-Za-z0-9][\w-]*)$")
_REVIEWED = re.compile(
    r"^(?P<what>approved|reviewed|merged) by:?\s+(?P<who>@?[\w-]+(?:, @?[\w-]+)*)$",
    re.I,
)
_BY_ITEM = re.compile(r"\b(?:by|in|via|with)\s+(?:PR\s+)?(?P<item>#\d{1,9})")
_CLOSES = re.compile(r"^(?:closes|fixes|resolves)\s+(?P<items>.*#\d.*)$", re.IGNORECASE)
_BRANCH = re.compile(r"^(?:from |on )?branch\s+(?P<branch>\S+)$", re.IGNORECASE)
_OPENED = re.compile(r"^(?:opened|created|reported|filed)\b(?P<rest>.*)$", re.I)
_LABELS = re.compile(r"^(?P<name>labels?|tags?)\s*:?\s+(?P<value>\S.*)$", re.IGNORECASE)


def as_sections(text: str) -> str:
    """The archive with a heading per item, line by line as long as before."""
    lines = text.split("\n")
    lines = _entries_of_front_matter(lines)
    if any(_names_an_item(line) for line in lines):
        return "\n".join(_DOUBLE_COLON.sub(_marked, line) for line in lines)
    are_bullets = not any(line.startswith("|") for line in lines) and any(
        _titled_bullet(line) for line in lines
    )
    return "\n".join(_as_heading(line, are_bullets) for line in lines)


def _titled_bullet(line: str) -> bool:
    bullet = _BULLET.match(line)
    named = item_named(bullet["words"]) if bullet else None
    return bool(named and named.title)


def _names_an_item(line: str) -> bool:
    heading = _HEADING.match(line)
    return bool(heading and item_named(heading["words"]))


def _marked(match: re.Match[str]) -> str:
    if field_of(match["name"]) is None:
        return match[0]
    return f"- **{match['name']}:** {match['value']}"


def _as_heading(line: str, are_bullets: bool) -> str:
    if _DETAILS.match(line):
        return ""
    if summary := _SUMMARY.match(line):
        return f"## {summary['words'].strip()}"
    if are_bullets and _titled_bullet(line):
        return "## " + _BULLET.sub(r"\g<words>", line)
    return _DOUBLE_COLON.sub(_marked, line)


def _entries_of_front_matter(lines: list[str]) -> list[str]:
    """`---`, keys, `---` in the middle of a file begin an item, if a key numbers it."""
    result = list(lines)
    for start, line in enumerate(lines):
        if line.strip() != "---":
            continue
        end = start + 1
        while end < len(lines) and end - start < _MOST_KEYS and _KEY.match(lines[end]):
            end += 1
        keys = {
            fold(match["name"]): match["value"].strip("\"' ")
            for match in map(_KEY.match, lines[start + 1 : end])
            if match
        }
        number = next(
            (keys[k] for k in ("number", "id", "issue", "pr") if k in keys), ""
        )
        is_closed = end < len(lines) and lines[end].strip() == "---"
        if not (is_closed and number.lstrip("#").isdecimal()):
            continue
        result[start] = f"## #{number.lstrip('#')}: {keys.get('title', '')}"
        for place in range(start + 1, end):
            name, _, value = lines[place].partition(":")
            is_used = fold(name) in ("number", "id", "issue", "pr", "title")
            label = name.strip().replace("_", " ")
            bare = value.strip().strip("[]")
            result[place] = "" if is_used else f"- **{label}:** {bare or 'none'}"
        result[end] = ""
    return result


def split_title(title: str) -> tuple[str, list[str]]:
    """A title and the fields of the remarks after its dash, as lines.

    `Use a pool — merged 2024-02-01 by @kim, closes #12` is titled `Use a pool`.
    """
    for place in _TITLE_END.finditer(title):
        fields = fields_in_remarks(title[place.end() :])
        if fields:
            return title[: place.start()].strip(), fields
    return title, []


def fields_in_line(line: str) -> list[str]:
    """The fields in a line of its own, in italics or with dots between them.

    `*opened 3 Jan by @rui · bug*`, `Opened 3 Jan by rui · closed 5 Jan · Labels: bug`.
    """
    if match := _DOTTED.match(line.strip()):
        pieces = re.split(r"\s[·•]\s", match["words"])
        found = [_fields_of(one.strip()) or fields_in_remarks(one) for one in pieces]
        return [field for one in found for field in one] if all(found) else []
    match = _REMARKS.match(line.strip())
    return fields_in_remarks(match["words"]) if match else []


def fields_in_remarks(text: str) -> list[str]:
    """Short remarks as field lines; none if any of them is not understood."""
    found: list[str] = []
    labels: list[str] = []
    for piece in _BETWEEN.split(text.strip(" .")):
        remark = piece.strip(" `*_")
        if labels and not _fields_of(remark):
            labels.append(remark)
            continue
        if named := _LABELS.match(remark):
            labels.append(named["value"])
            continue
        fields = _fields_of(remark)
        if not fields:
            return []
        found += fields
    return [*found, *([f"**Labels:** {', '.join(labels)}"] if labels else [])]


def _fields_of(remark: str) -> list[str]:
    if closes := _CLOSES.match(remark):
        return [f"**Closes:** {closes['items']}"]
    if branch := _BRANCH.match(remark):
        return [f"**Branch:** {branch['branch'].strip('`')}"]
    if reviewed := _REVIEWED.match(remark):
        return [f"**{reviewed['what'].capitalize()} by:** {reviewed['who']}"]
    if opened := _OPENED.match(remark):
        who = _BY.search(remark) or _OPENED_BY.search(remark)
        day = _OPENED_BY.sub("", _BY.sub("", opened["rest"])).strip(" ,on")
        fields = [f"**Author:** {who['who']}"] if who else []
        return [*fields, *([f"**Created:** {day}"] if re.search(r"\d", day) else [])]
    first = re.split(r"[\s(]", remark.casefold(), maxsplit=1)[0]
    if first == "draft":
        return ["**Draft:** yes"]
    if not any(first in names for names in _states()):
        return []
    into = _INTO.search(remark)
    by = _BY_ITEM.search(remark)
    return [
        f"**Status:** {remark}",
        *([f"**Base:** {into['branch']}"] if into else []),
        *([f"**Fixed by:** {by['item']}"] if by else []),
    ]


def _states() -> list[list[str]]:
    return [names for kind in words()["states"].values() for names in kind.values()]
