"""Which CODEOWNERS file decided when: one of three places, commit by commit."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.read.codeowners import CodeownersRevision, codeowners_versions


def day(number):
    return datetime(2024, 5, number, tzinfo=UTC)


def revision(number, path, text, *, previous=None, first=False, size=None):
    """A file as the commit of that day left it; without text it is gone."""
    return CodeownersRevision(
        path=path,
        previous_path=previous,
        text=text,
        is_deleted=text is None and size is None,
        size_bytes=size,
        commit_sha=f"c{number}" if number else None,
        committed_at=day(number) if number else None,
        is_first_commit=first,
    )


def periods(*revisions):
    return [
        (
            one.path,
            one.commit_sha,
            one.effective_from,
            one.effective_to,
            [owner for rule in one.rules for owner in rule.owners],
        )
        for one in codeowners_versions(revisions)
    ]


def test_each_text_of_the_file_has_its_period() -> None:
    assert periods(
        revision(1, "CODEOWNERS", "* @ann"),
        revision(2, "CODEOWNERS", "* @bob"),
        revision(4, "CODEOWNERS", None),
        revision(6, "CODEOWNERS", "* @cid"),
    ) == [
        ("CODEOWNERS", "c1", day(1), day(2), ["@ann"]),
        ("CODEOWNERS", "c2", day(2), day(4), ["@bob"]),
        ("CODEOWNERS", "c6", day(6), None, ["@cid"]),
    ]


def test_a_file_in_an_earlier_place_takes_over_and_gives_back() -> None:
    assert periods(
        revision(1, "docs/CODEOWNERS", "* @ann"),
        revision(2, ".github/CODEOWNERS", "* @bob"),
        revision(3, "docs/CODEOWNERS", "* @cid"),  # nobody looks there
        revision(4, ".github/CODEOWNERS", None),
    ) == [
        ("docs/CODEOWNERS", "c1", day(1), day(2), ["@ann"]),
        (".github/CODEOWNERS", "c2", day(2), day(4), ["@bob"]),
        ("docs/CODEOWNERS", "c4", day(4), None, ["@cid"]),
    ]


def test_a_file_that_moves_leaves_its_old_place() -> None:
    assert periods(
        revision(1, ".github/CODEOWNERS", "* @ann"),
        revision(2, "CODEOWNERS", "* @bob", previous=".github/CODEOWNERS"),
    ) == [
        (".github/CODEOWNERS", "c1", day(1), day(2), ["@ann"]),
        ("CODEOWNERS", "c2", day(2), None, ["@bob"]),
    ]


def test_what_stood_there_from_the_first_known_commit_has_no_beginning() -> None:
    found = periods(revision(1, "CODEOWNERS", "* @ann", first=True))
    assert found == [("CODEOWNERS", "c1", None, None, ["@ann"])]
    assert periods(revision(0, "CODEOWNERS", "* @ann"))[0][2:4] == (None, None)


def test_a_file_that_is_too_large_counts_and_owns_nothing() -> None:
    found = list(
        codeowners_versions(
            [
                revision(1, "CODEOWNERS", "* @ann"),
                revision(2, ".github/CODEOWNERS", None, size=6_000_000),
            ]
        )
    )
    assert [one.path for one in found] == ["CODEOWNERS", ".github/CODEOWNERS"]
    assert [(rule.is_valid, "3 MB" in rule.reason) for rule in found[1].rules] == [
        (False, True)
    ]
