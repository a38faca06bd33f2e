"""Most of it is back, someone opens an issue, and what only sounds so."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.timeline import says


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("eased", "10:31 Most card payments work again"),
        ("eased", "Most of the participants get in."),
        ("eased", "Most users can log in, a few still see the old page"),
        ("eased", "Connectivity is back for most customers"),
        ("eased", "Search works for most, not for all"),
        ("eased", "Most of our pods are running and most jobs recovered"),
        ("eased", "error rate goes to under 1%"),
        ("eased", "both nodes changed, errors start to drop"),
        ("eased", "Errors began falling"),
        ("eased", "finally stable at 10% of the users"),
        ("eased", "Index built anew, backlog starting to shrink"),
        ("eased", "rotation is halted, which stops the spread"),
        ("eased", "Website up, read-only"),
        ("eased", "all maps except those of the harbour are back"),
        ("detected", "Min opens #551 as he got four 404s in a row"),
        ("detected", "10:05 PagerDuty alert, acked by Ida"),
        ("detected", "10:05 Page (acked by Ida)"),
        ("restored", "11:00 it is over thanks to the rollback"),
        ("detected", "Nora filed issue #12: the list is empty"),
        ("detected", "A tutor posts on Slack #hubs that students see a spinner"),
        ("detected", "Ben writes in the forum that builds hang"),
        ("detected", "Dashboards show drop of traffic"),
        ("detected", "Grafana shows a spike of errors"),
        ("started", "Large block is produced, finalization slows"),
        ("started", "Started around 8pm after somebody got banned"),
        ("restored", "dinstall is run by hand, cron enabled again"),
        ("restored", "new tokens made for all projects, uploads turned on"),
        ("mitigated", "Borrows are paused globally"),
    ],
)
def test_an_event_says_so(kind, words) -> None:
    assert says(kind, words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("eased", "Most users cannot log in"),
        ("eased", "Most of the team is on the call"),
        ("eased", "Most of the traffic should be back by noon"),
        ("eased", "error rate goes to over 40%"),
        ("eased", "errors start to rise"),
        ("eased", "stable at first, then it falls over"),
        ("eased", "Not back for most customers"),
        ("detected", "Page acked by Ida"),
        ("detected", "Fix opened as #3868"),
        ("detected", "Ana opens #552 with the revert"),
        ("detected", "We post in Slack that we are rolling back"),
        ("detected", "Lead writes in #ops that we roll back"),
        ("detected", "Dashboards show a drop in errors"),
        ("detected", "A case was opened with the vendor"),
        ("detected", "Ines opens a ticket with AWS"),
        ("started", "Consensus for a restart, network halted"),
        ("started", "It was agreed to halt the network"),
        ("restored", "all maps except those of the harbour are back"),
        ("restored", "9 bad files were restored from a snapshot"),
        ("restored", "Uploads turned on for some projects"),
    ],
)
def test_an_event_does_not_say_so(kind, words) -> None:
    assert not says(kind, words)


def test_it_counts_where_nothing_says_more() -> None:
    lines = [
        "- 10:00 The site goes down",
        "- 10:20 Most users can log in",
        "- 10:40 Back to normal",
    ]
    text = "# Outage on 2024-01-02\n\n## Timeline (UTC)\n\n" + "\n".join(lines) + "\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert entry.mitigated_at
    assert entry.mitigated_at.strftime("%H:%M") == "10:20"
