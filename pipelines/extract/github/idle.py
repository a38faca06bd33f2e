"""Which of many quiet repositories a run looks into, and how.

Edits of review comments and new connections move no time. Two lists of REST's show
them, at two requests a repository; a small repository can be looked at as a whole for
less, together with others. So much is spent on it in every run that each repository
has had its turn within 17 runs; if they are small, all of them have it in every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from pipelines.extract.github.comments import BY_ID, has_edits, note_answered
from pipelines.extract.github.known import Known
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.reconcile import has_changes
from pipelines.extract.github.second_look import look_again, weight_of
from pipelines.extract.github.sections import is_stirred
from pipelines.extract.github.teams import has_other_teams

_FEW = 10  # repositories of which every list is looked into in every run
_TURNS = 3  # of idle repositories among many that a run looks into, at least
_NIGHTS = 17  # in which each of many idle repositories has had its turn
_LISTS = 2  # requests that the lists of one repository take


def free_idle(readings: Sequence[Reading], known: Known) -> None:
    """Look at idle repositories once more, all together, and let most of them be."""
    are_many = len(readings) > _FEW
    for reading in readings:
        with reading.desk.page():
            reading.desk.mark("is_one_of_many", are_many)
    idle = [one for one in readings if one.is_idle and not one.desk.marked("state")]
    if not idle:
        return
    listed = _choose(idle, known) if are_many else idle
    look_again(idle)
    if are_many:
        for reading in idle:
            note_answered(reading)
            is_behind = known.is_behind(reading.known_as)
            is_chosen = any(reading is one for one in listed)
            reading.is_skipped = not (is_chosen or is_behind or _has_work(reading))


def _choose(idle: list[Reading], known: Known) -> list[Reading]:
    """Mark those to be looked at as a whole; return those whose lists are read.

    The ones that have waited longest come first, until the requests are spent.
    """
    left = float(_LISTS * max(_TURNS, ceil(len(idle) / _NIGHTS)))
    listed = []
    for reading in sorted(
        idle, key=lambda one: one.place("turn") or known.synced_at(one.known_as)
    ):
        weight = weight_of(reading)
        if weight < _LISTS and _can_be_seen(reading):
            left -= weight
            reading.is_seen_whole = left >= 0
        else:
            left -= _LISTS
            if left >= 0:
                listed.append(reading)
        if left < 0:
            break
    return listed


def _can_be_seen(reading: Reading) -> bool:
    """Tell whether the server gives review comments by their ids, if there are any."""
    if reading.place(BY_ID) is False:
        return not reading.known.review_comment_count(reading.known_as)
    return True


def _has_work(reading: Reading) -> bool:
    return (
        is_stirred(reading)
        or has_changes(reading)
        or has_edits(reading)
        or (reading.is_seen_whole and has_other_teams(reading))
    )
