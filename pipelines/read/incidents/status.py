"""The state of an action item: open, done, or unknown, by marks and words."""

from __future__ import annotations

import re

from pipelines.markdown import Block
from pipelines.read.incidents.records import Status
from pipelines.read.incidents.tense import tense_of

_PARTLY = re.compile(
    r"\b(?:part(?:ly|ially)|half|in part)[ -](?:\w+ )?(?:done|addressed|completed?"
    r"|implemented|fixed|resolved|finished|mitigated)\b"
    r"|\b(?:partial|in progress|in-progress|ongoing|wip|started|under way|underway"
    r"|work in progress|in work|in development|in implementation|in flight|in review|under review|being worked on)\b",
    re.IGNORECASE,
)
_PARTLY_ALONE = re.compile(
    (
        r"\b(?:only )?part(?:ly|ially) (?:done|addressed|completed?|implemented|fixed"
        r"|resolved)\b"
    ),
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not (?:yet )?(?:done|started|completed?|addressed|scheduled|implemented"
    r"|assigned"
    r"|fixed|closed|resolved)|to ?do|open|pending|outstanding|planned|backlog|blocked"
    r"|unresolved|incomplete|tbd|nobody (?:has )?\w+|still (?:open|to do|missing)"
    r"|never done"
    r"|postponed|deferred|on hold|scheduled|proposed|new|assigned|unassigned"
    r"|accepted)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:done|completed?|closed|fixed|resolved|implemented|finished|shipped|merged"
    r"|deployed|delivered|released|live (?:since|now|as of)|in (?:use|place) since)\b",
    re.IGNORECASE,
)
_DONE_MARK = re.compile(r"[✅✔✓☑]|:white_check_mark:|:heavy_check_mark:|:check:|🟢")
_OPEN_MARK = re.compile(
    r"[❌⬜☐🔲⏳⌛🚧🏗🔄🔜✗✘🔴🟡🟠]|:x:|:construction:|:hourglass[\w]*:|:red_circle:"
)
_ANY_MARK = re.compile(r"[^\w\s()\[\]/:,.&-]|:[a-z_]{2,30}:")
_YES = {"yes", "y", "x", "[x]", "100%", "true"}
_NO = {"no", "n", "[ ]", "0%", "false"}
_HEAD = re.compile(
    r"^\W{0,3}(?P<word>done|completed?|closed|fixed|resolved|open|todo|to do|pending"
    r"|wip"
    r"|in progress|partly done|partially done|not started|planned)\b\s*(?=[\])*:–—]"
    r"|-\s)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\s[-–—:]+|[.;,|:])\s*(?P<after>[^.;|–—]{2,60})\W*$")
_DONE_IN = re.compile(
    r"\b(?:done|fixed|completed|implemented|resolved|addressed|closed|merged|shipped"
    r"|delivered) (?:in|by|with|via|on|as part of|through|at)\s"
    r"(?:[^\s.]{1,40} ){0,2}?(?:#\d|https?:|\[|PR\b|v?\d|[\w.-]{1,40}/[\w.-]{1,60}#\d)",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:status|state|progress)\s*[:=]\s*(?P<words>[^,;.|()]{1,40})", re.IGNORECASE
)
_DROPPED = re.compile(
    r"\b(?:not doing|no action|won'?t (?:do|fix)|will not (?:do|fix)|not planned|cancell?ed|abandoned"
    r"|dropped|rejected|obsolete|not applicable|superseded|declined)\b|\bN/A\b",
    re.IGNORECASE,
)
_HAVE_AT_END = re.compile(
    r"\b(?:we|i)(?:['’]ve| have)(?: \w+ly| already| since)*\s?:$", re.IGNORECASE
)
_WILL_AT_END = re.compile(
    r"\b(?:will|['’]ll|going to|plan to|planning to|intend to|are|['’]re)"
    r"(?: also| now)*\s?:$",
    re.IGNORECASE,
)
_DOING_LIST = re.compile(  # "... and are doing the following:"
    r"\b(?:will|are|['’]re|going to|plan(?:ning)? to)(?: \w+){0,2} (?:do(?:ing)?|mak(?:e|ing)"
    r"|tak(?:e|ing)|implement(?:ing)?|work(?:ing)? on|add(?:ing)?|chang(?:e|ing)"
    r"|committ?(?:ed|ing) to|commit to)\b[^.:]{0,80}:$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(  # "We are prioritising the following improvements:"
    r"\b(?:are|['’]re)(?: \w+)? \w+ing\b[^.:]{0,60}\bfollowing\b[^.:]{0,80}:$",
    re.IGNORECASE,
)
_DONE_LIST = re.compile(  # "We have made the following changes:"
    r"\b(?:we|i)(?:['’]ve| have)(?: \w+){0,2} (?:done|made|taken|implemented|added"
    r"|introduced|put|deployed|completed|changed)\b[^.:]{0,80}:$",
    re.IGNORECASE,
)
_ETA = re.compile(
    r"^\W*(?:ETA|expected|due|target(?:ed)?)\b"
    r"|\b(?:this|next) (?:sprint|week|month|quarter|half)\b|^\W*(?:by )?Q[1-4]\b",
    re.IGNORECASE,
)
_WILL_DO = re.compile(r"\b(?:will|['’]ll) (?:do|look|fix|add)\b", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:to be|should be|must be|needs? to be|be|not|can be|will be"
    r"|is being|get)\s+$",
    re.IGNORECASE,
)


def status_of(words: str) -> tuple[Status, str | None]:
    """Status, and the words that say so, of a cell, a bracket or a heading."""
    readings: tuple[tuple[re.Pattern[str], Status], ...] = (
        (_OPEN, "open"),
        (_PARTLY, "open"),
        (_OPEN_MARK, "open"),
        (_DONE, "done"),
        (_DONE_MARK, "done"),
    )
    words = words if ":" in words else words.replace("_", " ")  # `in_progress`
    for pattern, status in readings:
        if match := pattern.search(words):
            return status, match[0]
    plain = words.strip().lower()
    if plain in _YES:
        return "done", words.strip()
    return ("open", words.strip()) if plain in _NO else ("unknown", None)


def status_of_heading(title: str) -> Status:
    """Status that a heading gives to all items below it ("Completed actions")."""
    if re.match(
        r"\W*to (?:do|complete|be done|address|finish)\b", title, re.IGNORECASE
    ):
        return "open"
    words = title.rstrip(" ?:").lower().split()
    if words == ["doing"]:
        return "open"
    if len(words) > 3 and words[-2:] == ["to", "do"]:
        return "unknown"  # "What are we going to do?"
    if {"will", "should", "must", "can", "could", "needs"} & {*words}:
        return "unknown"  # "What will be done"
    if re.search(r"\b(?:taken|made so far|so far|already)$", title.strip(" :"), re.I):
        return "done"
    status, quote = status_of(_ANY_MARK.sub(" ", title))  # which may only adorn it
    return (
        "unknown" if quote and quote.lower() in ("complete", "new", "fixed") else status
    )


def status_of_item(block: Block, text: str) -> tuple[Status, str | None]:
    """Status of a whole item: its mark, else the words apart from its sentence."""
    if block.struck and (dropped := _DROPPED.search(text)):
        return "unknown", dropped[0]
    if dropped := _DROPPED.search(" ".join(_apart(text))):
        return "unknown", dropped[0]
    return by_mark(block, text) or by_place(block, text) or _by_tense(text)


def by_place(block: Block, text: str) -> tuple[Status, str | None] | None:
    """Words before the item, in brackets, after its last stop, in bold, of a link."""
    if head := _HEAD.match(text):
        return status_of(head["word"])
    stated = _STATED.search(text)
    if stated and (read := status_of(stated["words"]))[0] != "unknown":
        return read
    done = _DONE_IN.search(text)
    if done and not _WISH.search(text[: done.start()]):
        return "done", text[done.start() : done.start() + 80].strip()
    for bracket in re.findall(r"[(\[]([^()\[\]]{1,120})[)\]]", text):
        if _ETA.search(bracket):
            return "open", bracket
        if tense_of(bracket) == "open" or _WILL_DO.search(bracket):
            return "open", bracket
        status, quote = status_of(bracket)
        is_aside = quote is not None and quote.upper() in ("TBD", "NEW")
        if status != "unknown" and len(bracket.split()) <= (1 if is_aside else 8):
            return status, quote
    if partly := _PARTLY_ALONE.search(text):
        return "open", partly[0]
    bold = [words for words in block.bold if len(words.split()) <= 3]
    bold += [words for words, _ in block.links if len(words.split()) <= 3]
    tail = _TAIL.search(text)
    pieces = re.split(r"\s[-–—]+\s", text)[:0:-1]
    pieces += re.split(r"[:;,]\s", text)[-1:] if re.search(r"[:;,]\s", text) else []
    for words in [*bold, *([tail["after"]] if tail else []), *pieces]:
        if len(words.split()) <= 4 and (read := status_of(words))[0] != "unknown":
            return read
    return None


def _by_tense(text: str) -> tuple[Status, str | None]:
    tense = tense_of(text)
    return tense, None if tense == "unknown" else text[:80]


def status_of_lead_in(lead_in: str) -> tuple[Status, str | None]:
    """What the words before a list say of its items ("We have:", "we will:")."""
    words = lead_in.rstrip()
    if match := _HAVE_AT_END.search(words):
        return "done", match[0]
    if match := _WILL_AT_END.search(words):
        return "open", match[0]
    if match := _DOING_LIST.search(words[-200:]):
        return "open", match[0]
    if match := _FOLLOWING.search(words[-200:]):
        return "open", match[0]
    if match := _DONE_LIST.search(words[-200:]):
        return "done", match[0]
    if words.endswith(":"):
        tenses = {tense_of(one) for one in re.split(r"(?<=[.!?])\s+", words[-400:])}
        if "open" in tenses and "done" not in tenses:
            return "open", words[-80:]
    label = words.rstrip(":")
    if len(label.split()) <= 3:
        status = status_of_heading(label)
        return status, label if status != "unknown" else None
    return "unknown", None


def _apart(text: str) -> list[str]:
    """Brackets, and what stands after the last dash or stop."""
    tail = _TAIL.search(text)
    brackets = re.findall(r"[(\[]([^()\[\]]{1,60})[)\]]", text)
    return [*brackets, *([tail["after"]] if tail else [])]


def by_mark(block: Block, text: str) -> tuple[Status, str | None] | None:
    if block.marker == "[x]":
        return "done", "[x]"
    if block.marker == "[ ]":
        return "open", "[ ]"
    if block.struck and len("".join(block.struck)) > len(text) * 0.6:
        return "done", f"~~{block.struck[0]}~~"
    if mark := _DONE_MARK.search(text):
        return "done", mark[0]
    if mark := _OPEN_MARK.search(text):
        return "open", mark[0]
    return None
