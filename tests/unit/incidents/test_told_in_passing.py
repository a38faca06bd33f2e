"""Causes, lengths, days and items that stand below no heading of their own."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents

TOP = "# Outage of search on 2022-03-04\n\n"
OTHERS = "\n\n## Impact\nNo search.\n\n## Resolution\nA new cable.\n"
FORM = """# Ostmark: certificates with a wrong usage

**1. How your CA first became aware of the problem (e.g. via a problem report, a discussion, a bug, or a self-audit), and the time and date.**

A mail on 2020-07-02 at 10:00 UTC.

**2. A summary of the problematic certificates. For each problem: number of certs, and the date the first and last certs with that problem were issued.**

3 certificates.

**3. Explanation about how and why the mistakes were made or bugs introduced, and how they avoided detection until now.**

A profile was copied.
"""  # noqa: E501


def read(text, path="docs/incidents/a.md"):
    [entry] = read_incidents(text, path=path, kind="incident_log").entries
    return entry


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("The root cause was a full disk.", True),
        ("The root cause of the outage was traced to a bad cable.", True),
        ("The team found the root cause, which was a full disk.", True),
        ("This is due to a flaw in the parser of queries.", True),
        ("The cause of the failure was a typo.", True),
        ("The root cause is not yet known.", False),
        ("We are looking for the root cause.", False),
        ("The root cause will be published here.", False),
        ("The root cause analysis was held on Monday.", False),
    ],
)
def test_a_cause_that_is_named_is_told_wherever_it_stands(sentence, is_told):
    text = f"{TOP}## Summary\nSearch was down. {sentence}{OTHERS}"
    assert ("root_cause" in read(text).parts) is is_told


def test_the_questions_of_a_form_head_their_answers():
    assert {*read(FORM).parts} >= {"detection", "impact", "root_cause"}
    assert "summary" not in read(FORM).parts


def test_a_footnote_of_a_label_is_none_of_its_words():
    text = f"{TOP}Impact:[^1] No search for anybody.\n\n[^1]: What users saw.\n"
    assert "impact" in read(text).parts


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("The site returned errors during a 47-minute window.", [47]),
        ("Total customer-facing downtime came to 4h 20m.", [260]),
        ("For a period of 50 minutes no mail was delivered.", [50]),
        ("Payments failed for 17 min. and 30 sec.", [18]),
        ("Search failed. Recovery of the index took 2 hours.", [120]),
        ("Search failed. It took 25 minutes between the alert and the rollback.", [25]),
        ("The guardian paused borrowing 41 minutes after the first transaction.", [41]),
        ("x\n\n- Duration of service interruption: 95 min", [95]),
        ("x\n\n- How long did it last? 95 minutes", [95]),
        ("x\n\n- Total impact time: 95 minutes", [95]),
        ("x\n\n- Unavailable for: 1h35m", [95]),
        ("x\n\n- Outage: 1h35m", [95]),
        ("Search was slow. The last such outage of 2 hours was in May.", []),
        ("Search was slow. The bug had been there for 3 weeks.", []),
        ("We learned more in four days than in a year.", []),
        ("Clients mark a server as dead for 10 minutes after three timeouts.", []),
        ("Jobs are paused 10 minutes after the first error by design.", []),
        ("x\n\n- Outage: the search of 1h35m", []),
    ],
)
def test_how_long_it_lasted_in_other_words(told, minutes):
    entry = read(f"{TOP}## Summary\n{told}\n")
    assert [one.minutes for one in entry.stated_durations] == minutes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "# About the crash\n\n**ada** — 03/15/2021 10:02 PM\n\non saturday "
            "13 march around 5pm the server crashed and we lost data.\n",
            "2021-03-13",
        ),
        (
            "# Incident: search\n\nReported on 15.03.2021, occurred on 12.03.2021.\n",
            "2021-03-12",
        ),
        (
            "# Postmortem for March 12\n\nPublished 2021-03-15\n\nSearch was down.\n",
            "2021-03-12",
        ),
    ],
)
def test_the_day_of_a_post_is_not_that_of_the_trouble(text, day):
    assert str(read(text).occurred_on) == day


def items(body, head="What we are doing about it"):
    entry = read(f"{TOP}## Summary\nSearch was down.\n\n## {head}\n\n{body}\n")
    return [(one.text.split()[0], one.status) for one in entry.action_items]


def test_bold_names_lead_an_item_each():
    body = (
        "This had wide impact. We have found several areas to improve.\n\n"
        "Here is what we are working on:\n\n"
        "**Tooling**: The rollout had no canary, and gets one.\n\n"
        "**Alerts** – a new threshold is needed so that the page comes early.\n"
    )
    assert items(body) == [("Tooling:", "open"), ("Alerts", "open")]


def test_bold_words_before_several_items_are_none():
    body = (
        "**Short term:** We will add a canary. We will lower the threshold.\n\n"
        "**Long term:** We will rewrite the rollout."
    )
    assert len(items(body)) == 3


@pytest.mark.parametrize(
    ("lines", "started", "detected", "mitigated", "restored"),
    [
        ("10:00 x|10:10 first report received|10:20 token revoked", "", 10, 20, ""),
        ("10:00 an attacker logs in|10:20 account was locked", 0, "", 20, ""),
        ("10:00 first exploit|10:20 deposits paused", 0, "", 20, ""),
        ("10:00 terraform runs, bucket is public|10:10 paged", 0, 10, "", ""),
        ("10:00 breaker tripped|10:20 observing resumed", 0, "", "", 20),
        ("10:10 Jon saw in the chat that it is slow|10:20 back online", "", 10, "", 20),
        ("10:05 works on staging. It is resolved for all.|10:01 x", "", "", "", 5),
        ("10:00 x|10:20 debugging resumed", "", "", "", ""),
        ("10:00 status page is public|10:20 report sent to customers", "", "", "", ""),
    ],
)
def test_what_a_line_of_a_timeline_says(lines, started, detected, mitigated, restored):
    body = "".join(f"- {line}\n" for line in lines.split("|"))
    entry = read(f"{TOP}## Timeline (UTC)\n\n{body}")
    moments = (
        entry.started_at,
        entry.detected_at,
        entry.mitigated_at,
        entry.restored_at,
    )
    found = tuple(one.minute if one else "" for one in moments)
    assert found == (started, detected, mitigated, restored)


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("The carts stood still. Severity: high. Two came late.", 2),
        ("The carts stood still. Severity: high / medium / low.", None),
        ("The carts stood still. Severity: unclear.", None),
        ("We feared nothing. Severity: low. Later it was a sev1.", 1),
        ("A scanner told us of CVE-2021-1. Severity: critical. No cart has it.", None),
        ("A bug took down the carts. Severity: high. Two came late.", 2),
        ("We opened a ticket. Severity: low. The carts stood.", None),
        ("Bug #12 was in it. Severity: low. The carts stood.", None),
        ('The advisory reads: "Carts burn. Severity: critical." We stood.', None),
    ],
)
def test_a_sentence_may_state_the_severity(words: str, level: int | None) -> None:
    text = f"# Log\n\n## 2021-05-03 Road closed\n\n{words}\n"
    [entry] = read_incidents(text, path="INCIDENTS.md", kind="incident_log").entries
    assert entry.severity == level


@pytest.mark.parametrize(
    ("heading", "part"),
    [("How we got out", "resolution"), ("How events unfolded", "timeline")],
)
def test_a_part_may_be_headed_by_how_it_went(heading: str, part: str) -> None:
    text = f"# Outage on 2021-05-03\n\nIt broke.\n\n## {heading}\n\nBy the back door.\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert part in entry.parts
