"""Parts, standing and omissions of a write-up."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents


def entry_of(text, path="postmortems/2024-01-02-x.md"):
    [entry] = read_incidents(text, path=path).entries
    return entry


def parts(body):
    return set(entry_of(f"# Outage on 2024-01-02\n\n{body}\n").parts)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Summary", "summary"),
        ("What happened?", "summary"),
        ("TL;DR", "summary"),
        ("Customer impact", "impact"),
        ("In one sentence", "summary"),
        ("What did passengers see?", "impact"),
        ("What this meant", "impact"),
        ("How bad was it?", "impact"),
        ("Who told us", "detection"),
        ("Detailed failure analysis", "root_cause"),
        ("What set it off", "root_cause"),
        ("How service was restored", "resolution"),
        ("Fixing it", "resolution"),
        ("Fixing the cache", "action_items"),
        ("What it taught us", "lessons"),
        ("How we'll sleep better", "action_items"),
        ("What we did afterwards", "action_items"),
        ("What did you change?", "action_items"),
        ("Process changes", "action_items"),
        ("Reducing the risk of recurrence", "action_items"),
        ("Who was affected", "impact"),
        ("Timeline (UTC)", "timeline"),
        ("3. Chronology", "timeline"),
        ("How was it detected?", "detection"),
        ("Root Cause Analysis", "root_cause"),
        ("Contributing factors", "root_cause"),
        ("Why did it happen?", "root_cause"),
        ("5 Whys", "root_cause"),
        ("Resolution and recovery", "resolution"),
        ("How we fixed it", "resolution"),
        ("What went well", "lessons"),
        ("Lessons learned", "lessons"),
        ("Where we got lucky", "lessons"),
        ("Action Items", "action_items"),
        ("Follow-ups", "action_items"),
        ("Where did we get lucky?", "lessons"),
        ("Going forward", "action_items"),
        ("Chronological events", "timeline"),
        ("What are we doing to prevent this from happening again?", "action_items"),
        ("✅ Next steps", "action_items"),
    ],
)
def test_a_part_is_known_by_its_heading_label_or_bold_line(heading, part) -> None:
    assert part in parts(f"## {heading}\n\n- The words of it")
    assert part in parts(f"**{heading}**\n\n- The words of it")
    assert part in parts(f"**{heading}:** the words of it")
    assert part in parts(f"- **{heading}**:\n  - the words of it")


@pytest.mark.parametrize(
    "empty",
    [
        "",
        "TBD",
        "N/A",
        "-",
        "<!-- who was hit? -->",
        "_Describe the impact_",
        "> Who?",
        "...",
    ],
)
def test_a_part_that_nobody_filled_in_is_not_there(empty) -> None:
    assert "impact" not in parts(f"## Impact\n\n{empty}\n\n## Resolution\n\nDone it.")


def test_a_duration_or_a_time_is_not_the_part_that_it_measures() -> None:
    found = parts("Time to detection: 5 minutes\nDetected: 10:05\nResolved: 11:00 UTC")
    assert not found & {"detection", "resolution"}


def test_sentences_beyond_doubt_tell_parts_where_there_are_no_headings() -> None:
    found = parts(
        "Orders failed for an hour. A customer told us and then the alert fired. "
        "It was caused by a full disk. Service was restored at noon."
    )
    assert found == {"summary", "detection", "root_cause", "resolution"}


@pytest.mark.parametrize(
    "heading", ["How well did it go", "Trend analysis", "What we saw"]
)
def test_a_heading_that_only_resembles_one_announces_no_part(heading) -> None:
    assert parts(f"It broke, all of it, at noon.\n\n## {heading}\n\nSome words.") == {
        "summary"
    }


def test_a_name_before_a_stop_is_a_label_if_there_are_several() -> None:
    told = "Effect. Nobody could sign in.\n\nCause. The disk of the host was full."
    assert {"impact", "root_cause"} <= parts(told)
    assert "impact" not in parts(told.partition("\n")[0])


def test_no_root_cause_is_none() -> None:
    assert "root_cause" not in parts("It broke, all of it. No root cause yet.")


def test_lines_of_a_paragraph_with_day_and_time_are_a_timeline() -> None:
    lines = "Jan 2 10:00  it broke\nJan 2 10:20  seen\nJan 3 09:10  mended"
    assert "timeline" in parts(f"## Log\n\n{lines}")
    assert "timeline" not in parts(f"## Log\n\n{lines.splitlines()[0]}")


def test_three_timed_lines_are_a_timeline_without_a_heading() -> None:
    assert "timeline" in parts("- 10:00 it breaks\n- 10:05 alert\n- 11:00 restored")


@pytest.mark.parametrize(
    ("text", "path", "standing"),
    [
        ("# Incident title\n\n## Summary\n\n## Impact\n", "pm/template.md", "template"),
        (
            "# [Title] - YYYY-MM-DD\n\n## Summary\n\nx\n\n## Impact\n\ny",
            "pm/x.md",
            "template",
        ),
        ("# Outage 2024-01-02\n\n**Status:** Draft\n", "pm/x.md", "draft"),
        ("# [DRAFT] Outage 2024-01-02\n\ntext\n", "pm/x.md", "draft"),
        (
            "# Outage 2024-01-02\n\n**Status:** \\[draft | **final**\\]\n",
            "pm/x.md",
            "final",
        ),
        ("# Outage 2024-01-02\n\nStatus: Complete\n", "pm/x.md", "final"),
        ("# Outage 2024-01-02\n\nStatus: false alarm\n", "pm/x.md", "not_an_incident"),
        ("# Game day 2024-01-02: region loss\n\ntext\n", "pm/x.md", "not_an_incident"),
        (
            "# Incident response process\n\n## Severity levels\n\nSEV1: all\n",
            "docs/incidents.md",
            "not_an_incident",
        ),
    ],
)
def test_what_a_write_up_is_shows_in_title_status_or_name(text, path, standing) -> None:
    assert entry_of(text, path).standing == standing


def test_a_document_about_something_else_has_no_entry() -> None:
    text = "# Release notes 1.2\n\n## Summary\n\nFaster.\n"
    assert read_incidents(text, path="CHANGES.md").entries == ()


@pytest.mark.parametrize(
    ("sentence", "is_omission"),
    [
        ("The timeline was never written up.", True),
        ("The action items were only partly addressed.", True),
        ("No formal postmortem was held.", True),
        ("Part of the discussion stayed in Slack.", True),
        ("The root cause is still to be determined.", True),
        ("Timeline: TBD", True),
        ("These steps need to be documented in the runbook.", False),
        ("The disk was not full.", False),
        ("A clean-up would need to be done afterwards.", False),
        ("Nothing was lost.", False),
        ("Half of the requests failed in Frankfurt.", False),
    ],
)
def test_a_write_up_says_itself_that_something_is_missing(
    sentence, is_omission
) -> None:
    entry = entry_of(f"# Outage on 2024-01-02\n\nIt broke. {sentence}\n")
    assert entry.has_stated_omission is is_omission
    assert (entry.omission_quote is not None) is is_omission


def test_the_words_quoted_stand_so_in_the_text() -> None:
    text = (
        "# Outage on 2024-01-02\n\n**Duration:** about 2h\n\nPart of the\n"
        "discussion stayed in **Slack**, sadly. More.\n"
    )
    entry = entry_of(text)
    assert entry.omission_quote in text
    assert [(d.line, d.quote) for d in entry.stated_durations] == [
        (3, "**Duration:** about 2h")
    ]


def test_a_story_below_a_heading_is_no_item_where_there_is_a_list() -> None:
    text = (
        "# Outage on 2024-01-02\n\n### Follow-up\n\nIssue #1 was filed later.\n\n"
        "### Action items\n\nOnly partly addressed.\n\n- [ ] Mend it\n"
    )
    assert [item.text for item in entry_of(text).action_items] == ["Mend it"]


def test_a_log_that_holds_nothing_yet_has_no_entry() -> None:
    text = "# Incident log\n\nNewest first.\n\nNo entries yet.\n"
    assert read_incidents(text, path="ops/incidents.md").entries == ()


@pytest.mark.parametrize(
    ("sentence", "minutes"),
    [
        ("The outage lasted 2 hours and 10 minutes.", 130),
        ("The site was unavailable for approximately 85 minutes.", 85),
        ("It was a 40-minute outage.", 40),
        ("Service was restored after 25 minutes.", 25),
        ("Total downtime: 1h", 60),
        ("The job retries for 5 minutes.", None),
        ("Tokens are valid for 2 hours.", None),
        ("We keep logs for 30 days.", None),
    ],
)
def test_a_duration_in_prose_counts_only_if_it_is_that_of_the_incident(
    sentence, minutes
) -> None:
    entry = entry_of(f"# Outage on 2024-01-02\n\n{sentence}\n")
    assert entry.minutes_to_restore == minutes


def test_a_list_of_releases_with_their_days_is_no_incident_log() -> None:
    text = "# Changes\n\n## 1.2 - 2024-01-02\n\n- Faster\n\n## 1.1 - 2023-05-06\n"
    assert read_incidents(text, path="CHANGELOG.md").entries == ()


@pytest.mark.parametrize(
    ("sentence", "is_late"),
    [
        ("Issue #101 was filed afterwards, once the service was stable.", True),
        ("The ticket was only opened the next day.", True),
        ("**Issue:** #101 (filed afterwards)", True),
        ("Issue #101 was opened at once.", False),
        ("See issue #101.", None),
        ("A bug report was filed.", None),
    ],
)
def test_a_write_up_may_say_when_its_issue_was_filed(sentence, is_late) -> None:
    entry = entry_of(f"# Outage on 2024-01-02\n\nIt broke.\n\n{sentence}\n")
    assert entry.is_issue_filed_afterwards is is_late


def test_a_story_told_one_level_down_is_still_one_incident() -> None:
    text = (
        "# The day the queue stood still\n\nIt was 2 May 2023.\n\n## Details\n\n"
        "### Impact\n\nAll mail.\n\n### Root cause\n\nA lock.\n"
    )
    entry = entry_of(text, "docs/queue.md")
    assert entry.title == "The day the queue stood still"
    assert {"impact", "root_cause"} <= set(entry.parts)


def test_a_remediation_is_a_resolution_only_if_it_tells_what_was_done_then() -> None:
    assert "resolution" in parts("## Remediation\n\nWe restarted it. We will watch it.")
    assert "resolution" not in parts("## Remediation\n\nWe will add a second one.")


def test_what_heads_an_update_of_a_status_page_is_no_part() -> None:
    body = "**Identified**\nA disk.\nJan 2, 10:00 UTC\n\n**Resolved**\nJan 2, 11:00 UTC"
    assert not parts(body) & {"detection", "resolution"}


def test_a_list_of_times_is_a_timeline_though_its_day_is_not_known() -> None:
    text = "# Outage of the queue\n\n- 10:00 down\n- 10:10 seen\n- 10:20 up\n"
    [entry] = read_incidents(
        text, path="postmortems/queue.md", kind="incident_log"
    ).entries
    assert "timeline" in entry.parts


@pytest.mark.parametrize("tags", ['<a id="top"></a>', "<span></span>", "<br>", "<a>"])
def test_a_paragraph_without_words_names_no_part(tags):
    text = f"# Outage on 2024-05-06\n\n{tags}\n\nSummary. The disk was full.\n"
    [entry] = read_incidents(text, path="docs/postmortems/disk.md").entries
    assert str(entry.occurred_on) == "2024-05-06"
