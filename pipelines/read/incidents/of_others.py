"""Pages that point to what others wrote of their incidents, and tell of none."""

from __future__ import annotations

from urllib.parse import urlsplit

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.severity import severities_in

_LEAST = 5  # entries
_HOSTS = 4
_MANY = 10  # hosts
_SHARE = 0.5  # of what the page says; of the entries on a host of their own
_TOLD = {"timeline", "action_items"}
_MARKS = "\"'“”‘’*_ "


def lists_others(root: Section) -> bool:
    """`Failure stories`: most of it begins with a link, and each leads elsewhere.

    Links to pages of the repository, to those of one house, or to where teams keep
    their documents may be to its own. So may those that begin with a day, or tell a day
    and how bad it was; and a write-up has parts, days and times. All that does not
    count where the title says whose they are.
    """
    parts = list(root.walk())
    if any(phrase("by_others").search(one.title) for one in root.children[:1]):
        return True
    kinds = {kind for part in parts for kind in part.parts}
    if len(kinds) > 1 or kinds & _TOLD or any(_has_day(part.title) for part in parts):
        return False
    told = [
        block
        for part in parts
        if not phrase("for_readers").match(part.title)
        for block in part.blocks
        if block.kind == "paragraph" or (block.kind == "item" and block.depth == 1)
    ]
    entries = [block for block in told if _target(block)]
    if any(_is_an_entry(one) or _tells_a_time(one) for one in told):
        return False
    within = [block for block in told if _target(block).startswith("#")]
    hosts = {_house(_target(block)) for block in entries} - {""}
    is_most = len(entries) - len(within) > _SHARE * (len(told) - len(within))
    are_many = len(hosts) >= min(_MANY, max(_HOSTS, _SHARE * len(entries)))
    return is_most and len(entries) >= _LEAST and are_many


def _has_day(text: str) -> bool:
    return bool(find_days(text, year=2000))


def _house(target: str) -> str:
    """Whose pages a link leads to; nobody's, where it is to a service for all."""
    host = urlsplit(target).netloc
    return "" if phrase("shared_hosts").search(host) else host


def _is_an_entry(block: Block) -> bool:
    """`[2024-03-05 Queue stuck](...)`, `[Queue stuck](...) (5 March 2024, SEV2)`."""
    days = find_days(block.text, year=2000)
    is_led = bool(days) and not block.text[: days[0].start].strip(" [(*_")
    return is_led or (bool(days) and severities_in(None, block.text, "")[1] is not None)


def _tells_a_time(block: Block) -> bool:
    return not _target(block) and bool(find_times(block.text))


def _target(block: Block) -> str:
    """Where the link leads with which a block begins."""
    words, target = next(iter(block.links), ("", ""))
    is_first = bool(words) and block.text.lstrip(_MARKS).startswith(words)
    return target if is_first else ""
