"""One number, one definition: SQL by hand, `mf query` and metric_values agree."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys

import duckdb
import pytest
import yaml

from pipelines.publish.audit import PUBLIC_TABLES
from pipelines.settings import PROJECT_ROOT
from tests.flow.conftest import WITHOUT_NETWORK

# What a person would write who knows the tables and not the metrics.
BY_HAND = {
    "policy_conformance_rate": """
        select count(*) filter (outcome = 'pass')
            / count(*) filter (outcome in ('pass', 'fail'))
        from policy_results""",
    "override_rate": """
        select (select count(distinct pull_request_id) from merge_overrides)
            / count(*)
        from pull_requests where state = 'merged'""",
    "label_drift_rate": """
        select sum(variant_count) / sum(applied_count) from label_drift""",
    "postmortem_completeness_rate": """
        select count(*) filter (postmortem_status = 'complete') / count(*)
        from incidents""",
    "action_item_closure_rate": """
        select count(*) filter (status = 'done') / nullif(count(*), 0)
        from action_items where status <> 'unknown'""",
    "review_coverage_rate": """
        select count(*) filter (is_reviewed) / nullif(count(is_reviewed), 0)
        from review_coverage inner join pull_requests using (pull_request_id)
        where state = 'merged'""",
    "time_to_first_response_hours": """
        select median(hours) from (
            select date_diff('second', created_at, first_response_at) / 3600 as hours
            from issues
            union all
            select date_diff(
                'second', created_at, least(first_response_at, first_review_at)
            ) / 3600
            from pull_requests)""",
    "change_lead_time": "select median(minutes_to_deploy) / 60 from commits",
    "change_fail_rate": """
        select count(*) filter (needed_intervention)
            / nullif(count(needed_intervention), 0)
        from deployments where is_production""",
    "failed_deployment_recovery_time": """
        select median(minutes_to_recover) / 60 from deployments
        where is_production and needed_intervention""",
    "deployment_frequency": """
        select sum(deployment_count) / nullif(count(*), 0) from deployment_months""",
}


def ask(refreshed, *arguments):
    """Run MetricFlow's command as documented, without a network."""
    log = refreshed.settings.data.parent / "metrics-attempts.log"
    log.unlink(missing_ok=True)
    home = refreshed.settings.data.parent / "home"
    done = subprocess.run(
        [sys.executable, str(WITHOUT_NETWORK), str(log), *arguments],
        cwd=home,
        env={
            "HOME": str(home),
            "TMPDIR": str(home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PROJECT_ROOT),
            "MODULE": "pipelines.metrics",
            "SAYDO_DATA": str(refreshed.settings.data),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert log.read_text() == ""
    assert list(home.rglob("*")) == []
    return done


@pytest.fixture(scope="module", params=["sample", "on_github"])
def refreshed(request):
    """An archive, which cannot tell much, and a repository of GitHub, which can."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def by_metricflow(refreshed, tmp_path_factory):
    file = tmp_path_factory.mktemp("mf") / "values.csv"
    metrics = ",".join(BY_HAND)
    done = ask(refreshed, "query", "--metrics", metrics, "--csv", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    (row,) = csv.DictReader(file.open())
    return {name: float(value) if value else None for name, value in row.items()}


def test_all_published_metrics_are_checked_by_hand(sample):
    found = {name for (name,) in sample.rows("select metric from metrics")}
    assert found == set(BY_HAND)


def test_sql_by_hand_mf_query_and_the_published_value_agree(refreshed, by_metricflow):
    published = dict(
        refreshed.rows(
            "select metric, value from metric_values"
            " where repository_id is null and month_on is null"
        )
    )
    by_hand = {name: refreshed.rows(sql)[0][0] for name, sql in BY_HAND.items()}
    assert published == pytest.approx(by_hand)
    assert by_metricflow == pytest.approx(by_hand)


def test_the_sample_has_rates_and_leaves_unknown_what_it_cannot_tell(sample):
    values = dict(
        sample.rows(
            "select metric, value from metric_values"
            " where repository_id is null and month_on is null"
        )
    )
    assert values["override_rate"] == pytest.approx(1 / 3)
    assert values["review_coverage_rate"] is None
    assert values["change_fail_rate"] is None


def test_github_tells_nearly_all(on_github):
    without = on_github.rows(
        "select metric from metric_values"
        " where repository_id is null and month_on is null and value is null"
    )
    # Nothing had to be mended, and no incident was written up with action items.
    assert {name for (name,) in without} == {
        "failed_deployment_recovery_time",
        "action_item_closure_rate",
    }
    assert on_github.rows("select 1 from metric_values where month_on is not null")


def test_report_and_site_say_the_same(refreshed):
    report = refreshed.settings.report.read_text(encoding="utf-8").splitlines()
    page = (refreshed.settings.site / "numbers.html").read_text(encoding="utf-8")
    row = (
        "select title, numerator, denominator from metrics"
        " inner join metric_values using (metric) where unit = 'rate'"
        " and repository_id is null and month_on is null and value is not null"
    )
    found = refreshed.rows(row)
    assert len(found) >= 5
    for title, numerator, denominator in found:
        said = f"{numerator:,} of {denominator:,}"
        (line,) = [one for one in report if one.startswith(f"| {title} |")]
        assert said in line
        assert said in page[page.index(f">{title}<") :][:2000], title


def test_the_metrics_are_listed_with_their_definitions(sample):
    listed = ask(sample)
    assert listed.returncode == 0, listed.stderr
    assert "override_rate  33.3% (1 of 3); 2 unknown" in listed.stdout
    assert "review_coverage_rate  unknown" in listed.stdout
    assert "Source: CHAOSS" in listed.stdout


def test_a_metric_that_is_not_there_is_an_error_with_suggestions(sample):
    done = ask(sample, "query", "--metrics", "overide_rate")
    assert done.returncode != 0
    assert "override_rate" in done.stdout + done.stderr


def test_metrics_models_and_exposures_show_in_the_documentation(sample):
    page = (sample.settings.site / "docs" / "index.html").read_text()
    for name in (*BY_HAND, "exposure.saydo.site", "semantic_model.saydo.incidents"):
        assert name in page
    assert "From `raw.issues.title`" in page


def test_every_published_column_has_a_source_or_is_a_constant(sample):
    without = sample.rows(
        "select table_name, column_name from duckdb_columns()"
        " where schema_name = 'main' and not internal"
        " and table_name not in ('metrics', 'metric_values', 'column_lineage')"
        " and (table_name, column_name) not in"
        " (select (table_name, column_name) from column_lineage)"
    )
    models = (PROJECT_ROOT / "dbt_project" / "models").rglob("*.sql")
    texts = "\n".join(file.read_text() for file in models)
    constants = set(re.findall(r"(?:'\w+'|true|false|\d)\s+as (\w+)", texts))
    assert [column for _, column in without if column not in constants] == []


def test_lineage_leads_to_sources_and_never_to_models_in_between(sample):
    schemas = {
        source.split(".")[0]
        for (source,) in sample.rows("select source_table from column_lineage")
    }
    assert schemas <= {"raw", "parsed", "reference", "judged", "previous"}
    assert sample.rows(
        "select 1 from column_lineage where table_name = 'issues'"
        " and column_name = 'title' and source_table = 'raw.issues'"
    )


def test_every_published_table_is_a_parquet_file_with_the_same_rows(sample):
    folder = sample.settings.parquet
    assert {file.stem for file in folder.iterdir()} >= set(PUBLIC_TABLES)
    with duckdb.connect(str(sample.settings.warehouse), read_only=True) as warehouse:
        for file in folder.iterdir():
            missing = warehouse.execute(
                f"from main.{file.stem} except all from '{file}'"
            ).fetchall()
            counts = warehouse.execute(
                f"select (select count(*) from main.{file.stem}),"
                f" (select count(*) from '{file}')"
            ).fetchone()
            assert missing == []
            assert counts
            assert counts[0] == counts[1]


def test_exposures_name_the_tables_that_report_and_site_read():
    project = PROJECT_ROOT / "dbt_project" / "models"
    exposures = yaml.safe_load((project / "exposures.yml").read_text())["exposures"]
    queries = PROJECT_ROOT / "pipelines" / "report" / "queries"
    texts = "\n".join(file.read_text() for file in queries.rglob("*.sql"))
    published = {
        file.stem
        for folder in ("marts", "judged", "metrics", "measured")
        for file in (project / folder).glob("*.sql")
    }
    read = set(re.findall(r"\b(?:from|join) (\w+)", texts)) & published
    for name in ("report", "site"):
        (exposure,) = [one for one in exposures if one["name"] == name]
        assert {one.split("'")[1] for one in exposure["depends_on"]} == read


def test_exposures_name_the_tables_that_the_notebooks_read():
    project = PROJECT_ROOT / "dbt_project" / "models"
    exposures = yaml.safe_load((project / "exposures.yml").read_text())["exposures"]
    tables = {file.stem for file in project.rglob("*.sql")}
    for notebook in (PROJECT_ROOT / "notebooks").glob("*.ipynb"):
        (exposure,) = [one for one in exposures if notebook.name in one["description"]]
        read = re.findall(r"\b(?:from|join) (\w+)", notebook.read_text())
        named = {one.split("'")[1] for one in exposure["depends_on"]}
        assert named == set(read) & tables, notebook.name
