"""Approvals and reviews: how many, by whom, and what undoes them."""

from __future__ import annotations

import re
from typing import Any

from pipelines.read.clauses.parameters.approvers import approver_role
from pipelines.read.clauses.parameters.counts import (
    ONE_IS,
    PEOPLE_NEEDED,
    count,
    else_looks,
)
from pipelines.read.clauses.parameters.reading import Reading, pattern
from pipelines.read.clauses.parameters.roles import roles

_COMMAND = re.compile(r"`/(\w+)`")  # `/lgtm` from two people
_EXEMPTED = re.compile(  # `approved (except for typo fixes) by two maintainers`
    r"\s*\((?:except|unless|excluding|apart\s+from|but|not|even|including)\b[^()]{0,120}\)\s*",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(  # `unless a maintainer decides otherwise`: who gives none
    r"\bunless\s+(?![^.;,]*(?:approv|review|sign|lgtm|ack|vote|\+1))[^.;,]*",
    re.IGNORECASE,
)
_EARLIER = re.compile(  # `squash before it is approved by an owner`: when, no demand
    r"\bbefore\s+(?:it|they|(?:the|an?|your)\s+[\w ]{2,20}?)"
    r"\s+(?:is|are|gets?|has\s+been|have\s+been)\s+(?:approved|reviewed)\b[^.;,]*",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(  # `except to re-approve after a rebase`: no demand
    r"\bexcept\s+(?:to|for|when|if)\b[^.;]{0,120}", re.IGNORECASE
)


def approvals(reading: Reading) -> dict[str, Any]:
    """`approval_count`, `approver_role`, `excludes_author`, `resets_on_push`."""
    text = without_waived(_COMMAND.sub(r"\1", _without_labels(reading)))
    found: dict[str, Any] = {}
    if reading.is_waiver:
        return found
    resets = bool(pattern("resets_on_push").search(_EXCEPTED.sub(" ", text)))
    is_asked = is_approving(text) or bool(ONE_IS.search(text))
    is_asked = is_asked or else_looks(text) or bool(PEOPLE_NEEDED.search(text))
    if is_asked or pattern("reviewing").search(text):
        told = _without_earlier(_OTHERWISE.sub(" ", _EXEMPTED.sub(" ", text)))
        counted = count(told)
        if counted and not (counted == 1 and resets):
            found["approval_count"] = counted
        if role := approver_role(told):
            found["approver_role"] = role
    is_free = pattern("permits_author").search(text) and not reading.is_negative
    if not is_free and pattern("excludes_author").search(text) and _is_gate(text):
        found["excludes_author"] = True
    if resets:
        found["resets_on_push"] = not pattern("keeps_on_push").search(text)
    return found


def _without_labels(reading: Reading) -> str:
    """The sentence without labels that have a number: `reviews: 2` asks for none."""
    text = reading.sense
    for span, role in roles(reading):
        if role == "label" and any(character.isdigit() for character in span.text):
            text = (
                f"{text[: span.start]}{'_' * (span.end - span.start)}{text[span.end :]}"
            )
    return text


def without_waived(text: str) -> str:
    """`text` without the approval that it waives: `may merge without a review`."""
    waived = pattern("waived").search(text)
    if not waived or pattern("denials").search(_same_clause(text[: waived.start()])):
        return text
    return text[: waived.start()] + " " * len(waived[0]) + text[waived.end() :]


def _without_earlier(text: str) -> str:
    """`text` without the approval that something else comes before."""
    found = _EARLIER.search(text)
    if not found or count(found[0]) != 1 or is_approving(text[found.end() :]):
        return text  # two of them are more than a word on when
    if pattern("denials").search(text[: found.start()]):
        return text
    return f"{text[: found.start()]} {text[found.end() :]}"


def _same_clause(before: str) -> str:
    """The words since the last `but`."""
    return re.split(r",\s+but\b", before)[-1]


def _is_gate(text: str) -> bool:
    """Does it speak of approving, reviewing or merging."""
    if is_approving(text) or pattern("gating").search(text):
        return True
    is_read = pattern("reviewing").search(text)
    return bool(is_read) and bool(pattern("changing").search(text))


def is_approving(text: str) -> bool:
    """Does the sentence speak of approving, not only of reviewing."""
    return bool(pattern("approving").search(text))
