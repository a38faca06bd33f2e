"""Whether a sentence reports work as done, or promises it."""

from __future__ import annotations

import re

from pipelines.read.incidents.data import any_of
from pipelines.read.incidents.records import Status


def tense_of(text: str) -> Status:
    """`We have added an alert` reports it as done, `we will add one` as still to do."""
    done = _says("has_done", text) or _says("did", text)
    if done and _says("condition", text[: done.start() + len(done[0].split()[0])]):
        done = None  # `we will remove it once the nodes have been drained`
    if done:
        before = text[max(0, done.start() - 40) : done.start()]
        around = before + text[done.start() : done.end() + 60]
        is_wish = re.search(r"\b(?:should|must|could|would|to)\s+$", before)
        if _says("begun", done[0]):
            return "open"
        is_filed = _says("filed", done[0].split()[-1]) and _says("ticket", around)
        if not is_wish and not is_filed and not _says("planned", around):
            return "done"
    return "open" if _says("will", text) else "unknown"


def tells_of_then(text: str) -> bool:
    """`We restarted it` is of the incident; `we have added an alert` came after it."""
    if _says("has_done", text):
        return False
    return bool(_says("did", text) or _says("was", text))


def _says(key: str, text: str) -> re.Match[str] | None:
    return any_of("tense.yml", key).search(text)
