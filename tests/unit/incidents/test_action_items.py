"""Action items come with owner, day, links and the state that the text gives."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.owners import perhaps_owners


def items(body, heading="## Action items"):
    text = f"# Outage on 2024-01-02\n\n## Summary\n\nIt broke.\n\n{heading}\n\n{body}\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    return entry.action_items


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("- Mend it", "unknown"),
        ("- [ ] Mend it", "open"),
        ("- [x] Mend it", "done"),
        ("- ~~Mend it~~", "done"),
        ("- ✅ Mend it", "done"),
        ("- Mend it ✅", "done"),
        ("- ❌ Mend it", "open"),
        ("- Mend it (done)", "done"),
        ("- Mend it (partly done)", "open"),
        ("- Mend it (partially addressed)", "open"),
        ("- Mend it, only partly addressed", "open"),
        ("- Mend it (in progress)", "open"),
        ("- Mend it - done in #12", "done"),
        ("- Mend it. Fixed in https://github.com/a/b/pull/3", "done"),
        ("- **DONE** Mend it", "done"),
        ("- DONE: mend it", "done"),
        ("- TODO: mend it", "open"),
        ("- [TODO] mend it", "open"),
        ("- Mend it — **open**", "open"),
        ("- Mend it (not done)", "open"),
        ("- [ ] ~~Mend the pump~~ the landlord has one", "done"),
        ("- ~~Mend the pump~~ Buy another", "unknown"),
        ("- Mend it (landed on Sunday)", "done"),
        ("- Mend it (to be shipped in May)", "open"),
        ("- Mend it — Done; the makers asked for it", "done"),
        ("- on-going - mend it", "open"),
        ("- Working on a spare pump", "open"),
        ("- Pressure to be lowered to 9 bar (service window, 2021-05-13)", "open"),
        ("- The limit can be lowered to 9 bar", "unknown"),
        ("- Put in place a lock on the valve", "unknown"),
        ("- Valves. The old one leaked, and a swap is planned", "open"),
        ("- Pump 2.1 installed in all cellars (3-May)", "done"),
        ("- The makers have patched theirs", "done"),
        ("- The pump no longer runs at night", "done"),
        ("- Look whether the makers have patched theirs", "unknown"),
        ("- The pump should no longer run at night", "unknown"),
        ("- Problem record opened for the pump", "unknown"),
        ("- Make sure that a bug is fixed in staging first", "unknown"),
        ("- Alert when a job is not closed", "unknown"),
        ("- Check what is done by whom", "unknown"),
    ],
)
def test_marks_and_words_tell_the_state(line, status) -> None:
    [item] = items(line)
    assert item.status == status
    assert (item.status_quote is None) is (status == "unknown")


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("## Action items (completed)", "done"),
        ("## Completed action items", "done"),
        ("## Action items in progress", "open"),
        ("## Planned action items", "open"),
        ("## Actions to be taken", "open"),
        ("## What we should do", "open"),
        ("## What I think we'd do", "open"),
        ("## Action items\n\nand we are planning to\n", "open"),
        ("## Action items\n\nStill to do, if money is left:\n", "open"),
        ("## Action items\n\nThe action plan is:\n", "open"),
        ("## Action items\n\nWe have also\n", "unknown"),
        ("## Measures taken and planned", "unknown"),
        ("## Action items to complete before the next release", "unknown"),
    ],
)
def test_a_heading_gives_the_state_of_all_its_items(heading, status) -> None:
    assert {item.status for item in items("- Mend it\n- Watch it", heading)} == {status}


def test_the_mark_of_an_item_counts_more_than_its_heading() -> None:
    assert [
        i.status for i in items("- [ ] Mend\n- Watch", "## Action items (done)")
    ] == [
        "open",
        "done",
    ]


def test_owner_day_and_links_are_taken_out_of_the_words() -> None:
    [item] = items(
        "- Add a canary (owner: @ana, due 2024-10-15), see acme/infra#7 and #8"
    )
    assert item.text == "Add a canary, see acme/infra#7 and #8"
    assert (item.owner_as_written, item.owner_id) == ("@ana", "ana")
    assert item.due_on == date(2024, 10, 15)
    assert item.linked_items == (("acme/infra", 7), (None, 8))
    assert item.line == 9


@pytest.mark.parametrize(
    ("line", "owner", "owner_id"),
    [
        ("- Mend it — @ana", "@ana", "ana"),
        ("- @ana to mend it", "@ana", "ana"),
        ("- Mend it (owner: Platform team)", "Platform team", "platform-team"),
        ("- Mend it. Owner: Bo", "Bo", "bo"),
        ("- Mend it (assigned to @acme/sre)", "@acme/sre", "acme/sre"),
        ("- Tell the owners about it", None, None),
        ("- Mend it (owner: TBD)", None, None),
        ("- Mend it (owner: Nobody yet)", None, None),
        ("- Mend it (owner: Nobody Important)", "Nobody Important", "nobody-important"),
        ("| What | Owner |\n|---|---|\n| Mend it all | nobody yet |", None, None),
        ("| What | Owner |\n|---|---|\n| Mend it all | not assigned |", None, None),
        ("| What | Owner |\n|---|---|\n| Mend it all | ada |", "ada", "ada"),
        ("- Mail ops@acme.example", None, None),
    ],
)
def test_an_owner_is_a_login_or_a_role_as_written(line, owner, owner_id) -> None:
    [item] = items(line)
    assert (item.owner_as_written, item.owner_id) == (owner, owner_id)


def test_the_columns_of_a_table_tell_what_is_what() -> None:
    found = items(
        "| Action | Owner | Ticket | Due | Status |\n"
        "|---|---|---|---|---|\n"
        "| Mend it | @ana | [#4](https://github.com/a/b/issues/4) | 2024-02-01 | Done "
        "|\n"
        "| Watch it | Ops | | 3 March | In progress |\n"
        "| Tell it | | n/a **TODO** | | |\n"
        "| | | | | |\n"
    )
    assert [(i.text, i.owner_id, i.due_on, i.status) for i in found] == [
        ("Mend it", "ana", date(2024, 2, 1), "done"),
        ("Watch it", "ops", date(2024, 3, 3), "open"),
        ("Tell it", None, None, "open"),
    ]
    assert found[0].linked_items == (("a/b", 4),)


@pytest.mark.parametrize(
    "body",
    [
        "- **Action items:**\n  - Mend it\n  - Watch it (done)",
        "**Follow-ups:**\n\n- Mend it\n- Watch it (done)",
        "Action items: Mend it (open); Watch it (done)",
        "Next steps:\n* Mend it\n* Watch it — done",
    ],
)
def test_items_are_found_below_a_label_or_in_one_line(body) -> None:
    text = f"# Outage on 2024-01-02\n\nIt broke.\n\n{body}\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [item.text for item in entry.action_items] == ["Mend it", "Watch it"]
    assert [item.status for item in entry.action_items][1] == "done"
    assert "action_items" in entry.parts


@pytest.mark.parametrize(
    "body", ["None", "- N/A", "TBD", "- [ ]", "-", "<!-- add some -->"]
)
def test_nothing_to_do_is_no_item(body) -> None:
    assert items(body) == ()


def test_lists_of_other_parts_are_no_action_items() -> None:
    body = "## Impact\n\n- Some\n\n## Lessons learned\n\n- Much\n"
    text = f"# Outage on 2024-01-02\n\n{body}"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert entry.action_items == ()


def test_a_group_gives_way_to_its_items_and_an_item_takes_its_own_fields() -> None:
    found = items(
        "- Prevention:\n"
        "  - Add a test\n"
        "  - Watch the queue (done)\n"
        "- Mend it\n"
        "  - Owner: Ana\n"
        "  - Status: Done\n"
        "  - Due: 2024-03-01\n"
    )
    assert [(i.text, i.status, i.owner_id, i.due_on) for i in found] == [
        ("Add a test", "unknown", None, None),
        ("Watch the queue", "done", None, None),
        ("Mend it", "done", "ana", date(2024, 3, 1)),
    ]


def test_a_heading_with_words_below_is_an_item_and_one_with_a_list_is_a_group() -> None:
    found = items("### Rewrite it\n\nSoon.\n\n### Short term\n\n1. Buy disks\n")
    assert [item.text for item in found] == ["Rewrite it", "Buy disks"]


@pytest.mark.parametrize(
    "line",
    [
        "- None recorded yet, we'll talk about it on Monday",
        "- none so far",
        "- No actions were agreed",
        "- Nothing to do",
    ],
)
def test_words_that_nothing_is_to_be_done_are_no_action_item(line) -> None:
    assert items(line) == ()


def test_an_item_is_not_cut_inside_of_a_bracket() -> None:
    [item] = items("- Test the idle timeout (Ada, #12). Done.")
    assert (item.text, item.status) == (
        "Test the idle timeout (Ada, #12). Done.",
        "done",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada: page on failures of the importer", ["Ada"]),
        ("Page on failures of the importer -- Ada Byron", ["Ada Byron"]),
        ("Page on failures (Ada, #12)", ["Ada"]),
        ("Ada writes to the supplier", ["Ada"]),
        ("Docs: say how to restart", ["Docs"]),
        ("page on failures of the importer", []),
    ],
)
def test_where_a_name_may_stand_is_told_and_left_to_whoever_knows_the_people(
    text, expected
) -> None:
    assert perhaps_owners(text) == expected


def test_a_given_name_in_the_same_place_of_several_items_is_an_owner() -> None:
    found = items(
        "- [x] Restart on failure (Nadia)\n- [ ] A second disk (Oleg, before 7.1)"
    )
    assert [one.owner_id for one in found] == ["nadia", "oleg"]


@pytest.mark.parametrize(
    "body",
    [
        "- Restart on failure (Nadia)\n- A second disk\n- A third one",
        "- An alert (Grafana)\n- A dashboard (Prometheus)",
        "- Restart quasar (Quasar)\n- Replace it - (Lumen)",
        "- Say how to restart ([Issue](https://example.org/1))\n- More ([Issue](x))",
    ],
)
def test_a_word_where_a_name_may_stand_is_no_owner_by_itself(body) -> None:
    assert {one.owner_id for one in items(body)} == {None}


def test_whoever_the_write_up_names_among_its_people_may_own_an_item() -> None:
    text = (
        "# Outage on 2024-01-02\n\nAuthors: nadia42, oleg@example.org\n\n"
        "## Summary\n\nIt broke.\n\n## Action items\n\n"
        "- [ ] (nadia42) restart on failure\n- [ ] a second disk (oleg)\n"
        "- a third (disk)\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [one.owner_id for one in entry.action_items] == ["nadia42", "oleg", None]


def test_what_is_struck_out_and_will_not_be_done_is_not_done() -> None:
    head = "| Item | Owner | State |\n|--|--|--|\n"
    table = f"{head}| ~~Rewrite it~~ | nobody yet | won't do |"
    [one] = items(table)
    assert (one.status, one.status_quote, one.owner_id) == ("unknown", "won't do", None)
    [one] = items("- ~~Rewrite it~~ won't do")
    assert one.status == "unknown"


def test_a_duration_and_the_answer_to_a_question_are_no_items() -> None:
    assert not items("- **Time to fix**: 4 hours", heading="## Facts")
    assert not items("- [x] No\n- [ ] Yes", heading="## Was data lost?")


def test_a_verb_alone_above_boxes_names_a_group() -> None:
    found = items("- Prevent\n  - [x] Fewer rights\n- Repair\n  - [ ] Give them back")
    assert [one.text for one in found] == ["Fewer rights", "Give them back"]


def test_a_bold_name_after_a_dash_is_the_owner() -> None:
    found = items("- Fewer rights — **KT**, due 2024-11-15\n- A guide — **done**")
    assert [one.owner_id for one in found] == ["kt", None]


def test_who_owns_one_item_owns_what_a_sentence_says_of_them() -> None:
    found = items(
        "- Restart (Nadia) – merged\n- A disk (Oleg)\n- A guide. Oleg writes it"
    )
    assert [one.owner_id for one in found] == ["nadia", "oleg", "oleg"]


def test_timed_lines_of_what_was_done_are_no_items() -> None:
    body = "* 09:00 workers off\n* 11:30 check the shelf"
    assert not items(body, heading="## What did we do")


def test_a_column_for_all_else_may_end_with_a_state() -> None:
    head = "| Action item | Kind | Owner | Notes |\n|--|--|--|--|\n"
    rows = "| Oil it | prevent | ana | TODO |\n| Open it | todo list | bo | see below |"
    assert [one.status for one in items(head + rows)] == ["open", "unknown"]


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("waits for oil - still TODO", "open"),
        ("in progress", "open"),
        ("Done", "done"),
        ("done in #12", "done"),
        ("was on the TODO list before, now DONE", "done"),
        ("No longer TODO", "unknown"),
        ("said in the mill, not TODO", "unknown"),
        ("stands instead of the old TODO", "unknown"),
        ("done by hand so far", "unknown"),
    ],
)
def test_what_stands_out_in_such_a_column_is_the_state(cell, status) -> None:
    rows = f"| Action item | Owner | Notes |\n|--|--|--|\n| Oil it | ana | {cell} |"
    assert [one.status for one in items(rows)] == [status]


def test_more_than_so_many_percent_is_no_state() -> None:
    found = items("- Alert when it is >80%\n- Alert when it is > 80%")
    assert {one.status for one in found} == {"unknown"}


@pytest.mark.parametrize(
    "beside", ["Low, not started", "Timber, not started", "Mill Wheel, merged"]
)
def test_a_word_before_a_state_in_brackets_is_no_owner(beside) -> None:
    [one] = items(f"- Oil it ({beside})")
    assert one.owner_id is None


def test_a_login_may_have_a_dot() -> None:
    [one] = items("- [ ] Oil it @rosa.lind.")
    assert one.owner_id == "rosa.lind"


def test_it_is_told_in_the_next_sentence_that_it_is_done() -> None:
    found = items("We will oil it. We need to have a bell. That's already live.")
    assert [one.status for one in found] == ["open", "done"]
