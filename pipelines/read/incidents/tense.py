"""Whether a sentence reports work as done, or promises it."""

from __future__ import annotations

import re

from pipelines.read.incidents.data import any_of
from pipelines.read.incidents.records import Status
from pipelines.read.incidents.tasks import asks


def tense_of(text: str) -> Status:
    """`We have added an alert` reports it as done, `we will add one` as still to do."""
    done = _says("has_done", text) or _says("did", text)
    if done and _says("condition", text[: done.start() + len(done[0].split()[0])]):
        done = None  # `we will remove it once the nodes have been drained`
    if done and _says("begun", done[0]):
        return "open"
    if done and _is_done(done):
        return "done"
    return "open" if _says("will", text) else "unknown"


def tells_that_done(text: str) -> bool:
    """An item such as `Firmware 3 installed in all towers`, without who did it."""
    done = _says("item_done", text)
    return done is not None and _is_done(done) and not asks(text)


def _is_done(told: re.Match[str]) -> bool:
    """Neither wished, nor only planned or written down."""
    text = told.string
    before = text[max(0, told.start() - 40) : told.start()]
    around = before + text[told.start() : told.end() + 60]
    is_wish = re.search(r"\b(?:should|must|could|would|to)\s+$", before)
    is_filed = _says("filed", told[0].split()[-1]) and _says("ticket", around)
    return not (is_wish or is_filed or _says("planned", around))


def tells_of_then(text: str) -> bool:
    """`We restarted it` is of the incident; `we have added an alert` came after it."""
    if _says("has_done", text):
        return False
    return bool(_says("did", text) or _says("was", text))


def _says(key: str, text: str) -> re.Match[str] | None:
    return any_of("tense.yml", key).search(text)
