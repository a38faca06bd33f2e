"""Texts that nothing calls an incident are found by what they tell, and only then."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import IncidentEntry, read_incidents

LETTER = """\
# What we did to your mailboxes

Dear members,

On Monday 8 May 2023 about four hundred of you could not read your mail. The fault is
ours: a script deleted the mailboxes of people whose fee was late.

We noticed at 09:40 when the phone did not stop ringing. By 13:15 all mailboxes had been
restored; what came in between 03:00 and 09:50 is lost. We are very sorry.
"""
POST = """\
# about the rollback

hey all, on sunday (may 17) i deleted the world by mistake.

it was offline from around 3pm CEST sunday til monday 1am CEST, so ~10 hrs. sorry!!

what happened: a link pointed to the live folder. i made a backup now.
"""
SUMMARY = """\
# Summary of the Queue Service Event in the Northern Region

We wanted to provide you with some additional information about the service disruption
that occurred in the Northern Region on November 25th, 2020.

At 5:15 AM PST, the first alarms fired for errors on sending. The service fully returned
to normal at 10:23 PM PST. We apologize for the impact that this caused.
"""


def read(text: str, path: str = "news/2020-05-page.md") -> list[IncidentEntry]:
    entries = read_incidents(text, path=path).entries
    return [entry for entry in entries if entry.standing == "final"]


def test_a_letter_that_is_sorry_for_harm_at_a_time_tells_of_an_incident() -> None:
    (entry,) = read(LETTER)
    assert str(entry.occurred_on) == "2023-05-08"
    assert f"{entry.detected_at:%H:%M} {entry.restored_at:%H:%M}" == "09:40 13:15"


def test_a_post_in_lower_case_has_a_day_and_an_end() -> None:
    (entry,) = read(POST)
    told = f"{entry.occurred_on} {entry.started_at:%H:%M} {entry.restored_at:%d %H:%M}"
    assert told == "2020-05-17 13:00 17 23:00"
    assert [one.minutes for one in entry.stated_durations] == [600]


def test_a_summary_of_an_event_is_an_account_of_it() -> None:
    (entry,) = read(SUMMARY, "message/11201/index.html.md")
    assert f"{entry.occurred_on} {entry.detected_at:%H:%M}" == "2020-11-25 13:15"
    assert f"{entry.restored_at:%d %H:%M}" == "26 06:23"


@pytest.mark.parametrize(
    "text",
    [
        "# Thoughts on the July 19 outage of AcmeSec\n\nOn July 19 an update of theirs "
        "took down many machines. We were lucky. Our own rollouts take 3 days.\n",
        "# Version 2.4 is out\n\nOn May 3 we found a crash that lost rows. We are so "
        "sorry! It was caused by a race; at 10:00 and 12:00 UTC we deployed it.\n",
        "# Moving to a new data centre\n\nOn Saturday 4 June we will be moving. Our "
        "site will be unavailable from 08:00 to 12:00 UTC. We apologize for that.\n",
        "# My week in Lisbon\n\nOn Tuesday our train was delayed for two hours and I "
        "missed dinner at 20:00. Sorry Ana! We had a great time at 21:00 though.\n",
        "# Minutes of the garden club\n\nOn Monday the pump failed. Sorry for the late "
        "minutes. We fixed it at 10:00, our root cause was a leaf, after two hours.\n",
    ],
)
def test_comments_plans_and_other_news_are_no_accounts(text: str) -> None:
    assert read(text, "blog/page.md") == []
