"""What it means that a list contains the labels, teams or paths of a rule."""

from __future__ import annotations

import pytest

from expectations.list_expectations import (
    contains_all,
    contains_any,
    contains_at_most_one,
    contains_exactly_one,
    contains_none,
    matches,
)


@pytest.mark.parametrize(
    ("member", "pattern", "is_matched"),
    [
        ("area:api", "area:*", True),
        ("Area:API", "area:api", True),
        ("area-api", "area:*", False),
        ("[sev1]", "[sev1]", True),
        ("s", "[sev1]", False),
        ("sev-1", "sev1", False),
        ("why?", "why?", True),
        ("@acme/core", "@core", True),
        ("@acme/score", "@core", False),
        ("@acme/core", "@other/core", False),
    ],
)
def test_a_member_matches_by_its_text_or_a_glob(member, pattern, is_matched):
    assert matches(member, pattern) is is_matched


def test_all_means_that_no_pattern_is_left_over():
    assert contains_all(["a", "b:1"], ["b:*", "a"])
    assert not contains_all(["a"], ["a", "b"])


def test_any_means_one_at_least():
    assert contains_any(["x", "a"], ["a", "b"])
    assert not contains_any([], ["a"])


def test_exactly_one_counts_members_and_not_patterns():
    assert contains_exactly_one(["a:1", "x"], ["a:*", "a:1"])
    assert not contains_exactly_one(["a:1", "a:2"], ["a:*"])
    assert not contains_exactly_one([], ["a:*"])


def test_at_most_one_allows_none():
    assert contains_at_most_one([], ["a:*"])
    assert not contains_at_most_one(["a:1", "a:2"], ["a:*"])


def test_none_means_that_nothing_matches():
    assert contains_none(["b"], ["a"])
    assert not contains_none(["A"], ["a"])
