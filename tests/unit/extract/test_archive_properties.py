"""Whatever stands in an archive, it is read, and no heading is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.archive.item_rows import ArchiveDocument
from pipelines.extract.archive.rows import archive_rows
from pipelines.extract.tables import RAW_TABLES

KINDS = ("issue_archive", "pull_request_archive", "milestone_archive")
COLUMNS = {table.name: set(table.columns) for table in RAW_TABLES}
KEYS = {table.name: table.key for table in RAW_TABLES}

lines = st.sampled_from(
    [
        "## Issue #1: x", "### PR-2 y", "## #3", "# Milestone: m", "## 4: z",
        "# Issues", "**Labels:** a, `b c`", "**Status:** Closed (fixed by #2)",
        "- **Discussion:**", '  - @kim: "no"', "- Lead: yes", "Status: what",
        "| # | Title | Status |", "|---|---|---|", "| 5 | t | open |",
        "| Field | Value |", "|---|---|", "> quoted", "```", "<b>", "<!-- x", "-->",
        "Closed: 2024-02-30", "**", "* * *", "[#9](x) y", "Fixed by PR 2", "", "",
        "1. one", "    code", "**CI:** red", "---", "\t- x", "### Discussion",
        "#### Kim", "Approved by: @a", "\u2028", "\x0c", "::", "- :",
    ]
)  # fmt: skip
# What would hide a heading that follows, or make one of the line above.
hiding = ("```", "<b>", "<!-- x", "---", "    code", "\t- x")
bodies = st.lists(
    lines.filter(lambda one: not one.startswith("#") and one not in hiding), max_size=5
)


def rows(text, kind):
    people = {}
    document = ArchiveDocument("A.md", kind, text)
    found = list(archive_rows("o/n", [document], "https://h/o/n", "c0ffee", people))
    return found + [("people", row) for row in people.values()]


@given(st.one_of(st.text(max_size=300), st.lists(lines, max_size=30).map("\n".join)),
       st.sampled_from(KINDS))  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_any_text_gives_rows_of_the_tables_with_unique_keys(text, kind):
    seen = set()
    for table, row in rows(text, kind):
        assert set(row) <= COLUMNS[table]
        key = (table, *(row[name] for name in KEYS[table]))
        assert None not in key
        assert key not in seen
        seen.add(key)
        if row.get("line") is not None:
            assert 1 <= row["line"] <= len(text.splitlines()) + 1


@given(
    st.lists(
        st.tuples(
            st.integers(1, 9),
            st.sampled_from(["Issue #", "PR-", "Issue ", "PR #"]),
            bodies,
        ),
        min_size=1,
        max_size=8,
    )
)
@settings(deadline=None, max_examples=200)
def test_every_heading_is_an_item_or_recorded(sections):
    text = "\n\n".join(
        f"## {word}{number}: title\n\n" + "\n".join(body)
        for number, word, body in sections
    )
    found = rows(text, "issue_archive")
    items = {
        (table == "issues", row["number"])
        for table, row in found
        if table in ("issues", "pull_requests") and row["number"] != 5
    }
    named = [(word.startswith("Issue"), number) for number, word, _ in sections]
    assert {one for one in named if one[1] != 5} == items
    seconds = [
        row for table, row in found
        if table == "unreadable" and row["reason"].startswith("a second section")
    ]  # fmt: skip
    assert len(seconds) == len(named) - len(set(named))


@given(st.lists(st.sampled_from(["alpha", "beta two", "c:d", "e/f"]), unique=True))
def test_labels_come_out_as_they_went_in(labels):
    written = ", ".join(f"`{label}`" for label in labels)
    found = rows(f"## Issue 1: x\n\n**Labels:** {written}\n", "issue_archive")
    assert [row["label"] for table, row in found if table == "item_labels"] == labels
