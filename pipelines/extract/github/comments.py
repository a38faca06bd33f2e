"""Review comments that a second look saw, against those that are known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from pipelines.extract.github.checks import instant
from pipelines.extract.github.errors import GitHubError
from pipelines.extract.github.glances import fingerprint
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.rest_lists import read_comments_of, read_review_comments

BY_ID = "comments_by_id"


def has_edits(reading: Reading) -> bool:
    """Tell whether a second look saw a review comment that is not as it was."""
    seen = dict(_not_as_known(reading))
    if _is_answered(reading) is False:
        return False
    return bool(seen) and reading.place("odd_comments") != fingerprint(seen)


def read_edits(reading: Reading) -> None:
    """Read review comments, unless a second look has seen all of them unchanged.

    What still differs after that is the server's way to tell it: it is kept in mind.
    """
    if not reading.is_seen_whole:
        read_review_comments(reading)
        return
    if not has_edits(reading):
        return
    read_review_comments(reading)
    read_vanished(reading)
    reading.move("odd_comments", fingerprint(dict(_not_as_known(reading))))


def read_vanished(reading: Reading) -> None:
    """Read anew the comments of pull requests of which one is not there any more."""
    if reading.second is None or not _is_answered(reading):
        return
    known = reading.second.comments
    gone = {known[one].number for one, at in _not_as_known(reading) if at is None}
    for number in sorted(gone):
        if not reading.desk.has("review_comments", number):
            with suppress(GitHubError):  # it is asked for again in the next run
                read_comments_of(reading, number)


def note_answered(reading: Reading) -> None:
    """Note whether the server gives review comments by their ids, if that is told."""
    is_answered = _is_answered(reading)
    if is_answered is not None and is_answered != reading.place(BY_ID):
        reading.move(BY_ID, is_answered)


def _is_answered(reading: Reading) -> bool | None:
    """Tell whether it does; one that gives none at all, and never did, does not."""
    sight = reading.second
    if sight is None:
        return None
    asked = [one for one in sight.comments if one in sight.found]
    if not asked:
        return None
    is_known = reading.place(BY_ID) is True
    return is_known or any(sight.found[one] for one in asked)


def _not_as_known(reading: Reading) -> Iterator[tuple[str, str | None]]:
    """Yield the ids of such comments with the time seen, None where there is none."""
    sight = reading.second
    for node_id, before in (sight.comments if sight else {}).items():
        if sight is None or node_id not in sight.found:
            continue
        node = sight.found[node_id]
        now = node.get("updatedAt") if node else None
        if not now or instant(str(now)) != instant(before.updated_at):
            yield node_id, str(now) if now else None
