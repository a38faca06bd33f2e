"""What a heading, or the words before a list, say of the state of all its items."""

from __future__ import annotations

import re

from pipelines.read.incidents.data import any_of
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.records import Status
from pipelines.read.incidents.status import Read, says, status_of
from pipelines.read.incidents.tense import tense_of

_LABEL = 3  # words of a lead-in that is read as a heading
_ANNOUNCED = 8  # words of one that announces action items by its own words
_SIDES = 4  # parts of a heading
_JOINT = re.compile(r"\s*(?:,| & | / |\band\b)\s*", re.IGNORECASE)
_NEAR = 400  # characters before a list


def status_of_heading(title: str) -> Status:
    """Status that a heading gives to all items below it ("Completed actions").

    One that joins what was done and what is to come (`Done and planned`) gives none.
    """
    sides = {_status_of_side(one) for one in _JOINT.split(title)[:_SIDES]}
    return "unknown" if {"open", "done"} <= sides else _status_of_side(title)


def _status_of_side(title: str) -> Status:
    if says("heading_open", title):
        return "open"
    if says("changed", title) and not says("still", title):
        return "done"
    plain = any_of("status.yml", "any_mark").sub(" ", title)  # may only adorn it
    status, quote = status_of(plain)
    if says("heading_silent", title) or (quote and says("heading_silent", quote)):
        return "unknown"
    return "done" if says("heading_done", title) else status


def _is_labelled(lead_in: str) -> bool:
    """`Next steps: we are sorry. This includes:`, in which the label tells most."""
    label, _, rest = lead_in.partition(":")
    return bool(rest.strip()) and "action_items" in parts_of_title(label)


def status_of_lead_in(lead_in: str) -> Read:
    """What the words before a list say of its items ("We have:", "we will:")."""
    words = lead_in.rstrip()[-_NEAR:]
    if dropped := says("dropped", words) if words.endswith(":") else None:
        return "unknown", dropped[0]
    if match := says("list_done", words):
        return "done", match[0]
    if match := says("list_open", words):
        return "open", match[0]
    if words.endswith(":"):
        tenses = {tense_of(one) for one in re.split(r"(?<=[.!?])\s+", words)}
        if "open" in tenses and "done" not in tenses:
            return "open", words[-80:]
    label = lead_in.partition(":")[0] if _is_labelled(lead_in) else words.rstrip(":")
    if len(label.split()) <= _ANNOUNCED and "action_items" in parts_of_title(label):
        status = status_of_heading(label)
        return status, label if status != "unknown" else None
    label = re.split(r"[,(]", label, maxsplit=1)[0]  # `To do, if money is left`
    if len(label.split()) <= _LABEL:
        status = status_of_heading(label)
        return status, label if status != "unknown" else None
    return "unknown", None
