"""Deleted review comments, by the number of comments that GitHub counts of an item."""

from __future__ import annotations

from pipelines.extract.github.errors import GitHubError
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.rest_lists import read_comments_of

# So many odd counts at once are another way to count.
_MASS_SHARE, _MASS_COUNT = 0.05, 20


def settle_comments(reading: Reading) -> None:
    """Find deleted review comments by GitHub's count of all comments of an item.

    Whether that count is of comments and review comments alone is not documented, so
    what it holds beyond them is kept, and only a change of that leads to a reading.
    """
    odd: list[tuple[int, int]] = []
    counted = 0
    for number in reading.desk.owners("item"):
        row = reading.item(number)
        if row is None or row["total_comment_count"] is None:
            continue
        counted += 1
        rest = row["total_comment_count"] - row["comment_count"]
        surplus = rest - _review_comment_count(reading, number)
        before = reading.known.item(reading.known_as, number) or {}
        if surplus != (before.get("unexplained_comment_count") or 0):
            odd.append((number, rest))
        else:
            _keep_surplus(reading, number, surplus)
    is_another_count = len(odd) > max(_MASS_COUNT, counted * _MASS_SHARE)
    for number, rest in odd:
        if not (is_another_count and reading.is_first):
            try:
                loaded = read_comments_of(reading, number)
            except GitHubError:
                continue
        else:
            loaded = _review_comment_count(reading, number)
        _keep_surplus(reading, number, rest - loaded)


def _review_comment_count(reading: Reading, number: int) -> int:
    spooled = reading.desk.keys("comments", "review_comments", number)
    if reading.is_first or reading.desk.has("review_comments", number):
        return len(spooled)
    return len(spooled | reading.known.review_comment_ids(reading.known_as, number))


def _keep_surplus(reading: Reading, number: int, surplus: int) -> None:
    row = reading.item(number)
    if row and row["unexplained_comment_count"] != surplus:
        changed = row | {"unexplained_comment_count": surplus}
        with reading.desk.page():
            reading.desk.put([("synced_items", changed)], "synced", number)
