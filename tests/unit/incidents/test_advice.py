"""What a write-up asks of others, or says of itself, is no action item."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents


def items(heading, body):
    text = (
        "# Outage on 2024-01-02\n\n## Summary\n\nThe shop was down for an hour.\n\n"
        f"## {heading}\n\n{body}\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    return [one.text for one in entry.action_items]


@pytest.mark.parametrize(
    "heading",
    [
        "How can our customers make incidents like this less impactful?",
        "What can you do to avoid this in the future?",
        "What should users do next?",
        "What do I need to do?",
        "What you should do now",
        "Recommendations for customers",
        "Next steps for affected users",
        "Actions required by maintainers",
        "Customer actions",
        "How could customers prevent such incidents?",
    ],
)
def test_advice_to_customers(heading) -> None:
    assert items(heading, "- Use more than one zone\n- Renew your tokens") == []


@pytest.mark.parametrize(
    "heading",
    [
        "How can we make incidents like this less likely?",
        "What can we do to avoid this in the future?",
        "What do we do next?",
        "Next steps for the platform team",
        "Recommendations",
        "What will you do to prevent this?",
        "Actions for the next quarter",
        "Actions",
        "How are we making incidents like this less impactful?",
        "How we will prevent this for our customers",
    ],
)
def test_what_the_team_will_do(heading) -> None:
    assert len(items(heading, "- Use more than one zone\n- Renew the tokens")) == 2


def test_regret_after_the_label_is_no_task() -> None:
    body = "**Next steps:** We apologize for the trouble. We will add a second zone."
    [text] = items("Notes", body)
    assert text.startswith("We will add")


@pytest.mark.parametrize(
    "words",
    [
        "We've written to the one customer.",
        "We have reached out to everybody who was affected.",
        "We've refunded all of the orders.",
        "We have emailed the winners again.",
    ],
)
def test_a_word_to_those_affected_is_no_task(words) -> None:
    assert items("The story", f"It could not be sold. {words}") == []


def test_what_is_posted_next_does_not_close_an_item() -> None:
    body = (
        "We will:\n\n- add an alert\n- pay it out soon\n\n---\n\n"
        "**Resolved** - 06:40 BST\n\nAll is well."
    )
    text = f"# Outage on 2024-01-02\n\n{body}\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [one.status for one in entry.action_items] == ["open", "open"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Here's what we're doing about it. All filers now report their latency.", 1),
        ("This is what we have changed: nothing more. All hosts now page us.", 1),
        ("Here's what we know. All filers report their latency.", 0),
        ("Here is what we saw. All filers now and then report their latency.", 0),
    ],
)
def test_what_is_done_about_it_comes_next(words, count) -> None:
    assert len(items("The story", f"It could not be sold. {words}")) == count
