"""Where a rule stands: numbered clauses, columns, forms and their comments, tables."""

import pytest

from pipelines.read.clauses import find_clauses

STANDARD = """\
STANDARD 12                                CHANGES
Version 3

4.  CHANGES

    4.1  Changes shall be merged by someone other than
         their author.
    4.2  The following shall be done before the merge:
           (a)  unit tests shall pass on two platforms;
           (b)  a review shall be recorded.

5.  CLASSES

         Class        Approval             Lead time
         ---------    -----------------    ----------------
         Minor        team lead            none
         Major        change board         5 business days

    5.1  Major changes shall be announced not less than ten
         days ahead.

            $ submit --class major
"""

FORM = """\
<!--
Please do not delete this template. Features go to `main`.
-->

## Linked issue

<!-- Required, except for docs. -->

## Kind

- [ ] a bug fix that nobody will notice
- [ ] a feature, no change in what exists (`kind/feature`)

## Checklist

All of these must be ticked before a review:

- [ ] My commits are signed off
- [ ] `CHANGELOG.md` has an entry

## Tests

<!-- Describe the tests that you have run. NET_PROXY must be set for some of them. -->
"""


def quotes(text, path="docs/process.md"):
    return [clause.quote for clause in find_clauses(text, path=path, kind="")]


def test_a_numbered_clause_of_an_indented_text_is_read():
    found = {c.line: c for c in find_clauses(STANDARD, path="policies/12.txt", kind="")}
    assert found[6].quote.startswith("Changes shall be merged by someone")
    assert found[9].quote == "unit tests shall pass on two platforms;"
    assert found[9].context.startswith("The following shall be done")
    assert found[19].parameters["durations"][0]["n"] == 10


def test_columns_under_dashes_are_a_table():
    found = [q for q in quotes(STANDARD, "policies/12.txt") if q.startswith("M")]
    assert found[0].split() == ["Minor", "team", "lead", "none"]
    assert found[1].endswith("5 business days")


def test_an_indented_example_is_not_read():
    assert not any("submit" in quote for quote in quotes(STANDARD, "policies/12.txt"))


def test_a_table_of_asciidoc_has_rows():
    text = "== Phases\n\n|===\n|Phase |What |Requirements\n\n|Stable\n|fixes\n"
    text += "|2 approvals, and\na test\n|Old |nothing |none\n|===\n"
    (clause,) = find_clauses(text, path="docs/policy.adoc", kind="")
    assert clause.line == 6
    assert clause.parameters["approval_count"] == 2


def test_a_text_that_is_restructured_is_read_so():
    text = "Title\n=====\n\nSee :doc:`x`. Pull requests must pass CI.\n\n"
    text += ".. code-block:: console\n\n    Releases must be tagged.\n"
    assert quotes(text, "docs/process.txt") == ["Pull requests must pass CI."]


def test_the_comments_of_a_form_ask_for_something_and_its_entries_one_by_one():
    assert quotes(FORM, ".github/pull_request_template.md") == [
        "Please do not delete this template.",
        "Features go to `main`.",
        "Required, except for docs.",
        "All of these must be ticked before a review:",
        "My commits are signed off",
        "`CHANGELOG.md` has an entry",
    ]


def test_a_comment_elsewhere_is_not_read():
    assert quotes("# Rules\n\n<!-- Pull requests must pass CI. -->\n") == []


def test_an_answer_speaks_of_its_heading():
    found = find_clauses(FORM, path=".github/pull_request_template.md", kind="")
    (clause,) = [c for c in found if c.quote.startswith("Required")]
    assert clause.sense == "Linked issue: Required, except for docs."
    assert "linked_issue" in clause.parameters["demands"]


def rows(header, *lines):
    cells = header.count("|") - 1
    table = "\n".join([header, "|" + "---|" * cells, *lines])
    return quotes(f"# Process\n\n## Rules\n\n{table}\n")


@pytest.mark.parametrize(
    ("header", "counted"),
    [
        ("| Path | Who approves | How many |", 2),
        ("| Path | Approvers | Min |", 2),
        ("| Path | Approval by | # |", 2),
        ("| Path | Approvers | Tier |", None),
    ],
)
def test_a_column_beside_the_approvers_may_count_them(header, counted):
    row = "| `infra/` | @acme/sre | 2 |"
    text = "\n".join(("# Process", "", "## Rules", "", header, "|---|---|---|", row))
    [found] = find_clauses(text, path="docs/process.md", kind="")
    assert found.parameters.get("approval_count") == counted


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Severity | Post-mortem due |", "| S1 | 3 working days |"),
        ("| Sev | Postmortem? |", "| 1 | yes, in a week |"),
        ("| Level | First reaction |", "| P1 | 15 min |"),
        ("| Branch | Takes |", "| `lts/*` | security fixes |"),
        ("| Branch | Merges by |", "| `main` | squash |"),
        ("| Prefix | Of what | How many |", "| `C-` | category | exactly one |"),
        ("| Role | Requirements |", "| Member | Sponsored by 2 reviewers |"),
        ("| Area | Team |", "| `lib/http/*` | @acme/http |"),
    ],
)
def test_a_row_asks_for_what_its_header_says(header, row):
    assert rows(header, row) == [row.strip("| ")]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Area | Owner |", "| billing | @acme/billing |"),
        ("| Component | Maintainer | Chat |", "| parser | @ann | #parser |"),
        ("| Service | Team | Since |", "| api | core | 2019 |"),
        ("| Week | Primary | Secondary |", "| 12 | Ann | Bob |"),
        ("| Job | Runs | Takes |", "| unit | each push | 5 min |"),
        ("| Shift | Pay |", "| weekday | 150 € |"),
        ("| Tier | Requirements |", "| Gold | translations, typing |"),
        ("| Version | Released |", "| 3.1 | 2023-01 |"),
    ],
)
def test_a_row_that_only_lists_asks_for_nothing(header, row):
    assert rows(header, row) == []


def test_a_name_and_its_value_under_a_lead_is_a_convention():
    text = "# Process\n\n## Rules\n\nTarget branches:\n\n- features: `develop`\n"
    assert quotes(text) == ["features: `develop`"]


def test_the_cases_of_an_only_are_its_values():
    text = "# Process\n\nWe yank a release only when\n\n- it does not build, or\n"
    assert quotes(text + "- it loses data.\n") == ["We yank a release only when"]


@pytest.mark.parametrize(
    ("between", "is_led"),
    [
        ("", True),
        *(("---\n\n", False), ("<!-- others -->\n\n", False), ("* * *\n\n", False)),
    ],
)
def test_a_line_or_a_comment_parts_two_lists(between, is_led):
    text = (
        "# Contributing\n\nIf a driver is changed:\n\n- Its tests must be run.\n\n"
        f"{between}- Dependencies must be listed in the manifest.\n"
    )
    *_, last = find_clauses(text, path="CONTRIBUTING.md", kind="")
    conditions = last.parameters.get("conditions")
    assert conditions == (["a driver is changed"] if is_led else None)
