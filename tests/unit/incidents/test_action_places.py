"""Action items are found by their heading, or by their own form where it has none."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.tasks import asks, is_action_table


def texts(body, *, name="pm/x.md", top=""):
    text = f"{top}# Outage on 2024-01-02\n\n## Summary\n\nIt broke.\n\n{body}\n"
    [entry] = read_incidents(text, path=name).entries
    return [item.text for item in entry.action_items]


@pytest.mark.parametrize(
    "body",
    [
        "## Notes\n\n- [ ] Mend it",
        "## Remediation\n\n- OPS-1 Mend it",
        "## Remediation\n\n- Mend it by replacing the disk",
        "## Long-term fixes\n\n- Mend it",
        "## So what now?\n\n- Mend it",
        "## What are we changing?\n\n• Mend it",
        "## What we learned\n\nTo prevent this, we will:\n\n- Mend it",
        "**Next steps:** Mend it.",
        "## Actions\n\n### Storage\n\n*Done*: Mend it.",
        "## Actions\n\n- Storage\n  - Mend it",
        "## Actions\n\n1. **Storage**\n   - Mend it",
        "| Follow-up | Owner |\n|---|---|\n| Mend it | Ana |",
        "||What|Who|When|\n|-|-|-|-|-|\n|✅|Mend it|Ana|2024-02-03|",
        "## Actions\n\n* P0 - Soon\n\n| Action | Owner |\n|--|--|\n| Mend it | |",
        "## Remediation\n\n| Bug | Title | State |\n|-|-|-|\n| X-1 | Mend it | Open |",
        "| What | Words |\n|--|--|\n| Impact | All |\n| Follow-up | Mend it |",
        "## Actions\n\n- Prevent\n  - Mend it, all of it",
        "## Actions\n\n```\n[ ] Mend it\n```",
        "**Next?** Mend it",
        "## Remediation\n\nWe have already:\n\n- Mend it",
        "## Aftermath\n\nThe following measures have been taken:\n\n- Mend it",
        "## Loose ends\n\n- Mend it",
        "## Measures already implemented\n\n- Mend it",
        "Remediation:\n\n- Mend it (not started)",
    ],
)
def test_an_action_item_is_told_by_its_place_or_its_form(body) -> None:
    [item] = texts(body)
    assert item.startswith(("Mend it", "OPS-1 Mend it", "Done: Mend it"))


@pytest.mark.parametrize(
    "body",
    [
        "## Severity\n\n- [ ] Sev1\n- [x] Sev2",
        "## Review checklist\n\n- [x] Timeline is complete",
        "## Timeline\n\n| Time | Action | Owner |\n|--|--|--|\n| 10:01 | Wait | Ana |",
        "Remediation:\n\n- Restarted it\n- Switch replaced",
        "## Mitigations\n\n- It has been restarted\n- It has been drained",
        "## Why\n\nSteps to keep this from happening again:\n\n- There was no alert",
        "## Remediation\n\n- We restarted it\n- Add a disk",
        "## Lessons\n\n- Add disks sooner",
        "## What happened\n\nWe took the following actions:\n\n- Restart it",
        "## Response actions\n\n- Restarted it",
        "## Actions\n\nNote all times are in UTC.",
        "## Mitigation steps performed\n\n- [x] Restart it",
        "## Actions taken to resolve it\n\n- Switch replaced",
        "## Fix\n\n| Jira | Title |\n|-|-|\n| X-1 | Restart it |",
        "## Services\n\n| Service | Owner | Status |\n|--|--|--|\n| Queue | Ana | up |",
    ],
)
def test_choices_stories_and_other_tables_are_no_action_items(body) -> None:
    assert texts(body) == []


def test_front_matter_may_hold_them_with_owner_state_and_ticket() -> None:
    top = (
        "---\nresolvedAt: 2024-01-02T10:00:00Z\nactionItems:\n"
        "  - text: Mend it\n    owner: ana\n    status: done\n    issue: '#7'\n"
        "  - Watch it\n---\n"
    )
    text = f"{top}# Outage on 2024-01-02\n\nIt broke.\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    first, second = entry.action_items
    assert (first.text, first.status, first.owner_id) == ("Mend it", "done", "ana")
    assert (first.linked_items, first.line) == (((None, 7),), 4)
    assert (second.text, second.status) == ("Watch it", "unknown")
    assert str(entry.restored_at) == "2024-01-02 10:00:00+00:00"


def test_prose_without_such_a_place_has_its_promises() -> None:
    text = (
        "# Outage on 2024-01-02\n\nIt was down for an hour. We added a disk and it came"
        " back.\n\nTo keep this from happening again, we have added an alert. We will"
        " also add disks. Sorry for the trouble!\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    states = [item.status for item in entry.action_items]
    assert states == ["done", "open"]


@pytest.mark.parametrize(
    ("lead", "status"),
    [
        ("We are doing the following:", "open"),
        ("We have made these changes:", "done"),
        ("Since then we have:", "done"),
        ("We will also be:", "open"),
        ("We have identified several changes that make it rarer.", "open"),
        ("**Next steps:** We are sorry. In this case this includes:", "open"),
        ("Firstly, we stopped all releases and will implement these changes:", "open"),
    ],
)
def test_the_words_before_a_list_say_whether_it_is_done(lead, status) -> None:
    text = f"# Outage on 2024-01-02\n\n## What we are doing\n\n{lead}\n\n1. Mend it\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [item.status for item in entry.action_items] == [status]


def test_what_stands_below_already_is_done() -> None:
    body = "Already in 2.4:\n\n- smaller pages\n\nTo come:\n\n- a quota\n"
    text = f"# Outage on 2024-01-02\n\n## Patches\n\n{body}"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [item.status for item in entry.action_items] == ["done", "open"]
    [other] = read_incidents(text.replace("2.4", "line"), path="pm/x.md").entries
    assert [item.status for item in other.action_items] == ["open"]


@pytest.mark.parametrize(
    "name", ["– KJ", "Pim, for the team", "Keep well,\nPim", "Mila Dorn\nHead of ops"]
)
def test_who_signs_it_is_no_action_item(name) -> None:
    body = f"We will add a probe.\n\nWe are sorry.\n\n{name}"
    text = f"# Outage on 2024-01-02\n\n## Next steps\n\n{body}\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [item.text for item in entry.action_items] == ["We will add a probe."]


@pytest.mark.parametrize("lead", ["We keep them in a tracker.", "In the tracker:"])
def test_the_only_item_of_a_list_is_no_signature(lead) -> None:
    assert texts(f"## Next steps\n\n{lead}\n\n- Pump Alarms\n") == ["Pump Alarms"]
    assert texts(f"## Next steps\n\n- Mend it\n\n{lead}\n\n- Pump Alarms\n") == [
        "Mend it",
        "Pump Alarms",
    ]


def test_what_has_been_done_and_is_now_so_is_no_response() -> None:
    body = "- The job has been split\n- It no longer writes to the archive"
    assert len(texts(f"## Mitigations\n\n{body}")) == len(body.splitlines())


def test_sentences_and_lines_that_are_counted_are_an_item_each() -> None:
    body = "First, we will mend it. Second, the queue gets a limit. It is a long one."
    assert texts(f"## Next\n\n{body}") == [
        "First, we will mend it.",
        "Second, the queue gets a limit.",
    ]
    lines = "AP1 (KL): Mend it. CLOSED\nAP2 (all): Watch it. OPEN"
    assert len(texts(f"## Actions\n\n{lines}")) == len(lines.splitlines())


def test_a_line_of_a_log_says_what_to_do_next_time() -> None:
    text = (
        "2024-01-02  mail down, the disk was full. cleared it\n"
        "            -> next time mount it apart\n            -> TODO alarm, #3\n\n"
        "2024-01-05  web outage for an hour\n            cause: an old certificate\n\n"
        "2024-01-09  mail outage again\n            done: moved it. still open: alarm\n"
    )
    read = read_incidents(text, path="docs/ops.txt", kind="incident_log").entries
    states = [[item.status for item in one.action_items] for one in read]
    assert states == [["unknown", "open"], [], ["done", "open"]]
    assert "root_cause" in read[1].parts


def test_the_ticket_of_a_promise_stands_in_the_sentence_after_it() -> None:
    body = "## What's next\n\nWe'd like to add a check. This is tracked in #12.\n"
    text = f"# Outage on 2024-01-02\n\n{body}"
    [entry] = read_incidents(text, path="pm/x.md").entries
    [item] = entry.action_items
    assert (item.status, item.linked_items) == ("open", ((None, 12),))


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        ("Add an alert", True),
        ("AI-1: Fix the limit", True),
        ("OPS-12 document it", True),
        ("Please check it", True),
        ("Alerts were late", False),
        ("Added an alert", False),
        ("We add an alert", False),
    ],
)
def test_an_order_begins_with_its_verb(text, is_order) -> None:
    assert asks(text) is is_order


@pytest.mark.parametrize(
    ("header", "is_of_actions"),
    [
        (("Action", "Owner"), True),
        (("What", "Who", "By when"), True),
        (("Description", "Assignee", "Due"), True),
        (("Action", "Type"), False),
        (("Time", "Action", "Owner"), False),
        (("Service", "Owner", "Status"), False),
        (("Date", "Incident", "Severity", "Status"), False),
    ],
)
def test_columns_tell_a_table_of_action_items(header, is_of_actions) -> None:
    assert is_action_table(header) is is_of_actions


def states(body):
    text = f"# Outage on 2024-01-02\n\n## Summary\n\nIt broke.\n\n{body}\n"
    [entry] = read_incidents(text, path="pm/x.md", kind="postmortem").entries
    return [(item.status, item.text) for item in entry.action_items]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## Next steps\n\n- Mend it", [("open", "Mend it")]),
        ("## What's next\n\n- Mend it", [("open", "Mend it")]),
        ("## What we're doing about it\n\n- Mend it", [("open", "Mend it")]),
        ("## Action items\n\n- Mend it", [("unknown", "Mend it")]),
        (
            "## Actions\n\n- Mend it\n  - Done in #12",
            [("done", "Mend it")],
        ),
        (
            "## Actions\n\n- Mend it [#1](https://x.example/1) Done",
            [("done", "Mend it #1 Done")],
        ),
        ("## Actions\n\n- Mend it → done by Bo on the 20th", None),
        ("## Actions\n\n- Mend it. This is a work in progress.", None),
        ("## Actions\n\n- I test it. I have already mended two.", None),
        ("## Actions\n\n- Mend it (whatever we would like to be better at)", None),
        ("## Completed\n\n- Mend it\n\n## Outstanding\n\n- Test it", None),
        ("## Actions\n\n### 1. Mend it\n\nOwner: Bo\nStatus: Complete\n", None),
    ],
)
def test_the_state_of_an_item_by_its_place_and_its_words(body, found) -> None:
    told = states(body)
    if found is not None:
        assert [
            (state, text.split(" (")[0].rstrip(". ")) for state, text in told
        ] == found
        return
    expected = {
        "Bo on": ["done"],
        "work in": ["open"],
        "already": ["done"],
        "whatever": ["unknown"],
        "Outstanding": ["done", "open"],
        "Owner": ["done"],
    }
    wanted = next(states for words, states in expected.items() if words in body)
    assert [state for state, _ in told] == wanted


def test_sentences_that_only_announce_or_take_leave_are_no_items() -> None:
    body = (
        "## Next steps\n\nWe will be taking several steps to prevent this.\n\n"
        "First, we will mend the tool. This will be done by June.\n\n"
        "This incident has led to a change in how we think.\n\n"
        "We will do everything we can.\n\nSincerely,\nThe team"
    )
    assert states(body) == [
        ("open", "First, we will mend the tool. This will be done by June.")
    ]


def test_a_table_s_cell_may_hold_several_items() -> None:
    text = (
        "# Incident log\n\n| Date | Title | Cause | Follow-up |\n|--|--|--|--|\n"
        "| 2024-03-05 | Search empty | alias | ✅ mend it; ❌ test it |\n"
    )
    [entry] = read_incidents(text, path="ops/log.md", kind="incident_log").entries
    assert [(i.status, i.text) for i in entry.action_items] == [
        ("done", "mend it"),
        ("open", "test it"),
    ]


def test_the_lines_of_a_response_are_no_items_of_a_remediation() -> None:
    body = "## How did we respond?\n\n- 15:15 UTC – it began\n- 16:40 UTC – partial fix"
    assert states(body) == []


def test_a_table_in_html_is_read_like_any_other() -> None:
    rows = "".join(
        f"<tr><td>{what}</td><td><b>{who}</b></td><td>{state}</td></tr>\n"
        for what, who, state in (
            ("A mirror", "ABC team", "Done"),
            ("A guide", "", "Open"),
        )
    )
    text = (
        "# Outage on 5 May 2021\n\n## What we're doing next\n\n<table>\n"
        "<thead><tr><th>Action</th><th>Owner</th><th>State</th></tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    told = [(one.text, one.status, one.line) for one in entry.action_items]
    assert told == [("A mirror", "done", 8), ("A guide", "open", 9)]


def test_a_label_in_front_tells_what_is_next() -> None:
    text = (
        "# Outage on 5 May 2021\n\n## What's changed / what's next\n\n"
        "- *Changed:* three times the servers\n- *Next:* a cache at the edge\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [one.status for one in entry.action_items] == ["done", "open"]


@pytest.mark.parametrize(
    "body",
    [
        "(1) mend it, (2) test it, and (3) look at it.",
        "Mend it\nTest it\nLook at it",
        "4.1 Mend it\n4.2 Test it\n4.3 Look at it",
        "**Mend it.** Soon.\n\n**Test it.** In May.\n\n**Look at it.** Twice.",
    ],
)
def test_a_list_without_bullets_has_its_items_all_the_same(body) -> None:
    found = texts(f"## Actions\n\n{body}")
    assert [text.split()[0].lower() for text in found] == ["mend", "test", "look"]


def test_a_column_of_days_on_which_things_were_done_tells_what_is_left() -> None:
    rows = "| Mend it | 2024-02-01 | 2024-01-20 |\n| Test it | 2024-03-01 | |\n"
    table = f"| Action | Due | Completed on |\n|--|--|--|\n{rows}"
    [entry] = read_incidents(
        f"# Outage on 2024-01-02\n\n## Actions\n\n{table}", path="pm/x.md"
    ).entries
    assert [item.status for item in entry.action_items] == ["done", "open"]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("~~Mend it~~ [#4](https://github.com/acme/x/issues/4)", "done"),
        ("~~Mend it~~ acme/some-repository-with-a-long-name#4", "done"),
        ("~~Mend~~ Replace the disk and all that hangs on it", "unknown"),
        ("<s>Mend it</s> - OPS-4", "done"),
        ("Mend it (doing)", "open"),
        ("Add a check that will be run each night", "unknown"),
        ("Allow alerts to be sent by mail", "unknown"),
        ("In the meantime we replaced the disk", "done"),
        ("First, as a first aid, we have replaced the disk", "done"),
    ],
)
def test_an_item_says_its_state_beside_its_ticket(line, status) -> None:
    text = f"# Outage on 2024-01-02\n\n## Actions\n\n- {line}\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [item.status for item in entry.action_items] == [status]


def test_lists_by_when_they_are_due() -> None:
    body = (
        "## Remediation\n\nImmediate:\n\n- Introduced a brake\n\n"
        "In the coming weeks:\n\n- a brake per wheel\n- Drill, monthly"
    )
    assert texts(body) == ["Introduced a brake", "a brake per wheel", "Drill, monthly"]
    done = "## Remediation\n\nImmediate:\n\n- Introduced a brake at noon"
    assert texts(done) == []


def test_words_before_a_list_may_be_broken_into_lines() -> None:
    body = "## Looking back\n\nIt took us long. Our\nplan on this:\n\n- Oil the wheel"
    assert texts(body) == ["Oil the wheel"]


def test_what_readers_are_asked_for_is_no_item() -> None:
    body = (
        "## What we'll do\n\n- We will oil it\n\n"
        "Contact the mill if you have lost your flour."
    )
    assert texts(body) == ["We will oil it"]
    story = (
        "In this post, we will tell all of it, and then we'll look at the next steps."
    )
    assert texts(story) == []


def test_updates_below_a_write_up_hold_no_items() -> None:
    body = (
        "## What we'll do\n\nWe will oil it.\n\n---\n\n"
        "Posted Jan 9, 2024 - 17:02 UTC\n\n"
        "**Resolved**  \nWheels are turning again.  \nJan 2, 22:03 UTC\n\n"
        "**Monitoring**  \nWe're watching the wheel.  \nJan 2, 20:41 UTC"
    )
    assert texts(body) == ["We will oil it."]


@pytest.mark.parametrize(
    "lead",
    [
        "Later:",
        "Later on:",
        "In the following days:",
        "Over the next weeks:",
        "The plan was:",
        "The migration plan was:",
        "Our plan for the move was:",
        "A migration plan for the mill:",
    ],
)
def test_a_list_of_what_came_then_holds_no_items(lead) -> None:
    assert texts(f"{lead}\n\n- Check all wheels\n- 300 sacks were lost") == []
