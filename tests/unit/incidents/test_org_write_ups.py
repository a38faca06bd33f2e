"""Write-ups in Org mode."""

from __future__ import annotations

from datetime import date

from pipelines.read.incidents import read_incidents
from pipelines.read.org import from_org

TEXT = """\
#+TITLE: Outage of the archive server, 2021-04-07
#+STARTUP: showall
* Overview
The archive could not be reached on April 7. See [[https://wiki.example/x][the wiki]].
:PROPERTIES:
:Severity: 2
:END:
* Timeline (UTC)
|-------+---------------------|
| Time  | What                |
|-------+---------------------|
| 10:00 | disk full, alert    |
| 10:20 | Rahel looks at it   |
| 11:00 | service is restored |
|-------+---------------------|
* Root cause
=/var= was full.
#+BEGIN_SRC sh
* not a heading
#+END_SRC
* Follow-ups
** TODO [#A] Add an alert for =/var=  :ops:
   DEADLINE: <2021-05-01 Sat>
** DONE Rotate the logs
   CLOSED: [2021-04-08 Thu 09:00]
** CANCELLED Buy a disk
- [X] Tell the users
"""


def test_headings_tables_and_tasks_of_org_mode_are_read():
    [entry] = read_incidents(TEXT, path="docs/incidents/a.org").entries
    assert entry.parts == ("summary", "timeline", "root_cause", "action_items")
    assert entry.occurred_on == date(2021, 4, 7)
    assert entry.severity == 2
    assert f"{entry.restored_at:%H:%M}" == "11:00"
    told = [(one.text, one.status, one.due_on) for one in entry.action_items]
    assert told == [
        ("Add an alert for `/var`", "open", date(2021, 5, 1)),
        ("Rotate the logs", "done", None),
        ("Buy a disk (won't do)", "unknown", None),
        ("Tell the users", "done", None),
    ]


def test_every_line_stays_where_it_is():
    assert from_org(TEXT).count("\n") == TEXT.count("\n")


def test_rows_without_a_header_are_items():
    rows = "| 10:00 | disk full |\n| 10:20 | all good |"
    assert from_org(rows) == "- 10:00 disk full\n- 10:20 all good"
