"""Ways in which a sentence obliges, and what stands beside them in every project."""

import pytest

from pipelines.read.clauses import find_clauses
from tests.unit.clauses.quoting import under


def find(text, path="CONTRIBUTING.md"):
    return [clause.quote for clause in find_clauses(text, path=path, kind="")]


@pytest.mark.parametrize(
    "sentence",
    [
        # what is to be done, and what a thing needs
        "Schema changes are to be announced on the mailing list.",
        "Alerts that lead to nothing are to be removed within a week.",
        "Refactorings require design review.",
        "Backports need sign-off from the stable maintainers.",
        "Public API additions need API-Review+1.",
        "That means the changelog entry has to be in the same pull request.",
        "It's crucial to mention the issue number in the commit message.",
        # an order after a condition without a comma
        "If you touch the schema bump the version in `schema.json`.",
        "When you remove a flag announce it in `#releases`.",
        "For older branches ask a release manager.",
        "If your change affects users please add an entry to `NEWS.md`.",
        "If you plan a large change (a new module, or a format), please ask first.",
        "When `strict` is set a `reason` field is mandatory.",
        "Cherry-picks: use `-x`, and name the original change in the description.",
        # nobody else, and nothing else
        "The release captain cuts the branch, no one else.",
        "`develop` is for features only, fixes go to `main`.",
        "Bugfixes are accepted on `stable/*` only.",
        "Skipping the queue is allowed only for reverts.",
        "Somebody else than the author hits the merge button, unless it is trivial.",
        "Exceptions are possible, but ask the release manager before you merge.",
        # roles and their records
        "The Incident Commander will appoint a scribe.",
        "The primary on-call writes the handover notes on Monday.",
        "The owners of a package approve changes to its interface.",
        "Contributors who change the parser add a fuzz test.",
        "The on-caller doesn't take feature work that week.",
        # limits and bounds
        "No night deploys.",
        "One logical change per commit.",
        "A patch release is made no more often than every two weeks.",
        "There are at least two reviewers per change.",
        "Commit titles are short (fewer than 60 characters) and in the imperative.",
        # what counts and what it counts as
        "Abstentions do not count towards the quorum.",
        "Maintainers on leave are not eligible to vote.",
        "Votes take place on the public mailing list.",
        "A member who misses three votes in a row is considered inactive.",
        "The motion is ultimately decided by a simple majority.",
        "The subject of a revert starts with `Revert`.",
    ],
)
def test_it_obliges(sentence):
    assert under("Process", sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        # definitions
        "**Stewards**: Stewards are trusted people who look after a part of the code.",
        "**Cutoff** – the moment after which no change enters the release.",
        '`nit`, meaning "this is a small remark", is often seen in reviews.',
        # what a tool does
        'The "Rebase and merge" button will rewrite the commits.',
        "The `/retest` command starts the failed jobs again.",
        "The Squash option keeps the history short.",
        "The bot marks inactive issues as stale.",
        # effort, options, encouragement
        "A full release requires about two days of work.",
        "A review needs about half an hour.",
        "Everybody is welcome to comment on proposals.",
        "No need to worry about the formatting.",
        "If you have a question please ask in the chat.",
        # how it is done, and what there is
        "Make the desired changes in your editor.",
        "By default, the clone should have put you on `main`.",
        "The `main` branch is where development happens.",
        "This means that reviewers can see what has changed.",
        "Please refer to the manual for more information about branches.",
        "Reviewers need to know the code well.",
        "The reviewer doesn't know what you know.",
        "Everything else is up to you.",
        "The label tells the triage team where to look.",
        "The graph is regularly updated by a script.",
    ],
)
def test_it_only_tells(sentence):
    assert under("Process", sentence) == []


def test_a_closing_line_of_an_asciidoc_block_makes_no_title():
    text = (
        "== Before a commit\n\n[NOTE]\n====\n"
        "Every change, however small, needs a ticket.\n====\n\n"
        "* A patch must have two approvals\n"
    )
    assert find(text, "docs/how_to_commit.adoc") == [
        "Every change, however small, needs a ticket.",
        "A patch must have two approvals",
    ]


def test_a_remark_in_a_table_may_oblige():
    text = (
        "## Commit messages\n\n| Part | Note |\n|---|---|\n"
        "| `Bug` | The number must be given in every commit. |\n"
        "| text | What the patch does. |\n"
    )
    assert len(find(text)) == 1


@pytest.mark.parametrize(
    "row",
    ["| Approved by | The board |", "| Next review | annually |"],
)
def test_a_table_of_the_document_itself_asks_for_nothing(row):
    assert find(f"# Release policy\n\n|  |  |\n|---|---|\n{row}\n") == []


def test_how_a_page_is_changed_is_a_rule_and_its_log_is_none():
    text = (
        "## Changes to this page\n\n"
        "At least one person from each team has to approve it.\n\n"
        "### Log\n\n- April: `/incident new` instead of the form\n"
    )
    assert find(text) == ["At least one person from each team has to approve it."]
