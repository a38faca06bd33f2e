"""Owners of action items, by their own words and by the people of the write-up."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.read.incidents import read_incidents


def entry(items, *, top="", story=""):
    text = (
        f"# Outage of search on 2022-03-04\n\n{top}\n\n## Summary\n\nSearch was down. "
        f"{story}\n\n## Action items\n\n{items}\n"
    )
    [found] = read_incidents(text, path="docs/incidents/a.md").entries
    return found


def owners(items, **more):
    return [item.owner_id for item in entry(items, **more).action_items]


@pytest.mark.parametrize(
    ("items", "more", "expected"),
    [
        (
            "- Mira: raise the limit\n- Crystal: tell support",
            {"top": "**Incident commander**: Mira"},
            ["mira", "crystal"],
        ),
        (
            "- mira: raise the limit\n- jon: write a runbook",
            {"story": "@mira and @jon looked at it."},
            ["mira", "jon"],
        ),
        (
            "- [ ] Raise it - mkolb\n- [ ] Write it - tjansen - https://x.example/1\n"
            "- [ ] Tell the users",
            {},
            ["mkolb", "tjansen", None],
        ),
        (
            "- Raise the limit (done, mkolb)\n- Write a runbook — TODO tj42",
            {"story": "@mkolb and @tj42 looked at it."},
            ["mkolb", "tj42"],
        ),
        (
            "- Inform customers — done by Yuki Mar 9\n- Write a runbook",
            {"top": "Authors: yuki, ben"},
            ["yuki", None],
        ),
        (
            "- [x] Spare valve (Tove) https://x.example/pull/6\n- Alarm (Mei-Ling), "
            "see #4\n- A new liner. Tove to write it down\n- The fan. Makers send it",
            {"top": "### Responders\n\n- Lead: Tove\n- Cellar: Bram, Mei-Ling\n"},
            ["tove", "mei-ling", "tove", None],
        ),
        (
            "- Alarm (closed, tove)\n- Lock (open, assigned tove)\n"
            "- List (closed, bram)\n- Night rota (open, unassigned)\n"
            "- Lamp (open, upstream only)",
            {},
            ["tove", "tove", "bram", None, None],
        ),
        (
            "- Alarm (done, tj42)\n- Lamp (done, untested)",
            {"story": "\n\n    14:20 <tj42> the valve is stuck\n"},
            ["tj42", None],
        ),
        (
            "- Probe it — `@kai` — #12\n- No `@retry` in it\n- Lamp (`@ola`)",
            {"story": "@kai looked at it."},
            ["kai", None, "ola"],
        ),
        (
            "- Use a decorator - `@retry`\n- Add (`@cached`) to the pump\n"
            "- Move it to (`@types/pump`)\n- Lamp (`@ola`)",
            {},
            [None] * 4,
        ),
        (
            "- Mend it: to be done by Mei\n- Lock the valve (@mei)\n"
            "- Raise it: to be done by Jonas",
            {},
            ["mei", "mei", None],
        ),
        (
            "- Raise it (Ruth Olsen; done)\n- Look at it (images team; TBD)\n"
            "- Write it (docs; later)",
            {},
            ["ruth-olsen", "images-team", None],
        ),
        (
            "- Raise it: to be done by Storage Ops, see #7\n"
            "- Write it: to be done by Friday\n- Drain it: to be done by hand\n"
            "- Tell them (Action: B. Marsh, by 2022-04-28)",
            {},
            ["storage-ops", None, None, "b-marsh"],
        ),
        ("- Lock the valve\n  - who: Bo\n  - by: 2022-04-01", {}, ["bo"]),
        ("- Lock (lamp)\n- Ask those who: see below", {}, [None, None]),
        (
            "- Mira to raise the limit\n- Ben will write it. It waits.",
            {"top": "Authors: mira, ben"},
            ["mira", "ben"],
        ),
        (
            "- Raise the limit, assigned to Ada, done\n"
            "- Write it, assigned to the storage team",
            {},
            ["ada", "storage-team"],
        ),
        (
            "- Raise the limit (ben)\n- Write a runbook",
            {"top": "| | |\n|-|-|\n| When | 2022-03-04 |\n| Who | ben, ada |"},
            ["ben", None],
        ),
    ],
)
def test_a_known_name_owns_the_item_that_it_stands_beside(items, more, expected):
    assert owners(items, **more) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            "- Monitoring: raise it\n- Runbooks: write one\n- Support: tell them",
            [None] * 3,
        ),
        (
            "- Alerts: raise it\n- Search: write it\n- Mira: tell us",
            [None, None, "mira"],
        ),
        (
            "- [ ] Raise it - backend\n- [ ] Write it - docs\n- [ ] Tell - sales",
            [None] * 3,
        ),
        (
            "- [ ] Raise it - high\n- [ ] Write it - low\n- [ ] Tell us - later",
            [None] * 3,
        ),
        (
            "- Search to be moved\n- Clients will retry\n- Redis to get a limit",
            [None] * 3,
        ),
        ("- Raise the limit - carefully\n- Write a runbook - short", [None] * 2),
        ("- Raise the limit, done by March\n- Write a runbook", [None] * 2),
    ],
)
def test_a_topic_or_a_rank_owns_nothing(items, expected):
    assert owners(items, top="Authors: mira") == expected


def test_who_did_it_is_no_day_by_which_it_is_due():
    items = "- Inform them — done by Yuki Mar 9\n- Fix it by Friday, 11 March 2022"
    assert [one.due_on for one in entry(items).action_items] == [
        None,
        date(2022, 3, 11),
    ]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            "- TODO raise it (ben)\n- DONE write it\n- WIP tell us",
            ["open", "done", "open"],
        ),
        ("- Todo lists get an owner\n- Done is better than perfect", ["unknown"] * 2),
        ("- versions are pinned in `go.mod` now.", ["done"]),
        ("- Add a check that mails are being sent", ["unknown"]),
        ("- The alert is being rewritten", ["open"]),
        ("- Tell us: will be done in Q3", ["open"]),
        ("- Raise it, assigned to Ada, done\n- Write it, assigned", ["done", "open"]),
        (
            "| Action | Due date |\n|---|---|\n| Lint all | Done, 2022-03-16 |\n"
            "| Add a step | 2022-07-30 |",
            ["done", "open"],
        ),
        (
            "| Action | Due date |\n|---|---|\n| Lint all | 2022-03-16 |\n"
            "| Add a step | 2022-07-30 |",
            ["unknown", "unknown"],
        ),
    ],
)
def test_the_state_of_an_item_is_what_its_own_words_say(items, expected):
    assert [one.status for one in entry(items).action_items] == expected


@pytest.mark.parametrize(
    ("item", "owner"),
    [
        ("Buy spares. Verger to own this", "verger"),
        ("Watch the disk (KP, by end of July 2022)", "kp"),
        ("Watch the disk (UPS, twice)", None),
    ],
)
def test_initials_before_a_day_and_who_is_to_own_it_are_owners(item, owner):
    assert owners(f"- {item}") == [owner]


def test_the_field_behind_a_labelled_item_is_none_itself() -> None:
    text = (
        "# Outage on 2022-03-04\n\nIt broke.\n\n"
        "Action: lock it → #8 (open), owner: Tove"
    )
    [found] = read_incidents(text, path="docs/incidents/a.md").entries
    assert [(i.text, i.owner_id, i.status) for i in found.action_items] == [
        ("lock it → #8", "tove", "open")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "to be done by Q3",
        "to be done by EOD",
        "to be done by Christmas",
        "to be done by End of June",
        "to be done by Sprint 12",
        "will be done by Easter Monday",
        "to be done by Christmas Eve, as agreed",
        "to be done by our team",
        "(Action: Add alert)",
        "(Action: Add Alert, by 2022-04-28)",
        "[action: Upgrade]",
        "(Open; 5/12)",
        "(High; this quarter)",
        "(Blocked, next week)",
        "(Next sprint; open)",
    ],
)
def test_times_states_ranks_and_orders_own_nothing(words):
    assert owners(f"- Pump of hall 2: {words}") == [None]


def test_a_name_behind_a_rank_owns_the_item():
    assert owners("- Pump (Eve; this quarter)") == ["eve"]
    assert owners("- Pump (High; this quarter) — Jana, by 5/12") == ["jana"]
