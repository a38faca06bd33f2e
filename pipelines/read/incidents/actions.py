"""Action items: what is to do after an incident, who does it, and whether it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipelines.markdown import Block
from pipelines.read.incidents.data import bare, field_roles, is_placeholder
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.records import ActionItem, Status
from pipelines.read.incidents.sections import Section, parts_of_title

_MOST_ITEMS = 500
_REFERENCE = re.compile(
    r"https?://[^\s/()<>]{1,100}/(?P<repo>[\w.-]{1,60}/[\w.-]{1,100})/(?:issues|pull|pulls)/(?P<n1>\d{1,7})"
    r"|(?<![\w/.-])(?P<other>[\w.-]{1,60}/[\w.-]{1,100})#(?P<n2>\d{1,7})\b"
    r"|(?<![\w/&-])(?:GH-|#)(?P<n3>\d{1,7})\b"
)
_PARTLY = re.compile(
    r"\b(?:part(?:ly|ially)|half|in part)[ -](?:\w+ )?(?:done|addressed|completed?|implemented|fixed|resolved|finished)\b"
    r"|\b(?:partial|in progress|in-progress|ongoing|wip|started|under way|underway|work in progress)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not (?:yet )?(?:done|started|completed?|addressed|scheduled|implemented|assigned|fixed)"
    r"|to ?do|open|pending|outstanding|planned|backlog|blocked|unresolved|incomplete|tbd"
    r"|nobody (?:has )?\w+|still (?:open|to do|missing)|never (?:done|happened)|postponed|deferred|on hold|scheduled)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:done|completed?|closed|fixed|resolved|implemented|finished|shipped|merged|deployed|delivered)\b"
    r"|(?:✅|✔|☑|:white_check_mark:|:heavy_check_mark:|:check:)",
    re.IGNORECASE,
)
_OPEN_MARK = re.compile(r"❌|⬜|☐|🔲|⏳|🚧|:x:|:construction:|:hourglass:|✗|✘|🔴|🟡")
_TAIL = re.compile(
    r"(?:[(\[](?P<inside>[^()\[\]]{1,120})[)\]]|(?:\s[-–—:]|\.|;|,)\s+(?P<after>[^.;]{1,80}))\W*$"
)
_HEAD = re.compile(
    r"^\W{0,3}(?P<word>done|completed?|closed|fixed|open|todo|to do|pending|wip|in progress|partly done|partially done)\b\W",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"\b(?:owners?|assignees?|assigned to|responsible|dri|lead|who)\s*(?::|=|is\b)?\s*"
    r"(?P<who>@[\w/.-]+|[A-Z][^\n,;()\[\]|]{0,40}?|[a-z][\w-]+(?: team)?)"
    r"\s*(?=$|[,;()\[\]|.]|\s[-–—]\s|\b(?:due|by|eta|status)\b)",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(?<![\w@./])@(?P<login>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:/[\w.-]+)?)"
)
_DUE = re.compile(
    r"\b(?:due(?: date| on| by)?|by|deadline|eta|before|until|target(?: date)?)\s*[:=]?\s*(?P<day>[^,;()|]{4,30})",
    re.IGNORECASE,
)


def action_items_of(section: Section, *, year: int | None) -> list[ActionItem]:
    """Action items of the parts that hold them, in order, at most 500."""
    items: list[ActionItem] = []
    for part, state in _parts(section):
        for block in part:
            items += _read(block, state, year)
    seen: set[tuple[int, str]] = set()
    unique = [
        i
        for i in items
        if not ((i.line, i.text) in seen or seen.add((i.line, i.text)))  # type: ignore[func-returns-value]
    ]
    return unique[:_MOST_ITEMS]


def _parts(section: Section) -> Iterator[tuple[list[Block], Status]]:
    """Blocks that are action items, with the status that their heading gives."""
    yield from _below_headings(section, False, "unknown")
    yield from _below_labels(section)


def _below_headings(
    section: Section, inside: bool, status: Status
) -> Iterator[tuple[list[Block], Status]]:
    for child in section.children:
        parts = parts_of_title(child.title)
        within = "action_items" in parts or (
            inside and not parts - {"action_items", "resolution", "detection"}
        )
        own = status_of(child.title)[0] if within else "unknown"
        state = own if own != "unknown" else status
        if within:
            yield _items_in(child.blocks), state
        yield from _below_headings(child, within, state if within else "unknown")


def _items_in(blocks: list[Block]) -> list[Block]:
    kept = [b for b in blocks if _is_item(b)]
    if kept:
        return kept
    return [b for b in blocks if b.kind == "paragraph" and not is_placeholder(b.text)]


def _is_item(block: Block) -> bool:
    return block.kind == "row" or (
        block.kind == "item" and (block.depth == 1 or block.marker.startswith("["))
    )


def _below_labels(section: Section) -> Iterator[tuple[list[Block], Status]]:
    """`- **Action items:**` with nested items, or the list after such a line."""
    for holder in section.walk():
        if "action_items" in parts_of_title(holder.title):
            continue
        kept: list[Block] = []
        for block in holder.blocks:
            label = (
                block.lead_in if block.depth == 1 else (block.parents[-1:] or ("",))[0]
            )
            lines = label.strip().splitlines()
            last = lines[-1] if lines else ""
            head = last.partition(":")[0] if ":" in last else last
            if (
                block.kind == "item"
                and len(head) < 60
                and "action_items" in parts_of_title(head)
            ):
                kept.append(block)
            elif block.kind in ("item", "paragraph"):
                kept += _inline(block)
        yield kept, "unknown"


def _inline(block: Block) -> list[Block]:
    """`Action items: add a test (open); document it (done)` in one line."""
    head, mark, rest = block.text.partition(":")
    rest = rest.strip()
    if (
        not mark
        or len(head) > 40
        or "action_items" not in parts_of_title(head)
        or is_placeholder(rest)
    ):
        return []
    pieces = re.split(r";\s+|\n+|(?:^|\s)\(?\d\)\s+", rest)
    return [
        Block(kind="item", text=piece.strip(" .,"), source=piece, line=block.line, end_line=block.end_line,
              links=tuple(link for link in block.links if link[0] in piece), struck=block.struck)
        for piece in pieces
        if len(piece.strip(" .,")) > 3
    ]  # fmt: skip


def _read(
    block: Block, heading_status: Status, year: int | None
) -> Iterator[ActionItem]:
    item = _from_row(block, year) if block.kind == "row" else _from_text(block, year)
    if item is None:
        return
    if item.status == "unknown" and heading_status != "unknown":
        quote = block.headings[-1] if block.headings else None
        item = ActionItem(item.text, heading_status, quote, item.owner_as_written, item.owner_id,
                          item.due_on, item.linked_items, item.line)  # fmt: skip
    yield item


def _from_text(block: Block, year: int | None) -> ActionItem | None:
    text = " ".join(block.text.split())
    if is_placeholder(text) or not re.search(r"[^\W\d_]{2,}", text):
        return None
    status, quote = _status_of_item(block, text)
    owner = _owner_in(text)
    return ActionItem(
        text=_clean(text),
        status=status,
        status_quote=quote,
        owner_as_written=owner,
        owner_id=owner_id(owner),
        due_on=_due_in(text, year),
        linked_items=linked_items(text, block.links),
        line=block.line,
    )


def _from_row(block: Block, year: int | None) -> ActionItem | None:
    roles: dict[str, str] = {}
    for title, cell in zip(block.header, block.cells, strict=False):
        found = field_roles().get(bare(title), frozenset())
        for role in ("action", "owner", "due", "state", "reference"):
            if role in found and role not in roles:
                roles[role] = cell.strip()
                break
    text = roles.get("action") or max(block.cells, key=len, default="").strip()
    if is_placeholder(text) or not re.search(r"[^\W\d_]{2,}", text):
        return None
    everything = " | ".join(block.cells)
    stated = roles.get("state", "")
    status, quote = status_of(stated) if stated else ("unknown", None)
    if status == "unknown" and roles.get("reference"):
        status, quote = status_of(roles["reference"])
    if status == "unknown":
        status, quote = _status_of_item(block, text)
    owner = roles.get("owner") or None
    if owner and is_placeholder(owner):
        owner = None
    due = roles.get("due", "")
    return ActionItem(
        text=" ".join(text.split()),
        status=status,
        status_quote=quote,
        owner_as_written=owner or _owner_in(text),
        owner_id=owner_id(owner or _owner_in(text)),
        due_on=next((d.day for d in find_days(due, year=year) if d.day), None),
        linked_items=linked_items(everything, block.links),
        line=block.line,
    )


# -- status ------------------------------------------------------------------------


def status_of(words: str) -> tuple[Status, str | None]:
    """Status of words that speak of nothing else (a cell, a bracket, a heading)."""
    for pattern, status in (
        (_PARTLY, "open"),
        (_OPEN, "open"),
        (_OPEN_MARK, "open"),
        (_DONE, "done"),
    ):
        if match := pattern.search(words):
            return ("open" if status == "open" else "done"), match[0]
    if words.strip().lower() in ("yes", "y", "x", "[x]", "100%"):
        return "done", words.strip()
    if words.strip().lower() in ("no", "n", "[ ]", "0%"):
        return "open", words.strip()
    return "unknown", None


def _status_of_item(block: Block, text: str) -> tuple[Status, str | None]:
    if block.marker == "[x]":
        return "done", "[x]"
    if block.marker == "[ ]":
        return "open", "[ ]"
    if block.struck and len("".join(block.struck)) > len(text) * 0.6:
        return "done", f"~~{block.struck[0]}~~"
    if mark := re.search(r"✅|✔|☑|:white_check_mark:|:heavy_check_mark:", text):
        return "done", mark[0]
    if mark := _OPEN_MARK.search(text):
        return "open", mark[0]
    if head := _HEAD.match(text):
        return status_of(head["word"])
    done_in = re.search(
        r"\b(?:done|fixed|completed|implemented|resolved|addressed|closed|merged|shipped) (?:in|by|with|via|on|as part of)\b.{0,80}",
        text,
        re.IGNORECASE,
    )
    if done_in and not re.search(
        r"\b(?:to be|should be|be|not|can be|will be|is being)\s+$",
        text[: done_in.start()],
        re.IGNORECASE,
    ):
        return "done", done_in[0]
    for bracket in re.findall(r"[(\[]([^()\[\]]{1,120})[)\]]", text):
        status, quote = status_of(bracket)
        if status != "unknown" and len(bracket.split()) <= 8:
            return status, quote
    if partly := _PARTLY.search(text):
        if re.search(r"part", partly[0], re.IGNORECASE):
            return "open", partly[0]
    tail = _TAIL.search(text)
    words = (tail["inside"] or tail["after"] or "") if tail else ""
    return status_of(words) if words and len(words.split()) <= 5 else ("unknown", None)


# -- owner, day, links -------------------------------------------------------------


def _owner_in(text: str) -> str | None:
    if (named := _OWNER.search(text)) and not is_placeholder(named["who"]):
        return named["who"].strip()
    login = _LOGIN.search(text)
    return login[0] if login else None


def owner_id(owner: str | None) -> str | None:
    """`@login` is a login; any other name becomes a slug."""
    if not owner:
        return None
    if login := _LOGIN.search(owner):
        return login["login"]
    slug = re.sub(r"[^\w]+", "-", owner.lower()).strip("-_")
    return slug or None


def _due_in(text: str, year: int | None) -> date | None:
    for match in _DUE.finditer(text):
        found = find_days(match["day"], year=year)
        if found and found[0].start < 12:
            return found[0].day
    return None


def linked_items(
    text: str, links: tuple[tuple[str, str], ...] = ()
) -> tuple[tuple[str | None, int], ...]:
    """Issues and pull requests that a text refers to, in order, each once."""
    found: list[tuple[str | None, int]] = []
    targets = [target for _, target in links]
    for words, target in links:
        if _REFERENCE.search(target):
            text = text.replace(words, " ")  # its address is more exact than its words
    for place in (text, *targets):
        for match in _REFERENCE.finditer(place):
            repository = match["repo"] or match["other"]
            number = int(match["n1"] or match["n2"] or match["n3"])
            if (repository, number) not in found:
                found.append((repository, number))
    return tuple(found)


def _clean(text: str) -> str:
    """Without brackets that only tell owner, day or status."""

    def is_extra(match: re.Match[str]) -> str:
        inside = match[1]
        known = re.match(
            r"\s*(?:owner|assignee|assigned|due|status|eta|by)\b", inside, re.IGNORECASE
        )
        return (
            ""
            if known or (status_of(inside)[0] != "unknown" and len(inside.split()) <= 3)
            else match[0]
        )

    text = re.sub(r"\s*[(\[]([^()\[\]]{1,120})[)\]]", is_extra, text)
    return re.sub(r"^(?:✅|✔️?|☑️?|❌|⬜|:[a-z_]+:)\s*", "", text).strip(" -–—")
