"""Every way of keeping a log gives its incidents, each with its day."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.read.incidents import IncidentReading, read_incidents
from pipelines.read.incidents.of_others import lists_others
from pipelines.read.incidents.sections import read_document

LOGS = {
    "a period in the title": (
        "# Incident log (until mid 2021)\n"
        "\n"
        "### 2021-03-03: DB down (SEV0)\n"
        "\n"
        "- Cause: disk full\n"
        "\n"
        "### 2021-02-01: Queue stuck (SEV2)\n"
        "\n"
        "- Cause: poison message\n"
    ),
    "bullets with a bold day": (
        "# Incident log\n"
        "\n"
        "- **2021-03-03** DB down\n"
        "  - Impact: all users\n"
        "  - Fix: restarted\n"
        "- **2021-02-01** Queue stuck\n"
        "  - Impact: none\n"
        "- **2021-01-15** Cert expired\n"
    ),
    "bold lines between rules": (
        "# Incidents\n"
        "\n"
        "**2021-03-03 10:00 UTC — DB down**\n"
        "\n"
        "The primary was full. Fixed at 11:00 UTC.\n"
        "\n"
        "---\n"
        "\n"
        "**2021-02-01 09:00 UTC — Queue stuck**\n"
        "\n"
        "A poison message. Fixed at 09:40 UTC.\n"
    ),
    "numbered headings": (
        "# Outage log\n"
        "\n"
        "### 1. DB down (3 Mar 2021)\n"
        "\n"
        "Disk full.\n"
        "\n"
        "### 2. Queue stuck (1 Feb 2021)\n"
        "\n"
        "Poison message.\n"
    ),
    "days below months": (
        "# Incidents 2021\n"
        "\n"
        "## March\n"
        "\n"
        "### 3rd: DB down\n"
        "\n"
        "Disk full.\n"
        "\n"
        "### 17th: Cert expired\n"
        "\n"
        "Forgot.\n"
        "\n"
        "## February\n"
        "\n"
        "### 1st: Queue stuck\n"
        "\n"
        "x y z\n"
    ),
    "paragraphs that begin with a day": (
        "# Incident history\n"
        "\n"
        "2021-03-03: DB down. Disk was full, we added more. 40 min.\n"
        "\n"
        "2021-02-01: Queue stuck. Poison message. 20 min.\n"
        "\n"
        "2021-01-02: Cert expired. Renewed.\n"
    ),
    "days of a status page": (
        "# Status history\n"
        "\n"
        "### Mar 3, 2021\n"
        "\n"
        "**DB down**\n"
        "\n"
        "**Resolved** - All back. *Mar 3, 11:00 UTC*\n"
        "\n"
        "**Investigating** - Looking. *Mar 3, 10:00 UTC*\n"
        "\n"
        "### Mar 2, 2021\n"
        "\n"
        "No incidents reported.\n"
        "\n"
        "### Feb 1, 2021\n"
        "\n"
        "**Queue stuck**\n"
        "\n"
        "**Resolved** - ok. *Feb 1, 09:40 UTC*\n"
    ),
    "a table for each incident": (
        "# Log\n"
        "\n"
        "## Incident 12\n"
        "\n"
        "| Date | 2021-03-03 |\n"
        "|--|--|\n"
        "| What | DB down |\n"
        "| Severity | 1 |\n"
        "\n"
        "## Incident 11\n"
        "\n"
        "| Date | 2021-02-01 |\n"
        "|--|--|\n"
        "| What | Queue stuck |\n"
        "| Severity | 3 |\n"
    ),
    "free titles with a date field": (
        "# Post-mortems\n"
        "\n"
        "## DB down\n"
        "\n"
        "- Date: 2021-03-03\n"
        "- Duration: 40m\n"
        "\n"
        "### Root cause\n"
        "\n"
        "Disk.\n"
        "\n"
        "### Actions\n"
        "\n"
        "- [ ] alert\n"
        "\n"
        "## Queue stuck\n"
        "\n"
        "- Date: 2021-02-01\n"
        "- Duration: 20m\n"
        "\n"
        "### Root cause\n"
        "\n"
        "Poison.\n"
    ),
    "underlined headings": (
        "Incident log\n"
        "============\n"
        "\n"
        "2021-03-03 DB down\n"
        "------------------\n"
        "\n"
        "Disk full.\n"
        "\n"
        "2021-02-01 Queue stuck\n"
        "----------------------\n"
        "\n"
        "Poison.\n"
    ),
    "headings in HTML": (
        "# Incidents\n"
        "\n"
        "<h3>2021-03-03: DB down</h3>\n"
        "<p>Disk full.</p>\n"
        "\n"
        "<h3>2021-02-01: Queue stuck</h3>\n"
        "<p>Poison.</p>\n"
    ),
    "weeks of an on-call journal": (
        "# On-call journal\n"
        "\n"
        "## Week of 2021-03-01 (Ana)\n"
        "\n"
        "- Wed 3 Mar: DB down for 40 min, disk full. #12\n"
        "- Thu: quiet\n"
        "\n"
        "## Week of 2021-02-01 (Bo)\n"
        "\n"
        "- Mon 1 Feb: queue stuck for 20 min\n"
    ),
    "a numbered list": (
        "# Incidents\n"
        "\n"
        "1. 2021-03-03 — **DB down.** Disk full.\n"
        "2. 2021-02-01 — **Queue stuck.** Poison.\n"
        "3. 2021-01-02 — **Cert expired.**\n"
    ),
    "a register with opened and closed": (
        "# Incident register\n"
        "\n"
        "| ID | Opened | Summary | Sev | Closed |\n"
        "|--|--|--|--|--|\n"
        "| 2 | 2021-03-03 | DB down | 1 | 2021-03-03 |\n"
        "| 1 | 2021-02-01 | Queue stuck | 3 | 2021-02-01 |\n"
    ),
    "numbered incidents in prose": (
        "# Incidents\n"
        "\n"
        "## INC-2: DB down\n"
        "\n"
        "On 2021-03-03 the DB was down.\n"
        "\n"
        "## INC-1: Queue stuck\n"
        "\n"
        "On 2021-02-01 the queue was stuck.\n"
        "\n"
        "## Template\n"
        "\n"
        "Copy this.\n"
    ),
    "front matter and no title": (
        "---\n"
        "title: Incidents\n"
        "---\n"
        "\n"
        "## 2021-03-03 DB down\n"
        "\n"
        "### Timeline\n"
        "\n"
        "- 10:00 full\n"
        "- 11:00 fixed\n"
        "\n"
        "### Follow-up\n"
        "\n"
        "- [x] more disk\n"
        "\n"
        "## 2021-02-01 Queue stuck\n"
        "\n"
        "### Timeline\n"
        "\n"
        "- 09:00 stuck\n"
        "\n"
        "### Follow-up\n"
        "\n"
        "- [ ] dead letters\n"
    ),
    "AsciiDoc": (
        "= Incident log\n"
        "\n"
        "== 2021-03-03: DB down\n"
        "\n"
        "Disk full.\n"
        "\n"
        "== 2021-02-01: Queue stuck\n"
        "\n"
        "Poison.\n"
    ),
    "columns in a heading": (
        "# Incidents\n"
        "\n"
        "Newest on top.\n"
        "\n"
        "### SEV1 | DB down | 2021-03-03\n"
        "Disk full\n"
        "### SEV3 | Queue stuck | 2021-02-01\n"
        "Poison\n"
    ),
}
COUNTS = {
    "a period in the title": 2,
    "bullets with a bold day": 3,
    "bold lines between rules": 2,
    "numbered headings": 2,
    "days below months": 3,
    "paragraphs that begin with a day": 3,
    "days of a status page": 2,
    "a table for each incident": 2,
    "free titles with a date field": 2,
    "underlined headings": 2,
    "headings in HTML": 2,
    "weeks of an on-call journal": 2,
    "a numbered list": 3,
    "a register with opened and closed": 2,
    "numbered incidents in prose": 2,
    "front matter and no title": 2,
    "AsciiDoc": 2,
    "columns in a heading": 2,
}


@pytest.mark.parametrize("way", LOGS)
def test_each_incident_of_a_log_has_its_day(way) -> None:
    extension = "adoc" if way == "AsciiDoc" else "md"
    path = f"docs/incidents.{extension}"
    entries = read_incidents(LOGS[way], path=path, kind="incident_log").entries
    told = [entry for entry in entries if entry.standing == "final"]
    assert len(told) == COUNTS[way]
    days = {entry.occurred_on for entry in told}
    assert None not in days
    assert len(days) == len(told)


NO_INCIDENTS = {
    "a guide for those on call": "# Being on call\n\nYou're on call for a week.\n\n"
    "## What is an incident?\n\nErrors above 2% for 5 minutes. An example: on 4 May"
    " 2021 at 11:00 the search was slow for 20 minutes.\n",
    "severities": "# Incident severities\n\n| Sev | Meaning |\n|--|--|\n"
    "| SEV1 | all users, for instance on 2021-03-04 |\n| SEV2 | some users |\n",
    "how to write": "# How to write a post-mortem\n\n1. Say what happened\n2. Root"
    " cause\n3. Action items, each with an owner\n",
    "a runbook": "# Runbook: fail over the database\n\n## Impact\n\nWrites stop.\n\n"
    "## Steps\n\n1. Promote the replica\n",
    "a game day": "# Game day: lose a zone (2023-03-22)\n\n## Timeline\n\n"
    "- 10:00 we cut it off\n- 10:05 all moved\n",
    "a near miss": "# Near miss: we almost deleted the bucket\n\nOn 2022-03-09 a plan"
    " wanted to delete it.\n\n## Action items\n\n- [ ] protect it\n",
    "a template": "# Postmortem: [title]\n\nDate: YYYY-MM-DD\n\n## Summary\n\n_What"
    " happened?_\n\n## Action items\n\n- [ ] ...\n",
    "planned work": "# Planned maintenance of the store, 2023-05-06\n\nThe store"
    " will be read-only from 06:00 to 08:00 UTC.\n",
    "a policy": "# Incident response policy\n\nEvery SEV1 has a review within"
    " 5 business days.\n\n## Roles\n\nThe lead ...\n",
}


@pytest.mark.parametrize("what", NO_INCIDENTS)
def test_what_only_speaks_of_incidents_is_none(what) -> None:
    path = f"docs/incidents/{what.replace(' ', '-')}.md"
    entries = read_incidents(NO_INCIDENTS[what], path=path, kind="postmortem").entries
    standings = {entry.standing for entry in entries}
    assert standings <= {"template", "not_an_incident"}


def test_an_entry_may_not_know_its_day() -> None:
    text = (
        "# Log\n\n## 2022-05-03 Mill stopped\n\nDown.\n\n"
        "## 2021-12-?? Road closed\n\nNo carts came through.\n"
    )
    entries = read_incidents(text, path="INCIDENTS.md", kind="incident_log").entries
    assert [entry.occurred_on for entry in entries] == [date(2022, 5, 3), None]


def test_a_page_of_what_others_wrote_tells_of_none() -> None:
    hosts = (
        "mill.example",
        "kiln.example",
        "loom.example",
        "pump.example",
        "x.example",
    )
    lines = [
        f"- [Outage of {host}](https://{host}/{n}) - all was down on 2021-05-0{n}"
        for n, host in enumerate(hosts, start=1)
    ]
    assert standings(lines) == ["not_an_incident"]
    tools = [f"- [2021-05-0{n} Outage](https://docs.example/{n})" for n in range(1, 8)]
    tools += [line.replace("all was down on ", "") for line in lines[:3]]
    assert "not_an_incident" not in standings(tools)
    own = [f"- [2021-05-0{n} Outage](2021-05-0{n}.md)" for n in range(1, 6)]
    assert standings(own) == ["index"] * 5


def entries_of(lines: list[str]) -> IncidentReading:
    text = "# Incident index\n\n" + "\n".join(lines) + "\n"
    return read_incidents(text, path="docs/incidents.md", kind="incident_log")


def test_links_to_where_a_team_keeps_its_write_ups_are_its_own() -> None:
    hosts = ("notion.so", "docs.google.com", "mill.atlassian.net", "github.com", "x.io")
    lines = [
        f"- [Mill stopped on {n} March 2024](https://{host}/{n})"
        for n, host in enumerate(hosts, start=1)
    ]
    days = [entry.occurred_on for entry in entries_of(lines).entries]
    assert days == [date(2024, 3, n) for n in range(1, 6)]


HOUSES = [f"- [Mill stopped](https://{x}.example/1), 2024-03-05" for x in "abcde"]


def test_links_with_a_day_and_a_severity_are_its_own() -> None:
    entries = entries_of([f"{line} (SEV2)" for line in HOUSES]).entries
    assert [entry.standing for entry in entries] == ["index"] * 5
    assert {entry.severity for entry in entries} == {2}


def test_a_table_beside_links_to_others_is_kept() -> None:
    table = [
        "| Incident | Date | Severity |",
        "|--|--|--|",
        "| Mill | 2024-03-05 | 2 |",
    ]
    reading = entries_of([*table, "", *HOUSES])
    assert [entry.title for entry in reading.entries] == ["Mill"]
    (left_out,) = reading.unreadable
    assert (left_out.line, left_out.reason) == (
        7,
        "taken for links to write-ups of others",
    )


LINKS = "\n".join(
    f"- [The wheel of {host}](https://{host}.example/wheel)"
    for host in ("mill", "kiln", "loom", "pump", "barn")
)


@pytest.mark.parametrize(
    "text",
    [
        f"# Postmortem: mill stopped on 2024-03-05\n\n{LINKS}\n",
        f"# Mill stopped\n\nIt was down for an hour.\n\n## References\n\n{LINKS}\n",
        f"# Mill stopped\n\nIt was down for an hour.\n\n## See also\n\n{LINKS}\n",
        f"# Mill stopped\n\n## Impact\n\nAll.\n\n## Root cause\n\n{LINKS}\n",
        f"# Mill stopped\n\nIt was down from 10:05 to 11:00 UTC.\n\n{LINKS}\n",
        f"# Incidents\n\n{LINKS.replace('[The', '[2024-03-05 The')}\n",
    ],
    ids=["day", "references", "see also", "parts", "times", "dated links"],
)
def test_a_write_up_with_many_links_is_none_of_others(text) -> None:
    assert not lists_others(read_document(text).root)
    alone = read_document(f"# Worth reading\n\n{LINKS}\n")
    assert lists_others(alone.root)


def standings(lines: list[str]) -> list[str]:
    text = "# Failure stories\n\nWorth reading.\n\n" + "\n".join(lines)
    reading = read_incidents(text, path="postmortems.md", kind="incident_log")
    return [entry.standing for entry in reading.entries]
