"""SARIF and JUnit: what their specifications ask for, whatever the words hold."""

from __future__ import annotations

import json
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import duckdb
import pytest

from pipelines.publish.results import JUNIT, SARIF, write_results

NASTY = 'a <b>&"c"\' ]]> \x00\x0b\ud7ff🙂 ü\n{{x}} [here](1)'
PLACE = "docs/a b#c?.md"


@pytest.fixture
def written(tmp_path):
    """The two files of a small warehouse with hostile words in it."""
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        for statement in (
            "create table repositories (repository_id varchar, url varchar)",
            """create table policies (policy_id varchar, version integer,
            repository_id varchar, title varchar, strength varchar, origin varchar,
            not_testable_reason varchar, switched_off_reason varchar,
            clause_id varchar)""",
            """create table policy_clauses (clause_id varchar, quote varchar,
            path varchar, line bigint, url varchar, commit_sha varchar)""",
            """create table policy_results (policy_id varchar, version integer,
            subject_id varchar, outcome varchar, observed varchar, reason varchar,
            evidence_url varchar, path varchar, line bigint, exception_id varchar)""",
            """create table team_decisions (decision_id varchar, reason varchar,
            owner_id varchar, until_on date)""",
        ):
            connection.execute(statement)
        for table, rows in {
            "repositories": [("o/r", "https://example.org/o/r"), ("o/s", None)],
            "policies": [
                ("o/r:a", 1, "o/r", "It is so", "must", "found", None, None, "c"),
                ("o/r:a", 2, "o/r", NASTY, "should", "added", None, None, "c"),
                ("o/s:b", 1, "o/s", "Off", "must", "found", None, NASTY, None),
            ],
            "policy_clauses": [("c", NASTY, PLACE, 7, "https://example.org/#L7", "f")],
            "policy_results": [
                ("o/r:a", 1, "o/r#1", "fail", NASTY, None, "u", PLACE, 3, None),
                ("o/r:a", 1, "o/r#2", "fail", "no", NASTY, None, None, None, "d"),
                ("o/r:a", 1, "o/r#3", "pass", "yes", None, None, None, None, None),
                ("o/r:a", 2, "o/r#4", "unknown", "?", NASTY, None, None, None, None),
                ("o/r:a", 2, "o/r#5", "fail", "no", None, None, None, None, None),
                ("o/r:a", 2, "o/r#6", "not_applicable", "-", None, None, None, 1, None),
            ],
            "team_decisions": [("d", NASTY, "kim", "2025-12-31")],
        }.items():
            marks = ", ".join("?" for _ in rows[0])
            connection.executemany(f"insert into {table} values ({marks})", rows)
    write_results(path, out_dir=tmp_path)
    return tmp_path


@pytest.fixture
def log(written):
    return json.loads((written / SARIF).read_text(encoding="utf-8"))


def test_the_log_has_what_sarif_requires(log):
    assert log["version"] == "2.1.0"
    assert [run["automationDetails"]["id"] for run in log["runs"]] == [
        "saydo/o/r/",
        "saydo/o/s/",
    ]
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"] == "saydo"
        assert driver["version"]
        ids = [rule["id"] for rule in driver["rules"]]
        assert len(ids) == len(set(ids))
        for result in run["results"]:
            assert result["message"]["text"]
            assert ids[result["ruleIndex"]] == result["ruleId"]
            assert result["level"] in {"none", "note", "warning", "error"}
            for location in [*result["locations"], *result["relatedLocations"]]:
                physical = location["physicalLocation"]
                assert unquote(physical["artifactLocation"]["uri"]) == PLACE
                assert not set(physical["artifactLocation"]["uri"]) & set(" #?")
                assert physical["region"]["startLine"] >= 1


def test_violations_alone_are_results_with_the_level_of_their_word(log):
    found = {
        result["properties"]["subject"]: result["level"]
        for run in log["runs"]
        for result in run["results"]
    }
    assert found == {"o/r#1": "error", "o/r#2": "error", "o/r#5": "warning"}
    assert log["runs"][0]["properties"]["outcomes"] == {
        "fail": 3,
        "not_applicable": 1,
        "pass": 1,
        "unknown": 1,
    }


def test_words_of_others_are_no_placeholders_and_no_links(log):
    first = log["runs"][0]["results"][0]
    assert "{{{{x}}}}" in first["message"]["text"]
    assert "\\[here\\](1)" in first["relatedLocations"][0]["message"]["text"]


def test_an_excused_violation_is_suppressed_with_its_reason(log):
    suppressed = {
        result["properties"]["subject"]: result["suppressions"]
        for result in log["runs"][0]["results"]
        if "suppressions" in result
    }
    assert [*suppressed] == ["o/r#2"]
    [one] = suppressed["o/r#2"]
    assert (one["kind"], one["status"]) == ("external", "accepted")
    assert one["justification"] == f"{NASTY} (kim, until 2025-12-31)"


def test_fingerprints_tell_violations_apart_and_stay_the_same(log, written):
    prints = [
        result["partialFingerprints"]["saydo/v1"]
        for result in log["runs"][0]["results"]
    ]
    assert len(set(prints)) == 3
    before = (written / SARIF).read_bytes()
    write_results(written / "warehouse.duckdb", out_dir=written)
    assert (written / SARIF).read_bytes() == before


def test_the_junit_document_is_well_formed_and_its_counts_are_right(written):
    root = ET.fromstring((written / JUNIT).read_bytes())
    assert root.tag == "testsuites"
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == (
        "6",
        "2",
        "3",
    )
    assert [suite.get("name") for suite in root] == ["o/r:a v1", "o/r:a v2", "o/s:b v1"]
    for suite in root:
        cases = suite.findall("testcase")
        assert len(cases) == int(suite.get("tests"))
        assert len(suite.findall("testcase/failure")) == int(suite.get("failures"))
        assert len(suite.findall("testcase/skipped")) == int(suite.get("skipped"))
        assert all(case.get("name") and case.get("classname") for case in cases)
    failure = root.find("testsuite/testcase/failure")
    assert failure.get("type") == "must"
    assert failure.get("message") == NASTY.translate({0: 0xFFFD, 11: 0xFFFD})
