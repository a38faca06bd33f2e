"""The example of docs/policies.md, in a checkout of the sample: it reaches all."""

from __future__ import annotations

import json
import subprocess
from xml.etree import ElementTree as ET

import pytest

from pipelines.register import register
from pipelines.sample.build import build_sample
from pipelines.settings import PROJECT_ROOT

AUTHOR = ["-c", "user.name=Kim", "-c", "user.email=kim@example.org"]


def example() -> str:
    page = (PROJECT_ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    return page.split("```yaml\n")[1].split("```")[0]


def commit(checkout, text: str) -> None:
    file = checkout / ".saydo" / "policies.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    for command in (["add", "-A"], [*AUTHOR, "commit", "-qm", "Say what we decided"]):
        subprocess.run(["git", "-C", str(checkout), *command], check=True)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return build_sample(tmp_path_factory.mktemp("decided") / "built")


@pytest.fixture(scope="module")
def decided(refresh, checkout, tmp_path_factory):
    with (checkout / "README.md").open("a", encoding="utf-8") as readme:
        readme.write(
            "\nWhy we chose this database is told in [ADR-4](docs/adr/4.md).\n"
        )
    commit(checkout, example())
    done = refresh(tmp_path_factory.mktemp("decided-data") / "data", checkout)
    assert done.status == 0, done.err
    return done


def short(name: str) -> str:
    """The name of a policy or a record without its repository."""
    return name.replace("local/todo-api", "").lstrip(":#")


def test_every_decision_of_the_example_is_followed(decided):
    assert decided.rows("select * from unreadable") == []
    rows = decided.rows("select kind, problem, is_in_force from team_decisions")
    assert {kind for kind, _, _ in rows} == {
        *("confirm", "correct", "switch_off", "add", "labels", "teams", "on_call"),
        "exceptions",
    }
    assert [problem for _, problem, _ in rows if problem] == []


def test_policies_tell_found_from_decided(decided, sample):
    origins = {
        short(policy_id): (origin, why)
        for policy_id, origin, why in decided.rows(
            "select policy_id, origin, switched_off_reason from policies"
            " qualify row_number() over (partition by policy_id order by version desc)"
            " = 1"
        )
    }
    assert origins["deprecation_window"][0] == "confirmed"
    assert origins["postmortem_in_time:sev1"][0] == "corrected"
    assert origins["approval_count:two-approvals"][0] == "added"
    assert origins["issue_response:quick-answers"][0] == "added"
    assert origins["incident_linked"][0] == "found"
    assert origins["incident_linked"][1].startswith("We link from the issue")
    untouched = {policy for policy, (origin, _) in origins.items() if origin == "found"}
    found = {short(row[0]) for row in sample.rows("select policy_id from policies")}
    assert untouched < found


def test_the_register_tells_what_people_decided(decided):
    text = register(decided.settings)
    assert "switched off: We link from the issue to the log, not back." in text
    assert "corrected: Agreed for Sev2, too" in text
    assert "1 fail (1 excused)" in text
    assert "[must, added]" in text
    assert ".saydo/policies.yml:" in text


def test_results_follow_and_say_by_whom(decided):
    rows = decided.rows(
        "select policy_id, subject_id, outcome, origin from policy_results"
    )
    judged = {short(policy_id) for policy_id, *_ in rows}
    assert "incident_linked" not in judged
    assert "deprecation_window" in judged
    added = {
        subject.split("#")[1]: outcome
        for policy_id, subject, outcome, origin in rows
        if origin == "added" and "two-approvals" in policy_id
    }
    assert added  # an archive has no reviews
    assert set(added.values()) <= {"unknown", "not_applicable"}


def test_exceptions_excuse_and_the_rate_stays(decided, sample):
    excused = decided.rows(
        "select policy_id, subject_id, outcome from policy_results"
        " where exception_id is not null order by all"
    )
    assert [(short(one), short(two), three) for one, two, three in excused] == [
        ("checks_passing", "213", "fail"),
        ("incident_issue:sev1", "incident-102", "fail"),
    ]
    query = """
        select fail_count, conformance_rate from policy_conformance
        where policy_id like '%:checks_passing'
    """
    assert decided.rows(query) == sample.rows(query)
    counts = decided.rows("select sum(excused_count) from policy_conformance")
    assert counts == [(2,)]


def test_gaps_are_told_with_both_places_until_somebody_decides(decided, sample):
    query = """
        select kind, path, other_path from governance_gaps
        where kind in ('dangling', 'withdrawn')
            or kind = 'undecided' and governance_gap_id like 'clause:%'
        order by all
    """
    assert sample.rows(query) == [
        ("undecided", "docs/api_versioning.md", None),
        ("withdrawn", "CONTRIBUTING.md", "CONTRIBUTING.md"),
    ]
    assert decided.rows(query) == [
        ("dangling", "README.md", "docs/adr/4.md"),
        ("withdrawn", "CONTRIBUTING.md", "CONTRIBUTING.md"),
    ]


def test_labels_and_teams_are_as_the_team_says(decided):
    labels = decided.rows(
        "select name, canonical_because, path from labels"
        " where canonical_name = 'area:infra' and not is_canonical order by name"
    )
    assert labels == [
        ("backend", "decided", ".saydo/policies.yml"),
        ("infra", "decided", ".saydo/policies.yml"),
    ]
    people = decided.rows(
        "select person_id from people where list_contains(team_ids, '@backend-core')"
        " order by all"
    )
    assert people == [("alice",), ("bob",)]


def test_sarif_and_junit_are_written(decided, sample):
    data = decided.settings.data
    log = json.loads((data / "results.sarif").read_text(encoding="utf-8"))
    results = [one for run in log["runs"] for one in run["results"]]
    failed = decided.rows("select count(*) from policy_results where outcome = 'fail'")
    assert len(results) == failed[0][0]
    assert sum("suppressions" in one for one in results) == 2
    root = ET.parse(data / "results.junit.xml").getroot()
    assert int(root.get("failures")) == len(results) - 2
    assert (sample.settings.data / "results.sarif").exists()


def test_a_violation_is_new_again_when_its_exception_has_ended(
    decided, refresh, checkout
):
    commit(checkout, example().replace("2099-12-31", "2025-01-01"))
    ended = refresh(decided.settings.data, checkout, variables={"SAYDO_STRICT": "1"})
    assert ended.status == 6
    assert "checks_passing" in ended.err
    assert "1 record newly violates" in ended.err


def test_a_broken_file_of_a_repository_is_told_by_line_and_field(
    refresh, checkout, tmp_path
):
    broken = example().replace("until: 2099-12-31", "until: some day")
    broken = broken.replace("policy: incident_linked", "policy: incident_linkd")
    commit(checkout, broken)
    beside = tmp_path / "policies.yml"
    beside.write_text("switch_off:\n  - policy: open_time\n    reason: Not worth it.\n")
    done = refresh(
        tmp_path / "data", checkout, variables={"SAYDO_POLICIES": str(beside)}
    )
    assert done.status == 0, done.err
    lines = broken.splitlines()
    rows = done.rows("select path, line, reason from unreadable order by line")
    off, until = rows
    place = ".saydo/policies.yml"
    assert off[:2] == (place, 1 + lines.index("  - policy: incident_linkd"))
    assert off[2].startswith("switch_off[1].policy: 'incident_linkd' is not there")
    wrong = next(number for number, line in enumerate(lines) if "some day" in line)
    assert until[:2] == (place, 1 + wrong)
    assert until[2].startswith("exceptions[1].until: not a day: 'some day'")
    stated = done.rows(
        "select path, line, url, problem from team_decisions"
        " where stated_in = 'configuration'"
    )
    assert stated == [(".dlt/policies.yml", 2, None, None)]


def test_a_broken_file_beside_the_configuration_stops_before_anything_is_read(
    refresh, checkout, tmp_path
):
    file = tmp_path / "policies.yml"
    file.write_text("exceptions:\n  - policy: checks_passing\n    reason: x\n")
    done = refresh(tmp_path / "data", checkout, variables={"SAYDO_POLICIES": str(file)})
    assert done.status == 2
    assert f"{file}:2: exceptions[1].owner: missing" in done.err
    assert "extract" not in done.err
    assert not (tmp_path / "data" / "warehouse.duckdb").exists()


def test_who_was_on_call_is_known_where_the_team_says_it(decided):
    assert decided.rows(
        "select rota, person_id, origin, line > 0, cast(begins_at as date)::varchar,"
        " cast(ends_at as date)::varchar from on_call_shifts"
    ) == [("Backend", "alice", "added", True, "2024-11-04", "2024-11-11")]
