"""Signals carry their words, their place, and what the sentence does to them."""

import pytest

from pipelines.read.signals import find


def find_signals(text, **context):
    """What the rules find, without what the words make likely."""
    found = find.find_signals(text, **context)
    return [signal for signal in found if not signal.is_inferred]


def only(text, kind, **context):
    (signal,) = [s for s in find_signals(text, **context) if s.kind == kind]
    return signal


def holding(text, **context):
    return {s.kind for s in find_signals(text, **context) if s.holds}


def test_a_signal_quotes_its_sentence_verbatim_with_its_line():
    text = "# Notes\n\nAll fine. We **merged** #8\nwith CI red, sorry. Bye.\n"
    signal = only(text, "override")
    assert signal.quote == "We **merged** #8\nwith CI red, sorry."
    assert signal.line == 3
    assert signal.quote in text


def test_a_quote_of_a_list_item_keeps_its_link():
    text = "## Action items\n\n- Add an alert ([#4](https://x.test/a/b/issues/4))\n"
    signal = only(text, "action_item_open")
    assert signal.quote == "Add an alert ([#4](https://x.test/a/b/issues/4))"
    assert signal.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "We did not merge it with failing tests.",
        "This was never merged without a review.",
        "It is not backward incompatible.",
    ],
)
def test_a_denial_does_not_hold(text):
    assert not holding(text)


def test_a_denied_signal_is_still_a_row():
    signal = only(
        "We did not bypass branch protection, nor force-merged it.", "override"
    )
    assert signal.is_negated
    assert not signal.holds


@pytest.mark.parametrize(
    "text",
    [
        "If the pipeline hangs, we force-merged it in the past scenario.",
        "We would have bypassed branch protection.",
        "Could somebody have force-merged this?",
        "Imagine that somebody pushed directly to main.",
    ],
)
def test_a_supposition_does_not_hold(text):
    found = [s for s in find_signals(text) if s.kind == "override"]
    assert all(not s.holds for s in found)


def test_an_announced_override_counts():
    assert holding("I will merge this without review.") == {"override"}


def test_a_denial_does_not_reach_across_a_clause():
    text = "It is not my code, but we bypassed branch protection."
    assert "override" in holding(text)


def test_a_pseudo_trigger_denies_nothing():
    text = "We not only bypassed branch protection, we also told nobody."
    assert "override" in holding(text)


def test_words_of_somebody_else_are_flagged():
    text = "> We bypassed branch protection.\n\nWhy?\n"
    signal = only(text, "override")
    assert signal.is_quoted
    assert not signal.holds


def test_a_quote_that_closes_a_text_is_the_answer_in_it():
    assert "override" in holding("Who did this?\n\n> We bypassed branch protection.\n")
    assert not holding("Ada wrote:\n\n> We bypassed branch protection.\n")


def test_of_two_rules_the_one_that_reads_a_value_tells():
    text = "The old theme is in maintenance mode, supported for two years, until 2027."
    assert only(text, "deprecation_window").parameters["deprecation_days"] == 730


def test_a_callout_is_no_quotation():
    text = "> [!NOTE]\n> We bypassed branch protection for this release.\n"
    assert holding(text) == {"override"}


def test_what_a_named_speaker_says_is_a_statement_not_a_quotation():
    assert "override" in holding('- Dev: "I force-merged it, the runner was down."')


def test_the_text_of_a_form_is_flagged():
    text = "<!-- Breaking changes: this is a breaking change -->\n"
    signal = only(text, "breaking_change")
    assert signal.is_template
    assert not signal.holds


def test_a_machine_is_flagged_by_the_caller():
    signal = only("We deployed a hotfix.", "hotfix", author_is_bot=True)
    assert signal.is_bot
    assert not signal.holds


def test_fenced_code_says_nothing():
    assert find_signals("```\nWe bypassed branch protection.\n```\n") == []


def test_action_items_are_told_by_their_heading_and_their_state():
    text = (
        "## Action items\n\n- [x] Add an alert\n- Page the owner\n"
        "- ~~Write a runbook~~\n- Resize the disk (done)\n"
    )
    states = [(s.kind, s.line) for s in find_signals(text) if s.kind.startswith("act")]
    assert states == [
        ("action_item_done", 3),
        ("action_item_open", 4),
        ("action_item_done", 5),
        ("action_item_done", 6),
    ]


def test_the_same_bullets_under_another_heading_are_no_action_items():
    assert holding("## Features\n\n- Add an alert\n- Page the owner\n") == set()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The old path stays available for six months.", 180),
        ("Deprecation period: 1 year", 365),
        ("v1 will be removed in 2 weeks.", 14),
        ("v1 will be turned off after a quarter.", 90),
        ("Deprecated flags live for one release or 4 months before removal.", 120),
        ("Deprecated flags are kept for two releases before removal.", None),
        ("There is a 90-day deprecation window.", 90),
    ],
)
def test_a_window_is_counted_in_calendar_days(text, days):
    assert only(text, "deprecation_window").parameters == {"deprecation_days": days}


@pytest.mark.parametrize(
    ("text", "level", "written"),
    [
        ("**Severity:** Sev2", 2, "Sev2"),
        ("Severity: Critical", 1, "Critical"),
        ("We declared a SEV-0 at noon.", 1, "SEV-0"),
        ("[SEV3] Slow exports", 3, "SEV3"),
        ("The incident was tagged `sev-1`.", 1, "sev-1"),
        ("We lowered it from SEV1 to SEV3.", 3, "SEV3"),
        ("Severity: Minor", 4, "Minor"),
    ],
)
def test_a_severity_is_read_as_written_and_as_a_level(text, level, written):
    assert only(text, "severity_assigned").parameters == {
        "severity": level,
        "severity_as_written": written,
    }


def test_the_header_of_a_table_may_hold_a_value():
    text = "| Severity | Major |\n|---|---|\n| Start | 10:00 |\n"
    signal = only(text, "severity_assigned")
    assert (signal.line, signal.parameters["severity"]) == (1, 2)


def test_an_empty_text_has_no_signals():
    assert find_signals("") == []
    assert find_signals("\n\n \n") == []


@pytest.mark.parametrize(
    "piece",
    [
        "merged with " * 400,
        "a " * 5_000,
        "[" * 3_000,
        "*" * 5_000,
        "- " * 2_000,
        "without review before the " * 300,
        "deprecated for at least " * 300,
        '"' + "x" * 4_000,
        "#1 " * 2_000,
    ],
)
@pytest.mark.usefixtures("hostile")
def test_hostile_text_takes_no_longer_than_its_size(piece):
    assert isinstance(find_signals(piece * 50), list)


@pytest.mark.parametrize(
    "opening",
    [
        "Scenario 4 (tabletop): ",
        "Exercise: ",
        "# Game day exercise\n\n",
        "What would happen if the lead were away? ",
    ],
)
def test_nothing_in_an_exercise_took_place(opening):
    told = "The release breaks the checkout. We rolled back the release at 10:20."
    assert [s.kind for s in find_signals(told) if s.holds] == ["rollback"]
    supposed = find_signals(opening + told)
    assert supposed
    assert all(s.is_hypothetical for s in supposed)


def test_words_in_code_deny_nothing_outside_of_it():
    text = (
        'I ran it with `-k "not slow"` and pushed with --no-verify because of eslint.'
    )
    assert [s.kind for s in find_signals(text) if s.holds] == ["override"]


def kinds_that_hold(text):
    return {signal.kind for signal in find_signals(text) if signal.holds}


def test_a_title_makes_a_text_an_account_of_an_incident():
    lines = "\n\nThe disk was full.\n\n- [x] raise the quota\n- [ ] page on 80 %\n"
    of_an_account = kinds_that_hold("Post-incident review: red cluster" + lines)
    assert {"action_item_done", "action_item_open"} <= of_an_account
    for title in ("Post-incident review template", "Release plan of the cluster"):
        assert "action_item_open" not in kinds_that_hold(title + lines)


def test_what_an_empty_box_says_has_not_been_done():
    steps = (
        "- [{}] Reverted the release, customers saw errors\n- [{}] Shipped a hotfix\n"
    )
    done, to_do = (find_signals(steps.format(mark, mark)) for mark in ("x", " "))
    assert {s.kind for s in done if s.holds} >= {"rollback", "hotfix"}
    assert not {"rollback", "hotfix"} & {s.kind for s in to_do if s.holds}


def test_a_condition_holds_for_what_stands_behind_its_colon():
    text = "When an alert fires after a release: revert, then look for the cause."
    assert only(text, "rollback").is_hypothetical


@pytest.mark.parametrize(
    "text",
    [
        "When a bad config reached production: we rolled it back within minutes.",
        "In case you missed it: the release was rolled back last night.",
    ],
)
def test_what_was_done_is_told_behind_a_colon_too(text):
    assert holding(text) == {"rollback"}


def test_a_level_that_asks_for_something_is_that_of_the_bug_where_no_marks_name_it():
    assert "severity_assigned" in holding("P1: must be fixed before the release")
    assert not holding("`priority/critical`: must be somebody's first task right now.")


def test_the_last_sentence_of_a_paragraph_leads_in_its_list():
    items = "\n- a drill for the loss of a zone\n"
    assert "action_item_open" in holding("We met on 3 May. Remediation items:" + items)
    assert "action_item_open" not in holding("We met on 3 May. Zones:" + items)


def test_a_paragraph_leads_in_the_table_below_it():
    table = "\n\n| What | State |\n|---|---|\n| Alert on disk | DONE |\n"
    assert holding("Actions after the outage:" + table) == {"action_item_done"}
    assert not holding("Jobs of the night:" + table)


@pytest.mark.parametrize("heading", ["Using the board", "Runbook: board"])
def test_a_manual_tells_no_act(heading):
    text = "The retro notes of the incident are exported."
    assert holding(text) == {"retro_informal"}
    assert not holding(text, heading=heading)
