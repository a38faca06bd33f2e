"""Which titles name a part of what is made, whatever form a document writes them in."""

from __future__ import annotations

import pytest

from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.passages import passages
from pipelines.read.clauses.titles import names_part

RULE = "Every pull request needs two approvals."


def subjects(text, *, path="CONTRIBUTING.md"):
    [clause] = find_clauses(text, path=path, kind="")
    return [one for one in clause.subjects if one.startswith("only for")]


@pytest.mark.parametrize(
    "title",
    [
        *("Foo SDK", "Desktop app", "Checkout", "Billing", "The phone app", "Plugins"),
        *("Working on the mobile app", "On Windows", "3. Website", "Issue service"),
    ],
)
def test_a_name_and_a_kind_of_component_name_a_part(title):
    assert names_part(title)


@pytest.mark.parametrize(
    "title",
    [
        *("Reviews", "House rules", "How we merge", "Landing", "1.2 Approvals"),
        *("Who may merge", "Sev1", "Definition of done", "Our team", "Traceability"),
        *("What is it?", "2024-05-01", "For maintainers", "Ways of working"),
    ],
)
def test_a_title_about_the_work_names_no_part(title):
    assert not names_part(title)


def test_the_project_s_own_name_is_no_part_of_it():
    text = f"# Contributing to Teal\n\n## Teal\n\n{RULE}\n"
    assert subjects(text) == []
    assert subjects(text.replace("## Teal", "## Teal SDK")) == ["only for teal sdk"]
    assert subjects(f"# Teal\n\n{RULE}\n\n## Reviews\n\nBe kind.\n") == []


def test_one_of_several_names_of_the_first_rank_is_a_part():
    text = f"# Teal\n\n{RULE}\n\n# Ochre\n\nBe kind.\n"
    assert subjects(text) == ["only for teal"]


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("a.rst", f".. admonition:: Plugins\n\n   {RULE}\n", "Plugins"),
        ("a.rst", f".. note:: Plugins\n\n   {RULE}\n", "Plugins"),
        ("a.rst", f"Plugins\n   {RULE}\n", "Plugins"),
        ("a.rst", f"**Plugins**\n\n{RULE}\n", "Plugins"),
        ("a.rst", f".. rubric:: Plugins\n\n{RULE}\n", "Plugins"),
        ("a.rst", f"Desktop app:\n\n{RULE}\n", "Desktop app"),
        ("a.adoc", f"[NOTE]\n.Plugins\n====\n{RULE}\n====\n", "Plugins"),
        ("a.adoc", f"*Plugins*\n\n{RULE}\n", "Plugins"),
        ("a.txt", f"Desktop app:\n\n{RULE}\n", "Desktop app"),
    ],
)
def test_each_format_has_its_own_titles(path, text, title):
    [passage] = [one for one in passages(text, path=path) if one.text == RULE]
    assert passage.headings[-1] == title
    after = f"{text}\nReviews\n-------\n\nBe kind to the others, please do.\n"
    assert title not in passages(after, path=path)[-1].headings


@pytest.mark.parametrize(
    "text",
    [
        f".. note::\n\n   {RULE}\n",
        f".. admonition:: Important\n\n   {RULE}\n",
        f"[NOTE]\n.Please read\n====\n{RULE}\n====\n",
        f".Plugins\nThese take time.\n\n{RULE}\n",
    ],
)
def test_a_call_for_attention_is_no_title(text):
    path = "a.adoc" if text[0] == "[" or text.startswith(".P") else "a.rst"
    [passage] = [one for one in passages(text, path=path) if one.text == RULE]
    assert passage.headings == ()
