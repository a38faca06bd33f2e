"""The report says in each section what was found, and cites it."""

import re

import duckdb
import pytest
from markdown_it import MarkdownIt

from pipelines.errors import WarehouseError
from pipelines.progress import Progress
from pipelines.report.rendering import TEMPLATES
from pipelines.report.run import write_report
from pipelines.report.warehouse import QUERIES
from pipelines.report.wording import word_for
from tests.unit.report import cases
from tests.unit.report.conftest import write
from tests.unit.report.warehouses import contract, make_warehouse

CITATION = re.compile(r"\S+\.md:\d+|#\d+|\]\(")
SECTIONS = (
    "Executive summary",
    "Incidents and hotfixes",
    "Breaking changes",
    "Ownership and review",
    "Labels",
    "Documents against practice",
    "Every rule and its verdict",
    "What people decided about the rules",
    "Gaps that people name",
    "What a new backend engineer or SRE should know",
    "Recommendations about the documents",
    "What is missing from the data",
    "Files and items cited",
)


def findings(section):
    """The numbered findings of the executive summary, each as one text."""
    return re.split(r"^\d+\. ", section, flags=re.MULTILINE)[1:]


def tables(markdown):
    """The tables of a report, each a list of rows, each a list of cells."""
    found, cells = [], []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            cells = []
        elif token.type in ("th_open", "td_open"):
            cells.append("")
        elif token.type == "inline" and cells:
            cells[-1] = token.content
        elif token.type == "tr_close":
            found[-1].append(cells)
            cells = []
    return found


@pytest.mark.parametrize("case", ["filled", "hostile", "empty"])
@pytest.mark.parametrize("heading", SECTIONS)
def test_every_section_says_something(case, heading, request):
    section = request.getfixturevalue(case).section(heading)
    prose = re.sub(r"^#.*$", "", section, flags=re.MULTILINE)
    assert len(prose.split()) >= 3


def test_the_summary_holds_three_to_five_findings(filled):
    assert 3 <= len(findings(filled.section("Executive summary"))) <= 5
    assert filled.summary.finding_count == 5


@pytest.mark.parametrize("case", ["filled", "hostile"])
def test_every_number_of_the_summary_stands_in_a_finding_with_a_citation(case, request):
    written = request.getfixturevalue(case)
    for finding in findings(written.section("Executive summary")):
        assert re.search(r"\d", finding)
        assert CITATION.search(finding), finding


def test_the_numbers_carry_numerator_denominator_and_the_unknown(filled):
    rules = filled.section("Every rule and its verdict")
    (row,) = [line for line in rules.splitlines() if "Checks must be green" in line]
    assert row.endswith("| 0 | 1 | 1 | 1 | 0% |")
    assert "Kept by 0 of 1 (1 unknown)" in filled.section("Incidents and hotfixes")


def test_verdicts_of_earlier_runs_are_not_counted(filled):
    assert "55" not in filled.section("Every rule and its verdict")


def test_the_documented_stands_beside_the_observed(filled):
    incidents = filled.section("Incidents and hotfixes")
    (row,) = [
        line
        for line in incidents.splitlines()
        if line.startswith("| “Checks must be green")
    ]
    assert "`CONTRIBUTING.md:5`" in row
    assert "[#8](https://example.com/acme/shop/pull/8): checks were failing" in row


def test_an_incident_is_told_with_cause_fix_time_and_words(filled):
    incidents = filled.section("Incidents and hotfixes")
    (row,) = [row for table in tables(incidents) for row in table if "2024" in row[0]]
    assert "Carts were empty" in row[0]
    assert "ops/log.md:3" in row[0]
    assert row[1] == "1 (`SEV-1`)"
    link = "(https://example.com/acme/shop/pull"
    assert row[2] == f"Cause: [#7]{link}/7); fix: [#8]{link}/8)"
    assert row[3:] == [
        "1 hour 35 minutes",
        "partial",
        "handled at least partly away from the tracker; "
        "whether the issue was filed late is unknown",
    ]
    words = "“we sorted it out on the phone” (#4, `records/issues.md:44`)"
    assert f"Handled away from the tracker: {words}" in incidents


def test_unknown_is_said_and_never_counted_as_none(filled):
    ownership = filled.section("Ownership and review")
    assert "Who approved them is unknown for all of them" in ownership
    assert "unknown for all 1" in ownership


def test_a_rule_without_a_policy_is_listed_as_such(filled):
    rules = filled.section("Every rule and its verdict")
    assert "no policy covers 2 of 5" in rules
    assert "- “Be kind.” (`CONTRIBUTING.md:9`)" in rules
    assert "the document itself leaves it open" in rules


def test_a_clause_that_is_no_longer_in_force_is_not_a_rule(filled):
    assert "Checks should be green." not in filled.markdown


def test_a_contradiction_is_cited_at_both_ends(filled):
    (row,) = [
        line
        for line in filled.section("Documents against practice").splitlines()
        if "within 3 days" in line
    ]
    assert "CONTRIBUTING.md:20" in row
    assert "“within 5 days” (`ops/oncall.md:8`)" in row


def test_a_label_in_place_of_the_documented_one_is_to_be_renamed(filled):
    advice = filled.section("Recommendations about the documents")
    assert "Keep `type:bug` and rename `bug`, applied in 3 of 4 places" in advice
    assert "`huge`" in advice
    assert "`blocked`" in advice


def test_a_name_that_is_in_use_under_another_one_is_not_to_be_taken_out(filled):
    advice = filled.section("Recommendations about the documents")
    assert "rename `web`" in advice
    assert "1 label is documented and carried by no item: `blocked`" in advice


def test_a_removal_says_how_long_after_the_notice_it_came(filled):
    assert "90 days stated, not set by any document; gone after 49 days" in (
        filled.section("Breaking changes")
    )


def test_what_could_not_be_read_is_counted_and_named(filled):
    assert "two sections have the number 4" in filled.section(
        "What is missing from the data"
    )


def test_all_that_is_cited_is_listed_at_the_end(filled):
    listed = filled.section("Files and items cited")
    body = filled.markdown.split("\n## Files and items cited")[0]
    for path, line in set(re.findall(r"`([\w./]+\.md):(\d+)`", body)):
        (entry,) = [row for row in listed.splitlines() if row.startswith(f"- `{path}`")]
        assert re.search(rf"\b{line}\b", entry)
    for number in set(re.findall(r"#(\d+)\b(?= \(|\]\()", body)):
        assert f"#{number}" in listed


def test_an_empty_warehouse_says_why_there_is_nothing_to_say(empty):
    assert empty.summary.finding_count == 0
    assert "no repository was read" in empty.markdown
    assert "No document was read" in empty.section("Executive summary")
    assert "no document is an incident log" in empty.section("Incidents and hotfixes")
    assert "because no issue and no pull request" in empty.section("Breaking changes")
    assert "no merged pull request was read" in empty.section("Ownership and review")
    assert "no document names one" in empty.section("Labels")
    assert "because no text was read" in empty.section("Gaps that people name")


def test_a_repository_without_rules_says_so(tmp_path):
    rows = cases.filled()
    for table in ("policy_clauses", "policies", "policy_results", "policy_conformance"):
        rows[table] = []
    written = write(tmp_path, rows)
    assert "No document that was read states a rule (2 documents read)" in (
        written.section("Every rule and its verdict")
    )
    assert "no rule that was read speaks of it" in written.section("Executive summary")


def test_rules_without_records_are_not_reported_as_kept(tmp_path):
    rows = cases.filled()
    kept = ("runs", "repositories", "documents", "policy_clauses", "policies")
    written = write(tmp_path, {name: rows[name] for name in kept})
    assert "no issue or pull request was read that could keep or break them" in (
        written.section("Executive summary")
    )
    assert "Nothing to judge: no record that it speaks of." in written.markdown


def test_an_archive_without_urls_is_cited_by_path_and_line(filled):
    assert "#4 (`records/issues.md:40`)" in filled.markdown


def test_the_words_of_a_commit_are_cited_by_the_commit(filled, tmp_path):
    words = "“we have yet to agree on releases” (commit"
    assert f"{words} `0123456789ab`" in filled.section("Gaps that people name")
    assert "- commit `0123456789ab`" in filled.section("Files and items cited")
    rows = cases.filled()
    rows["repositories"][0] |= {"url": "https://github.com/acme/shop"}
    address = "https://github.com/acme/shop/commit/0123456789abcdef"
    assert f"{words} [`0123456789ab`]({address})" in write(tmp_path, rows).markdown


def test_several_repositories_are_told_apart(tmp_path):
    rows = cases.filled()
    rows["repositories"].append({"repository_id": "acme/docs", "source": "github"})
    written = write(tmp_path, rows)
    assert written.markdown.startswith("# What 2 repositories say, and what they do")
    assert "acme/shop#4" in written.markdown
    assert "`acme/shop:CONTRIBUTING.md:5`" in written.markdown


def test_a_line_on_github_is_linked_at_its_commit(tmp_path):
    rows = cases.filled()
    rows["repositories"][0] |= {"source": "github", "url": "https://git.example/a/b"}
    rows["policy_clauses"][0] |= {"commit_sha": "abc123"}
    written = write(tmp_path, rows)
    place = "https://git.example/a/b/blob/abc123/CONTRIBUTING.md#L5"
    assert f"[`CONTRIBUTING.md:5`]({place})" in written.markdown


def test_a_list_that_says_all_must_is_quoted_with_its_lead_in(tmp_path):
    rows = cases.filled()
    rows["policy_clauses"][0] |= {"context": "All changes must:", "quote": "pass CI;"}
    assert "“All changes must … pass CI;”" in write(tmp_path, rows).markdown


def test_the_gravest_finding_comes_first_whatever_it_is_about(tmp_path):
    rows = cases.filled()
    broken = rows["policy_results"][0]
    rows["policy_results"] = [broken] + [
        broken
        | {
            "policy_result_id": f"l{number}",
            "policy_id": f"{cases.HOME}:linked_issue",
            "subject_id": f"{cases.HOME}#{number + 4}",
        }
        for number in range(100)
    ]
    first = findings(write(tmp_path, rows).section("Executive summary"))[0]
    assert "A change names an issue" in first


@pytest.mark.parametrize("case", ["filled", "hostile"])
def test_every_table_row_has_the_cells_of_its_heading(case, request):
    markdown = request.getfixturevalue(case).markdown
    pipes = re.compile(r"(?<!\\)\|")
    lines = markdown.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("|:"):
            wanted = len(pipes.findall(lines[number - 1]))
            for row in lines[number:]:
                if not row.startswith("|"):
                    break
                assert len(pipes.findall(row)) == wanted, row


def test_no_number_of_rows_makes_the_report_endless(tmp_path):
    rows = cases.filled()
    rows["incidents"] = [
        rows["incidents"][0] | {"incident_id": f"{cases.HOME}:incident-{number}"}
        for number in range(300)
    ]
    written = write(tmp_path, rows)
    assert "Shown are 30 of 300" in written.section("Incidents and hotfixes")
    assert len(written.pages["report.html"]) < 200_000


def test_the_same_warehouse_gives_the_same_bytes(filled, tmp_path):
    write_report(filled.warehouse, out_dir=tmp_path, progress=Progress())
    assert (tmp_path / "report.md").read_text() == filled.markdown
    assert (tmp_path / "site" / "index.html").read_text() == filled.pages["index.html"]


def test_the_report_shows_the_time_of_the_run(filled):
    assert "2025-03-01 12:00 UTC by saydo 0.1.0" in filled.markdown


def test_the_warehouse_stays_as_it_was(filled, tmp_path):
    before = filled.warehouse.read_bytes()
    write_report(filled.warehouse, out_dir=tmp_path, progress=Progress())
    assert filled.warehouse.read_bytes() == before


def test_columns_may_be_added_to_any_table(tmp_path):
    every_column = {
        name: kind
        for columns in contract().values()
        for name, (kind, _) in columns.items()
    }
    warehouse = make_warehouse(tmp_path / "w.duckdb", cases.filled(), more=every_column)
    write_report(warehouse, out_dir=tmp_path, progress=Progress())
    assert "Carts were empty" in (tmp_path / "report.md").read_text()


def test_a_file_that_is_no_warehouse_is_an_error_for_people(tmp_path):
    (tmp_path / "w.duckdb").write_bytes(b"nothing of the sort" * 1_000)
    with pytest.raises(WarehouseError, match=r"w\.duckdb cannot be read"):
        write_report(tmp_path / "w.duckdb", out_dir=tmp_path, progress=Progress())


def test_a_warehouse_without_a_table_is_an_error_for_people(tmp_path):
    duckdb.connect(str(tmp_path / "w.duckdb")).close()
    with pytest.raises(WarehouseError, match="lacks what the report reads"):
        write_report(tmp_path / "w.duckdb", out_dir=tmp_path, progress=Progress())


def test_every_finding_and_recommendation_has_its_words(filled):
    headlines = (TEMPLATES / "findings" / "headlines.md.j2").read_text()
    for query in (QUERIES / "findings").glob("*.sql"):
        assert (TEMPLATES / "findings" / f"{query.stem}.md.j2").is_file()
        assert f'"{query.stem}"' in headlines
    advice = (TEMPLATES / "recommendations.md.j2").read_text()
    for query in (QUERIES / "recommendations").glob("*.sql"):
        assert f'"{query.stem}"' in advice
        assert word_for(query.stem, "recommendation") != query.stem.replace("_", " ")


def test_decisions_are_told_with_their_reason_owner_and_end(filled):
    section = filled.section("What people decided about the rules")
    assert "| exception | checks\\_green (Checks are green at the merge)" in (
        section.replace("checks_green", "checks\\_green")
    )
    assert "the runner was down that week | kim |" in section
    assert "excuses 1; until 2025-06-30" in section
    assert "beside the configuration, line 2" in section
    assert "not followed: policy: 'open_tme' is not there" in section


def test_a_team_that_decided_nothing_is_told_how(empty):
    assert "policies.yml" in empty.section("What people decided about the rules")


def test_what_todays_rule_says_of_the_past_stands_beside_what_is_gone(filled):
    section = filled.section("Documents against practice")
    today = section.split("### What today's rules would have said")[1]
    assert "| 1 | 1 (1 kept the rule of their time) | 0 | 0 |" in today
    assert "The sentence stands there no more since 2025-01-01." in today
    assert "`docs/reasons.md` is not there." in today


def test_what_is_gone_is_no_gap_that_people_name(filled):
    section = filled.section("Gaps that people name")
    assert "the reasons are told elsewhere" not in section


def test_a_violation_is_told_with_the_wording_that_it_broke(tmp_path):
    written = write(tmp_path, cases.reworded())
    section = written.section("Executive summary")
    assert "until 2024-06-01: “Merge with a merge commit.”" in section
    assert "“Squash when you merge.”" not in section
    rules = written.section("Every rule and its verdict")
    assert "“Squash when you merge.”" in rules
    assert "| 1 | 0 | 0 |" in rules


def test_what_can_be_seen_broken_but_never_kept_has_no_share_that_kept_it(tmp_path):
    rows = cases.filled()
    for policy in rows["policies"]:
        policy["is_one_sided"] = policy["policy_id"].endswith(":checks_green")
    written = write(tmp_path, rows)
    assert "Broken by 1 of 2; who keeps it cannot be seen" in written.markdown
    assert "kept by 0" not in written.markdown.lower()


def test_an_override_says_whether_who_merged_was_on_call_only_where_it_is_known(
    filled, tmp_path
):
    assert "who merged was" not in filled.markdown
    for is_on_call, words in ((True, "on call"), (False, "not on call")):
        rows = cases.filled()
        for row in rows["merge_overrides"]:
            row |= {"is_merged_by_on_call": is_on_call, "merged_by_id": "kim"}
        written = write(tmp_path / str(is_on_call), rows)
        section = written.section("Incidents and hotfixes")
        assert f"; who merged was {words}):" in section
        assert f"kim, {words}</td>" in written.pages["overrides.html"]
