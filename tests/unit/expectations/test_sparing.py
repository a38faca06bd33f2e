"""What another sentence lets a record do without is no certain violation."""

from __future__ import annotations

import pytest

DAY = "2024-03-01"
TWO = {"approval_count": 2, "demands": ["approval"]}
ONE = {"approval_count": 1, "demands": ["approval"]}


def reasons(warehouse):
    return dict(
        warehouse.rows(
            "select split_part(subject_id, '#', 2), reason from judged.policy_results"
            " where outcome = 'unknown'"
        )
    )


def test_a_change_that_meets_what_is_asked_of_some_is_unknown(warehouse, run_judge):
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    warehouse.clause(
        "Changes of documentation only need one.",
        line=32,
        parameters={**ONE, "areas": ["documentation"]},
        effective_from="2024-02-01",
    )
    for name, count, paths, day in (
        ("two", 2, ["a.py"], DAY),
        ("docs", 1, ["docs/a.md"], DAY),
        ("untold", 1, None, DAY),
        ("code", 1, ["docs/a.md", "a.py"], DAY),
        ("none", 0, ["docs/a.md"], DAY),
        ("early", 1, ["docs/a.md"], "2024-01-09"),
    ):
        warehouse.pull_request(
            name, approval_count=count, changed_paths=paths, merged_at=day
        )
    run_judge()
    [(all_alike,)] = warehouse.rows(
        "select policy_id from judged.policies where policy_id like '%:approval_count'"
    )
    found = dict(
        warehouse.rows(
            "select split_part(subject_id, '#', 2), outcome from judged.policy_results"
            f" where policy_id = '{all_alike}'"
        )
    )
    assert found == {
        "two": "pass",
        "docs": "unknown",
        "untold": "unknown",
        "code": "fail",
        "none": "fail",
        "early": "fail",
    }


@pytest.mark.parametrize(
    "other",
    [
        {"path": "docs/other.md", "parameters": ONE},
        {"is_negative": True, "parameters": ONE},
        {"parameters": {**ONE, "approver_teams": ["@acme/core"]}},
    ],
)
def test_what_is_no_lesser_demand_of_the_document_spares_nobody(
    warehouse, run_judge, other
):
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    warehouse.clause("Small ones only need one approval.", **other)
    warehouse.pull_request("1", approval_count=1, merged_at=DAY)
    run_judge()
    assert ("fail",) in warehouse.rows(
        "select outcome from judged.policy_results"
        " where policy_id like '%:approval_count'"
    )


def test_fewer_approvals_than_a_team_gives_may_be_enough(warehouse, run_judge):
    by_core = {**TWO, "approver_teams": ["@acme/core"]}
    warehouse.person("ann", "@acme/core")
    warehouse.clause(
        "Two approvals from `@acme/core` are required.", parameters=by_core
    )
    warehouse.clause("Changes of documentation only need one.", parameters=ONE)
    for name, path in (("docs", "docs/a.md"), ("code", "a.py")):
        warehouse.pull_request(
            name,
            approval_count=1,
            approved_by_team_ids=["@acme/core"],
            changed_paths=[path],
            merged_at=DAY,
        )
    run_judge()
    assert warehouse.outcomes("approval_by_team") == {
        "docs": "unknown",
        "code": "fail",
    }


def spare(demand, quote):
    return {"allowed_nearby": [{"demand": demand, "line": 17, "quote": quote}]}


@pytest.mark.parametrize(
    ("demand", "rule", "quote", "facts", "entry"),
    [
        (
            "approval",
            "Every pull request must have at least one approval before it is merged.",
            "If you're pairing, the pair counts as the review.",
            {"approval_count": 0},
            "approval_count",
        ),
        (
            "checks",
            "All checks must pass before a pull request is merged.",
            "A maintainer may override a known flake.",
            {"checks_state": "failing"},
            "checks_passing",
        ),
        (
            "linked_issue",
            "Every pull request must be linked to an issue.",
            "A typo needs no issue.",
            {"linked_issue_ids": []},
            "linked_issue",
        ),
        (
            "self_merge",
            "A pull request should be merged by someone other than its author.",
            "Spelling can be self-merged.",
            {"is_self_merged": True},
            "merge_not_by_author",
        ),
    ],
)
def test_a_permission_beside_the_rule_leaves_it_open(
    warehouse, run_judge, demand, rule, quote, facts, entry
):
    warehouse.clause(
        rule,
        parameters={"demands": [demand], **spare(demand, quote)},
        effective_from="2024-01-01",
    )
    warehouse.pull_request("1", merged_at=DAY, **facts)
    run_judge()
    assert warehouse.outcomes(entry) == {"1": "unknown"}
    assert reasons(warehouse) == {
        "1": "Another sentence may allow it (CONTRIBUTING.md:17)."
    }


@pytest.mark.parametrize("what", ["approval", "review"])
def test_a_permission_reaches_those_who_merge_their_own(warehouse, run_judge, what):
    says = "In an outage whoever is on call may merge a fix without a review."
    warehouse.clause(
        f"You must not merge your own pull request without an {what}.",
        topic="review",
        is_negative=True,
        parameters={"demands": ["approval"], **spare("approval", says)},
    )
    warehouse.pull_request(
        "1", is_self_merged=True, approval_count=0, reviewed_by_ids=[]
    )
    run_judge()
    entry = {"approval": "self_merge_approved", "review": "self_merge_reviewed"}[what]
    assert warehouse.outcomes(entry) == {"1": "unknown"}


def test_who_is_known_to_be_none_of_the_spared_is_not_spared(warehouse, run_judge):
    says = "Hotfixes may be merged without a review."
    rule = "Every pull request must have at least one approval before it is merged."
    warehouse.clause(
        rule, parameters={"demands": ["approval"], **spare("approval", says)}
    )
    for name, is_hotfix in (("hot", True), ("cold", False), ("perhaps", None)):
        warehouse.pull_request(name, is_hotfix=is_hotfix, approval_count=0)
    run_judge()
    assert warehouse.outcomes("approval_count") == {
        "hot": "unknown",
        "cold": "fail",
        "perhaps": "unknown",
    }


@pytest.mark.parametrize(
    ("says", "spared"),
    [
        ("Bumps by Renovate are merged once CI is green and need no review.", []),
        ("Bumps by Renovate and fixes of typos need no review.", None),
        ("Reverts may be merged by anyone, and need no review.", ["revert"]),
        ("Reverts may be merged by anyone, as may translations.", None),
        ("Backports need only one review and no milestone.", ["backport"]),
        ("A comment `LGTM` or `+1` counts as an approval.", ["spoken"]),
        ("A comment `LGTM` counts as a review, and docs need none.", None),
        ("A comment `LGTM` counts as a review; typos need no review.", None),
    ],
)
def test_a_permission_spares_those_that_it_is_about(warehouse, run_judge, says, spared):
    facts = {
        "bump": {"author_id": "robot"},
        "revert": {"title": 'Revert "Raise the limit"'},
        "backport": {"base_branch": "rel-2"},
        "spoken": {"documented_spoken_approval_count": 1},
        "plain": {},
    }
    usual = {
        "author_id": "ann",
        "title": "Raise the limit",
        "base_branch": "main",
        "documented_spoken_approval_count": 0,
    }
    warehouse.person("robot", is_bot=True)
    warehouse.person("ann", "@acme/core")
    warehouse.add("repositories", default_branch="main")
    rule = "Every pull request must have at least one approval before it is merged."
    asks = {"demands": ["approval"], **spare("approval", says)}
    warehouse.clause(rule, parameters=asks)
    for name, told in facts.items():
        warehouse.pull_request(name, approval_count=0, **usual | told)
    run_judge()
    found = warehouse.outcomes("approval_count")
    unknown = {name for name, outcome in found.items() if outcome == "unknown"}
    # What a machine opened is unknown anyway.
    assert unknown - {"bump"} == {*(facts if spared is None else spared)} - {"bump"}


def test_a_permission_about_another_thing_spares_nobody(warehouse, run_judge):
    warehouse.clause(
        "All checks must pass before a pull request is merged.",
        parameters={"demands": ["checks"], **spare("approval", "Docs need no review.")},
    )
    warehouse.pull_request("1", checks_state="failing", merged_at=DAY)
    run_judge()
    assert warehouse.outcomes("checks_passing") == {"1": "fail"}


def test_a_path_or_a_label_tells_which_changes_a_permission_spares(
    warehouse, run_judge
):
    quote = "Changes to `site/` don't need one."
    notes = [
        {"demand": "approval", "line": 8, "quote": quote},
        {"demand": "approval", "line": 9, "quote": "In an outage.", "label": "Urgent"},
    ]
    warehouse.clause(
        "Every pull request needs two approvals.",
        parameters={**TWO, "allowed_nearby": notes},
    )
    for name, paths, labels in (
        ("site", ["site/a.css"], []),
        ("code", ["src/a.py"], []),
        ("urgent", ["src/a.py"], ["urgent"]),
    ):
        warehouse.pull_request(
            name, approval_count=0, changed_paths=paths, labels=labels, merged_at=DAY
        )
    run_judge()
    assert set(reasons(warehouse)) == {"site", "urgent"}


def test_what_is_asked_of_people_a_machine_may_lack(warehouse, run_judge):
    warehouse.person("robot", is_bot=True)
    warehouse.person("ann", "@acme/core")
    warehouse.clause(
        "Every pull request needs an approval from `@acme/core`.",
        parameters={
            "approval_count": 1,
            "approver_teams": ["@acme/core"],
            "demands": ["approval"],
        },
    )
    for name, author in (("1", "robot"), ("2", "ann")):
        warehouse.pull_request(
            name, author_id=author, approval_count=0, approved_by_team_ids=[],
            merged_at=DAY,
        )  # fmt: skip
    run_judge()
    assert set(reasons(warehouse)) == {"1"}
    assert ("fail",) in warehouse.rows("select outcome from judged.policy_results")


def lifting(warehouse, quote, **other):
    """A rule of approvals, and a permission in another document."""
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    parameters = {"demands": ["other"], "lifts": ["approval"]}
    told = {"modal": "may", "path": "docs/duty.md", "parameters": parameters}
    warehouse.clause(quote, **{**told, **other})
    for name, is_hotfix in (("hot", True), ("cold", False)):
        warehouse.pull_request(
            name, is_hotfix=is_hotfix, approval_count=0, merged_at=DAY
        )


@pytest.mark.parametrize(
    ("quote", "other"),
    [
        ("The engineer on duty may ship a hotfix on their own.", {}),
        ("The engineer on duty may merge at once.", {"heading": "Hotfixes"}),
    ],
)
def test_what_another_document_lets_some_changes_do_without_is_open(
    warehouse, run_judge, quote, other
):
    lifting(warehouse, quote, **other)
    run_judge()
    assert warehouse.outcomes("approval_count") == {"hot": "unknown", "cold": "fail"}


@pytest.mark.parametrize(
    ("quote", "other"),
    [
        ("The engineer on duty may merge at once.", {}),  # nobody can tell what
        ("A hotfix may skip the build.", {"parameters": {"lifts": ["checks"]}}),
        ("A hotfix may be merged at once.", {"is_undecided": True}),
        ("A hotfix may be merged at once.", {"effective_from": "2024-05-01"}),
    ],
)
def test_another_document_spares_only_what_it_tells(warehouse, run_judge, quote, other):
    lifting(warehouse, quote, **other)
    run_judge()
    assert warehouse.outcomes("approval_count") == {"hot": "fail", "cold": "fail"}
