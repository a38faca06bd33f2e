"""References to files and decision records that are not there; careful on purpose."""

from __future__ import annotations

import pytest

from pipelines.read.references import Files, find_missing_targets


@pytest.fixture
def files():
    found = Files()
    for path in (
        "README.md",
        "CONTRIBUTING.md",
        "docs/guide.md",
        "docs/adr/0003-use-duckdb.md",
        "docs/decisions/7-ids.md",
        "ops/adr-11.md",
        "labels.yml",
    ):
        found.add(path)
    found.add("common", is_opaque=True)
    found.add_titles(
        "# Decisions\n\n## ADR-5: Keep it small\n\nADR-6 is not written.\n"
    )
    return found


def targets(text, files, *, path="docs/index.md", kind="other"):
    found = find_missing_targets(text, path=path, kind=kind, files=files)
    return [one.target for one in found]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Read [the rules](rules.md) first.", "docs/rules.md"),
        ("Read [the rules](../RULES.md#merging).", "RULES.md"),
        ("Read [the rules](/policy/rules.md).", "policy/rules.md"),
        ("| Rules |\n|---|\n| [here](rules.md) |", "docs/rules.md"),
        ("Severities are defined in `docs/severity.md`.", "docs/severity.md"),
        ("For escalation, see ops/escalation.md.", "ops/escalation.md"),
        ("As decided in ADR-12, ids are readable.", "ADR-12"),
        ("See ADR 0012.", "ADR-12"),
        ("Labels are synced by .github/sync.yml.", ".github/sync.yml"),
    ],
)
def test_what_nobody_has_is_missing(files, text, target):
    assert targets(text, files) == [target]


@pytest.mark.parametrize(
    "text",
    [
        "Read [the guide](guide.md), [this](./guide.md#x) and [that](../README.md).",
        "See [contributing](../contributing.md) and `docs/guide.md`.",
        "See `guide.md` and `labels.yml`.",
        "See [the wiki](../../wiki/rules.md) and [issue 1](../../issues/1).",
        "See <https://example.org/rules.md> and [it](https://example.org/a.md).",
        "Write to [us](mailto:a@example.org).",
        "See [the section](#rules) and [the picture](rules.png) and [code](src/a.py).",
        "See [the common page](../common/page.md).",
        "Create a file `docs/adr/0042-title.md`.",
        "Add an entry, e.g. in `docs/new.md`.",
        "See `docs/<name>.md` and `docs/YYYY-MM-DD.md`.",
        "The tool writes `build/report.md`.",
        "We used to keep this in `docs/old.md`.",
        "```\nsee docs/none.md\n```\n",
        "<!-- See docs/none.md -->\n",
        "See ADR-3, ADR-0007, ADR 11 and ADR-5.",
        "See [ADR-12](https://example.org/adr/12).",
        "Write ADR-12 when that is decided: a new ADR-13 will follow.",
        "Version ADR-1.2 of the protocol.",
    ],
)
def test_what_is_there_elsewhere_or_to_be_made_is_not_missing(files, text):
    assert targets(text, files) == []


def test_a_link_of_restructured_text_is_one(files):
    text = "See `the\nguide <guide.md>`_ and `the parts <parts.rst>`__.\n"
    assert targets(text, files, path="docs/index.rst") == ["docs/parts.rst"]


def test_a_target_is_told_once_with_the_sentence_and_its_line(files):
    text = "# Rules\n\nAll is well.\nSee [a](a.md).\n\nThen [b](a.md), too.\n"
    [found] = find_missing_targets(text, path="x.md", kind="other", files=files)
    assert (found.target, found.line) == ("a.md", 4)
    assert found.quote == "See [a](a.md)."


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("CHANGELOG.md", "release_notes"),
        ("docs/adr/template.md", "adr"),
        ("docs/archive/2020.md", "other"),
    ],
)
def test_records_of_the_past_and_templates_may_name_what_is_gone(files, path, kind):
    assert targets("See [it](gone.md).", files, path=path, kind=kind) == []


@pytest.mark.parametrize(
    "line",
    [
        "| 2024-02-02 | [Queue stuck](2024-02-02-queue.md) | Sev2 |",
        "- [2024-02-02 Queue stuck](./2024-02-02-queue.md#summary)",
        "- 2024-02-02: Queue stuck. [Post-mortem](/ops/2024-02-02-queue.md)",
    ],
)
def test_an_index_of_incidents_may_not_name_a_write_up_that_is_gone(files, line):
    table = "| Date | Incident | Severity |\n|---|---|---|\n"
    text = f"# Incident history\n\n{table if line.startswith('|') else ''}{line}\n"
    found = targets(text, files, path="ops/history.md", kind="incident_log")
    assert found == ["ops/2024-02-02-queue.md"]
