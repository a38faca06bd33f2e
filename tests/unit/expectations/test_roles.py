"""What a project's own word for who approves is to the judge."""

import pytest

from expectations.parameters import judged_parameters
from expectations.roles import role_kind, team_of
from pipelines.read.clauses.find import find_clauses
from pipelines.stated_policies import as_judged


@pytest.mark.parametrize(
    ("role", "kind", "team"),
    [
        ("code_owner", "code_owner", None),  # as people may state it
        ("service owner", "code_owner", None),
        ("subsystem maintainer", "maintainer", None),
        ("core developer", "committer", None),
        ("tech lead", "lead", None),
        ("approver", "reviewer", None),
        ("senior engineer", None, None),
        ("collaborator", None, None),
        ("merger", "other", None),
        ("civil servant", "other", None),
        ("release manager", None, "release manager"),
        ("product owner", None, "product owner"),
        ("head of mobile", None, "head of mobile"),
        ("tsc member", None, "tsc"),
        ("core team member", "committer", None),
    ],
)
def test_a_role_has_a_kind_or_a_team(role, kind, team):
    assert (role_kind(role), team_of(role)) == (kind, team)


@pytest.mark.parametrize(
    ("sentence", "teams"),
    [
        ("Two TSC members must approve each change.", ["@tsc"]),
        ("Each change must be approved by the security team.", ["@security"]),
        ("Each change needs two approvals, one from the release captain.", None),
    ],
)
def test_a_team_is_known_by_its_name_alone(sentence, teams):
    [clause] = find_clauses(f"## Reviews\n\n{sentence}\n", path="A.md", kind="")
    assert judged_parameters(as_judged(clause, path="A.md")).get("all_teams") == teams
