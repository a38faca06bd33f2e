"""Labels of which a document about something else says which one is to be used."""

from __future__ import annotations

import pytest

from pipelines.read.labels import read_documented_labels


def read(text: str, path: str = "docs/agreement.md", kind: str | None = None):
    found = read_documented_labels(text, path=path, kind=kind)
    return {label.name: (label.standing, label.alias_of) for label in found}


def test_a_later_sentence_sets_an_old_name_beside_an_announced_label() -> None:
    found = read(
        "Bugs are labelled `type/bug` and one of `P0`, `P1`.\n\n"
        "You'll still see `bug`; it's the old name of `type/bug`."
        " Don't use `urgent`, say `P0`.\n"
    )
    assert found["bug"] == ("deprecated", "type/bug")
    assert found["urgent"] == ("deprecated", "P0")


def test_a_sentence_about_other_marked_words_names_no_label() -> None:
    found = read(
        "Bugs are labelled `type/bug`.\n\n"
        "`run_all` is the old name of `run`. Don't use `tox`, say `nox`.\n"
    )
    assert list(found) == ["type/bug"]


@pytest.mark.parametrize(
    "text",
    [
        "## Not used any more\n\n`stale` means nothing today.\n",
        "## No longer in use\n\n- `stale`\n",
        "## Do not use\n\n- `stale`\n",
        "`stale` has been retired, close the issue instead.\n",
    ],
)
def test_a_label_that_is_not_used_any_more_is_deprecated(text) -> None:
    assert read(text, path="docs/labels.md")["stale"] == ("deprecated", None)


def test_a_heading_that_forbids_a_use_retires_nothing() -> None:
    found = read("## Do not use labels for votes\n\n- `poll`\n", "docs/labels.md")
    assert found["poll"] == ("plain", None)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("runbooks/label-queue.md", "# The label queue grows"),
        ("docs/label_printer.md", "# Label printers"),
        ("docs/parcels.md", "# Shipping labels"),
    ],
)
def test_a_service_that_makes_labels_is_no_place_of_labels(path, heading) -> None:
    assert read(f"{heading}\n\nScale `labeler` up to 10.\n", path) == {}


def test_a_document_of_label_names_is_a_place_of_labels() -> None:
    assert "defect" in read("# Label names\n\n- `defect`: a fault\n", "docs/triage.md")
