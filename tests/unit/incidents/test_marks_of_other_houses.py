"""Rules, columns, tables of contents, helpers; each beside what only looks like it."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.columns import with_columns
from pipelines.read.incidents.items import is_advice
from pipelines.read.incidents.marked_tables import with_marked_tables
from pipelines.read.incidents.markup import as_markdown
from pipelines.read.incidents.owners import clean_item, owner_in
from pipelines.read.incidents.plain import with_headings
from pipelines.read.incidents.sections import read_document
from pipelines.read.incidents.toctrees import with_toctrees

RULE = "-" * 20
LOG = f"""Stops

{RULE}
Outage: loom 3 - 2020-05-01

It stood.

{RULE}
Outage: loom 4 - 2020-04-01

It stood, too.
"""
TABLE = """No.  Action             Owner  Status
1    Oil the loom       Ada    done
2    Buy a second belt  Ben    open
"""


def headings(text: str) -> list[str]:
    return [line for line in with_headings(text).split("\n") if line.startswith("#")]


def test_what_stands_below_rules_heads_the_entries_of_a_log() -> None:
    assert headings(LOG) == [
        "## Outage: loom 3 - 2020-05-01",
        "## Outage: loom 4 - 2020-04-01",
    ]
    assert with_headings(LOG).count("\n") == LOG.count("\n")


def test_the_day_of_the_first_field_heads_an_entry_in_place_of_the_rule() -> None:
    text = f"{RULE}\nDate: 2020-05-01\nWhat: a\n\n{RULE}\nDate: 2020-04-01\nWhat: b\n"
    assert headings(text) == ["## 2020-05-01", "## 2020-04-01"]
    assert "Date: 2020-04-01" in with_headings(text)


@pytest.mark.parametrize(
    "text",
    [
        LOG.replace("Outage: loom 4 - 2020-04-01", "Then it stood."),  # only one
        f"Outage 1\n{RULE}\nIt stood.\n\nOutage 2\n{RULE}\nIt stood, too.\n",  # titles
        f"A\n\n{RULE}\n\nOn 2020-05-01 it stood.\n\n{RULE}\n\nOn 2020-05-02 it ran.\n",
        f"A\n\n{RULE}\n{RULE}\n",
        f"Subject: Looms stop, SEV1\n\n{LOG}",  # one incident's, in parts
        RULE,
    ],
)
def test_other_rules_are_left(text) -> None:
    assert not [one for one in headings(text) if "20" in one or "Outage" in one]


@pytest.mark.parametrize("above", ["\n", "ACTIONS\n-------\n", "Actions\n=======\n"])
def test_aligned_columns_are_a_table_on_the_same_lines(above) -> None:
    written = with_columns(f"Words.\n\n{above}{TABLE}")
    assert "|2|Buy a second belt|Ben|open|" in written.replace(" ", "").replace(
        "Buyasecondbelt", "Buy a second belt"
    )
    assert written.count("\n") == f"Words.\n\n{above}{TABLE}".count("\n")


def test_a_head_over_a_rule_needs_no_empty_line() -> None:
    head, *rows = TABLE.splitlines()
    rule = "---  -----------------  -----  ------"
    written = with_columns("\n".join(["Actions:", head, rule, *rows, rule]))
    assert written.splitlines()[0] == "Actions:"
    assert written.splitlines()[2] == "|---|---|---|---|"


@pytest.mark.parametrize(
    "text",
    [
        "Day   From   To\nMon   6      18\nTue   6      18\n",
        "Words\nNo.  Action   Owner\n1    Oil it   Ada\n",  # below a paragraph
        "\nNo.  Action   Owner\n1    Oil all looms Ada\n",  # not below its name
    ],
)
def test_other_columns_are_left(text) -> None:
    assert with_columns(text) == text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (".. toctree::\n   :glob:\n\n   2020-05-01-loom\n   *\n\nEnd", 1),
        (".. toctree::\n\n   The loom <loom>\n   self\nEnd", 1),
        ("```{toctree}\n:maxdepth: 1\n\nloom\nmill\n```\nEnd", 2),
        ("- :doc:`2020-05-01-loom`\n- see :doc:`mill`", 1),
        (".. note::\n\n   loom\n", 0),
    ],
)
def test_pages_of_a_table_of_contents_are_links(text, items) -> None:
    written = with_toctrees(text)
    assert written.count("](") == items
    assert written.count("\n") == text.count("\n")
    assert not text.endswith("End") or written.endswith("End")


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("<%= note('All times are UTC here.') %>", True),
        ('{% alert text="All times are UTC here." %}', True),
        ('{{< note "All times are UTC here." >}}', True),
        ('{{ Two sentences, such as "All times are UTC here." }}', False),
        ("<%= link('times.html') %>", False),
        ("<%# 'All times are UTC here.' %>", False),
    ],
)
def test_a_sentence_that_a_helper_dresses_is_told(text, is_told) -> None:
    assert ("All times are UTC here." in as_markdown(text, "x.md")) is is_told


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Oil the loom (gregor, done)", "gregor"),
        ("Oil the loom [ines, open, #12]", "ines"),
        ("Oil the loom (gregor) - done", "gregor"),
        ("Oil the loom -> Ines, until May", "Ines"),
        ("Oil the loom (Ines, 30 Apr)", "Ines"),
        ("Oil the loom (staging, done)", None),
        ("Oil the loom (partly, done)", None),
        ("Oil the loom (upstream, open)", None),
        ("Oil the loom (long-term, open)", None),
        ("Oil the loom (gregor, who knows it)", None),
        ("Oil the loom (gregor) - he knows it", None),
    ],
)
def test_a_login_beside_a_state_owns_the_item(text, owner) -> None:
    assert owner_in(text) == owner


@pytest.mark.parametrize(
    ("items", "is_told"),
    [
        (["Users should pin it", "Plugin authors must sign"], True),
        (["If you use it, renew your token"], True),
        (["Users should pin it", "Add a lock"], False),
        (["Maintainers should review each change"], False),
        (["We should tell users"], False),
        (["Users should be able to see the bell", "Customers must get a mail"], False),
        (["Clients should wait between calls (@ada)", "Users should wait"], False),
        (["[ ] Users should wait"], False),
        (["Application servers should drop calls", "Other looms must stop"], False),
        ([], False),
    ],
)
def test_what_others_should_do_is_advice(items, is_told) -> None:
    text = "# A\n\n" + "".join(f"- {one}\n" for one in items)
    [section] = read_document(text).root.children
    assert is_advice(section.blocks) is is_told


def test_a_lead_in_for_others_makes_its_list_advice() -> None:
    for lead, is_told in (
        ("We have some recommendations for authors and users:", True),
        ("We recommend that all users do this:", True),
        ("Recommendations for our team:", False),
        ("We ask our customers to wait while we do this:", False),
        ("Steps to keep users safe:", False),
    ):
        [section] = read_document(f"# A\n\n{lead}\n\n- Renew tokens\n").root.children
        assert is_advice(section.blocks) is is_told, lead


def test_the_last_of_several_tasks_is_named_without_its_and() -> None:
    text = (
        "# Outage of the mill on 2022-02-12\n\nThe mill was down.\n\n"
        "What we'll change: a bell that rings at home (Otto, 3 March), and a second"
        " wheel as soon as it's delivered.\n"
    )
    [entry] = read_incidents(text, path="incidents/mill.md").entries
    told = [(one.text, one.status, str(one.due_on)) for one in entry.action_items]
    assert [one for one in told if one[0].startswith("a second wheel")] == [
        ("a second wheel as soon as it's delivered", "open", "None")
    ]


def test_nothing_is_left_of_a_state_in_two_brackets() -> None:
    assert clean_item("Oil the loom ((done))") == "Oil the loom"
    assert clean_item("Call oil() at noon") == "Call oil() at noon"


def test_tables_of_jira_and_dokuwiki_are_those_of_markdown() -> None:
    text = "\n## To do\n||What||Who||\n|Oil it|Ada|\n\n||Severity|2|\n^ Start | 10:00 |"
    assert with_marked_tables(text).split("\n") == [
        "## To do",
        "| What | Who |",
        "|---|---|",
        "|Oil it|Ada|",
        "",
        "- **Severity**: 2",
        "- **Start**: 10:00",
    ]
    for other in ("a || b || c", "x ^ 2 ^ 3", "Text\n||What||Who||\n|Oil it|Ada|"):
        assert with_marked_tables(other) == other


@pytest.mark.parametrize("title", ["Incident policy", "Incident response process"])
def test_the_example_of_a_level_gives_a_guide_no_day(title) -> None:
    text = (
        f"# {title}\n\n| Level | Meaning | Example |\n|---|---|---|\n"
        "| 1 | all is down | 2021-04-02 |\n\n"
        "## Timeline\n\n1. Call.\n\n## Actions\n\nDo.\n"
    )
    [entry] = read_incidents(text, path="incidents/policy.md").entries
    assert entry.standing == "not_an_incident"


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("postmortems/2022-05-03-rota.md", True),
        ("postmortems/rota.md", False),
    ],
)
def test_a_title_of_rules_may_name_what_broke_on_the_day_of_the_file(
    path: str, is_one: bool
) -> None:
    text = (
        "# Wrong on-call schedule\n\nNobody was paged on 2022-05-03.\n\n"
        "## Root cause\n\nTwo names were swapped.\n"
    )
    [entry] = read_incidents(text, path=path).entries
    assert (entry.standing == "final") is is_one
