"""The findings of the embedded sample, asked of the published warehouse.

Each stands in the sample's own words only; `test_findings_follow_the_sample.py` shows
that other words give other findings.
"""

import duckdb
import pytest

REPOSITORY = "local/todo-api"


def item(number):
    return f"{REPOSITORY}#{number}"


@pytest.fixture(scope="module")
def ask(published_warehouse):
    """Run a query on the published warehouse and return its rows as dicts."""
    connection = duckdb.connect(str(published_warehouse), read_only=True)

    def rows(query, *parameters):
        result = connection.execute(query, list(parameters))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    yield rows
    connection.close()


@pytest.fixture(scope="module")
def incident_of(ask):
    def one(number):
        (found,) = ask("from incidents where list_contains(issue_ids, ?)", item(number))
        return found

    return one


def outcomes(ask, words, subject):
    """Return the outcomes of the policies whose sentence has `words`, for `subject`."""
    return {
        row["outcome"]
        for row in ask(
            """
            select results.outcome
            from policy_results as results
            join policy_clauses as clauses
                on list_contains(clauses.policy_ids, results.policy_id)
            where contains(lower(concat_ws(' ', clauses.context, clauses.quote)), ?)
                and results.subject_id = ?
            """,
            words,
            subject,
        )
    }


def test_there_are_two_incidents_both_of_the_worst_severity(ask):
    rows = ask("select severity from incidents")
    assert [row["severity"] for row in rows] == [1, 1]


def test_the_first_incident_is_told_by_log_and_issue_together(incident_of):
    found = incident_of(101)
    assert found["cause_pull_request_ids"] == [item(210)]
    assert found["fix_pull_request_ids"] == [item(213)]
    assert found["minutes_to_restore"] == 55
    assert str(found["occurred_on"]) == "2024-10-01"
    assert found["is_issue_filed_late"] is True
    assert found["is_discussed_off_github"] is True
    assert (found["log_path"], found["has_log_entry"]) == ("ops/incidents.md", True)


def test_the_first_incident_s_write_up_is_partial_and_nothing_is_closed(
    ask, incident_of
):
    found = incident_of(101)
    assert found["postmortem_status"] == "partial"
    assert (found["action_item_count"], found["open_action_item_count"]) == (2, 2)
    rows = ask(
        "from action_items where incident_id = ? order by line", found["incident_id"]
    )
    assert [row["status"] for row in rows] == ["open", "open"]


def test_the_second_incident_is_informal_and_was_escalated_off_github(incident_of):
    found = incident_of(102)
    assert found["fix_pull_request_ids"] == [item(215)]
    assert found["cause_pull_request_ids"] == []
    assert "sev-1" in found["severity_as_written"]
    assert found["severity_label_names"] == ["sev-1"]
    assert found["postmortem_status"] == "informal"
    assert found["is_discussed_off_github"] is True
    assert str(found["occurred_on"]) == "2024-11-12"


def test_the_follow_up_issue_is_labelled_as_written_for_one_incident_only(
    ask, incident_of
):
    words = "follow-up issue"
    assert outcomes(ask, words, incident_of(101)["incident_id"]) == {"pass"}
    assert outcomes(ask, words, incident_of(102)["incident_id"]) == {"fail"}


def test_one_merge_went_round_the_gate_by_failing_checks_and_by_statement(ask):
    rows = ask("from merge_overrides order by kind")
    assert [(row["pull_request_id"], row["kind"]) for row in rows] == [
        (item(213), "failing_checks"),
        (item(213), "stated_override"),
    ]
    for row in rows:
        assert row["is_confirmed"] is True
        assert row["is_hotfix"] is True
        assert row["has_recorded_reason"] is True
        assert row["has_follow_up"] is False
    assert "admin override" in rows[1]["reason_quote"]


def test_the_override_served_the_first_incident(ask, incident_of):
    rows = ask("select distinct incident_id from merge_overrides")
    assert [row["incident_id"] for row in rows] == [incident_of(101)["incident_id"]]


def test_one_pull_request_was_merged_outside_the_documented_branch(ask):
    assert outcomes(ask, "target `main`", item(215)) == {"fail"}
    assert outcomes(ask, "target `main`", item(213)) == {"pass"}
    assert outcomes(ask, "target `main`", item(210)) == {"pass"}


def test_checks_before_the_merge_failed_once_and_are_unknown_elsewhere(ask):
    assert outcomes(ask, "pass ci before merge", item(213)) == {"fail"}
    assert outcomes(ask, "pass ci before merge", item(210)) == {"unknown"}


def test_three_breaking_changes_are_found(ask):
    rows = {row["item_id"]: row for row in ask("from breaking_changes")}
    assert set(rows) == {item(103), item(210), item(220)}


def test_a_window_was_promised_but_never_written_down(ask):
    (found,) = ask("from breaking_changes where item_id = ?", item(220))
    assert found["stated_deprecation_days"] == 180
    assert found["is_deprecation_documented"] is False
    assert found["is_authority_unclear"] is True
    assert found["change_kind"] == "api"


def test_whether_soft_delete_breaks_is_disputed(ask):
    (found,) = ask("from breaking_changes where item_id = ?", item(103))
    assert found["is_disputed"] is True
    assert found["is_authority_unclear"] is True
    assert found["state"] == "open"


def test_the_major_upgrade_had_no_plan_and_caused_an_incident(ask, incident_of):
    (found,) = ask("from breaking_changes where item_id = ?", item(210))
    assert found["change_kind"] == "dependency"
    assert {"database", "dependency"} <= set(found["change_kinds"])
    assert found["has_rollout_plan"] is False
    assert found["caused_incident_ids"] == [incident_of(101)["incident_id"]]


def test_who_reviewed_is_unknown_in_an_archive_and_says_so(ask):
    assert ask("select 1 from pull_requests where approval_count is not null") == []
    rows = ask("from review_coverage")
    assert rows
    assert {row["is_reviewed"] for row in rows} == {None}
    (why,) = ask("from completeness where kind = 'reviews'")
    assert why["expected_count"] is None
    assert why["reason"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (105, "Whoever is on call decides during incidents"),
        (213, "Merged by the on-call SRE"),
        (215, "SRE leads the merge"),
    ],
)
def test_who_really_decided_is_cited(ask, number, words):
    rows = ask(
        "select quote from evidence where subject_id = ? or subject_id in"
        " (select governance_gap_id from governance_gaps where item_id = ?)",
        item(number),
        item(number),
    )
    assert any(words in (row["quote"] or "") for row in rows)


@pytest.mark.parametrize(
    ("variant", "canonical"),
    [
        ("bug", "type:bug"),
        ("defect", "type:bug"),
        ("sev-1", "sev1"),
        ("infra", "area:infra"),
    ],
)
def test_a_label_stands_for_the_one_that_the_documents_prescribe(
    ask, variant, canonical
):
    (found,) = ask("from labels where name = ?", variant)
    assert found["canonical_name"] == canonical
    assert found["is_canonical"] is False


def test_two_spellings_of_the_newcomers_label_are_one(ask):
    rows = ask("from labels where name in ('good first issue', 'good-first-issue')")
    assert len({row["canonical_name"] for row in rows}) == 1
    assert sorted(row["is_canonical"] for row in rows) == [False, True]


def test_labels_that_nobody_uses_and_labels_that_nobody_documented(ask):
    unused = ask("from labels where is_documented and item_count = 0")
    assert {"sev2", "sev3", "area:db", "blocked"} <= {row["name"] for row in unused}
    undocumented = ask("from labels where not is_documented and item_count > 0")
    assert {"sev-1", "api-breaking", "hotfix"} <= {row["name"] for row in undocumented}


def test_drift_is_counted_per_canonical_label(ask):
    (found,) = ask("from label_drift where canonical_name = 'sev1'")
    assert (found["applied_count"], found["variant_count"]) == (2, 1)
    assert found["variants"] == ["sev-1"]
    assert found["month_on"] is None
    (found,) = ask("from label_drift where canonical_name = 'type:bug'")
    assert found["applied_count"] == 3
    assert found["variant_count"] == 2


def test_every_clause_has_its_place_and_its_date(ask):
    rows = ask("from policy_clauses")
    assert rows
    for row in rows:
        assert row["quote"]
        assert row["line"] > 0
        assert len(row["commit_sha"]) == 40
        assert row["effective_from"] is not None


def test_a_changed_parameter_makes_a_new_version(ask):
    rows = ask(
        """
        select version, effective_from, effective_to
        from policies
        where policy_id in (
            select policy_id from policy_clauses
            where contains(quote, 'approval from `@backend-core`')
        )
        order by version
        """
    )
    assert [row["version"] for row in rows] == [1, 2]
    assert rows[0]["effective_to"] == rows[1]["effective_from"]
    assert str(rows[1]["effective_from"]).startswith("2024-06-11")
    assert rows[1]["effective_to"] is None


def test_some_clauses_are_covered_by_no_policy(ask):
    assert ask("from policy_clauses where policy_id is null")


def test_an_issue_denies_the_write_up_that_the_log_has(ask):
    (found,) = ask(
        "from governance_gaps where kind = 'contradicted' and item_id = ?", item(101)
    )
    assert found["other_path"] == "ops/incidents.md"
    assert "not in the incident log" in found["quote"]


@pytest.mark.parametrize(
    ("topic", "places"),
    [
        ("breaking_changes", [item(220), "docs/api_versioning.md"]),
        ("schema_changes", [item(105)]),
        ("migration_rollbacks", [item(101)]),
        ("exceptions", [item(213)]),
        ("source_of_truth", [item(221)]),
    ],
)
def test_a_gap_is_quoted_from_where_it_was_said(ask, topic, places):
    rows = ask("from governance_gaps where topic = ?", topic)
    assert set(places) <= {row["item_id"] or row["path"] for row in rows}
    assert all(row["quote"] for row in rows)


def test_an_undecided_window_is_no_rule_to_be_broken(ask):
    rows = ask(
        """
        select policies.testability
        from policies join policy_clauses using (clause_id)
        where contains(quote, 'e.g. 6 months')
        """
    )
    assert {row["testability"] for row in rows} == {"not_testable"}


def test_the_severity_rule_is_judged_by_the_exact_label(ask):
    words = "one of the severity labels"
    assert outcomes(ask, words, item(106)) == {"fail"}
    assert outcomes(ask, words, item(101)) == {"pass"}
    assert outcomes(ask, words, item(102)) == {"fail"}


def test_every_citation_can_be_followed(ask):
    rows = ask("from evidence")
    assert rows
    assert all(row["url"] or (row["path"] and row["line"]) for row in rows)
