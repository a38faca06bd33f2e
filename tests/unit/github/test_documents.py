"""Every query is one that GitHub understands, and costs no more than it should."""

from __future__ import annotations

import pytest
from graphql import parse, validate

from tests.github_server.documents import all_documents
from tests.github_server.graphql_api import schema
from tests.github_server.points import points

DOCUMENTS = all_documents()
# Points of a page, by the documented formula.
BUDGET = {
    ("issues_page", 50): 2,
    ("issues_page", 100): 3,
    ("pull_requests_page", 25): 2,
    ("pull_requests_page", 50): 5,
    ("pull_requests_page", 100): 9,
    ("checks_by_id", 50): 1,
    ("queue_checks_by_id", 50): 1,
    ("all_runs_by_id", 50): 11,
    ("head_checks_by_id", 50): 1,
    ("bare issues_page", 1): 1,
    ("bare pull_requests_page", 1): 1,
    ("items_by_id", 25): 3,
    ("present_by_id", 100): 4,
    ("glance of fifty", 0): 4,
    ("second look", 0): 21,
    ("second look at fifty", 0): 21,
    ("glance", 0): 1,
    ("by numbers", 0): 1,
    ("present", 0): 1,
    ("further of twenty", 0): 1,
    ("all_teams", 25): 1,
    ("all_labels", 100): 1,
    ("all_milestones", 100): 1,
    ("all_releases", 100): 1,
    ("all_deployments", 100): 1,
    ("newest_deployments", 100): 1,
    ("all_branchProtectionRules", 100): 1,
}


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_query_is_valid_by_githubs_schema(name):
    assert validate(schema(), parse(DOCUMENTS[name])) == []


def test_a_field_that_github_does_not_have_is_noticed():
    text = DOCUMENTS["issues_page"].replace("totalCount", "total", 1)
    assert validate(schema(), parse(text)) != []


@pytest.mark.parametrize(("name", "size"), sorted(BUDGET))
def test_a_query_stays_within_its_points(name, size):
    variables = {"first": size, "ids": ["x"] * size}
    assert points(DOCUMENTS[name], variables) <= BUDGET[name, size]


def test_every_query_has_a_budget():
    named = {name for name, _ in BUDGET}
    others = {name for name in DOCUMENTS if not name.startswith("further")} - named
    assert others == {"glance without"}


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_query_asks_what_it_cost(name):
    assert "rateLimit" in DOCUMENTS[name]
