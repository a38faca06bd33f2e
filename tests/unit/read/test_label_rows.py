"""Labels get their dates from the documents' history, and their renames from events."""

from __future__ import annotations

import pytest

from pipelines.read.rows.labels import Labels
from pipelines.read.texts import documents
from tests.unit.read.raw_rows import Raw


@pytest.fixture
def raw():
    found = Raw()
    yield found
    found.connection.close()


def read(raw):
    labels = Labels(raw.store)
    for document in documents(raw.store):
        labels.read(document)
    labels.write({})


def test_a_statement_is_as_old_as_its_wording(raw):
    raw.document(
        "docs/labels.md",
        "labels",
        ("2024-01-01", "# Labels\n\n- `wish`: new\n- `glitch`: broken\n"),
        ("2024-02-01", "# Labels\n\n- `wish`: new\n- `fault` (formerly `glitch`)\n"),
        ("2024-03-01", "# Labels\n\n- `fault` (formerly `glitch`)\n- `wish`: new!\n"),
    )
    read(raw)
    assert dict(
        raw.rows(
            "select name, strftime(said_at, '%Y-%m-%d') from parsed.documented_labels"
        )
    ) == {"wish": "2024-01-01", "fault": "2024-02-01", "glitch": "2024-02-01"}


def test_the_name_that_an_event_keeps_stands_for_the_name_of_today(raw):
    for name, node in (("kind:fault", "L1"), ("reused", "L2"), ("wish", "L3")):
        raw.add("labels", name=name, node_id=node)
    for number, (label, node) in enumerate(
        [("glitch", "L1"), ("kind:fault", "L1"), ("reused", "L3"), ("gone", "L9")]
    ):
        raw.add(
            "label_events", event_id=str(number), number=1, label=label,
            label_node_id=node, action="labeled", occurred_at="2024-01-01",
        )  # fmt: skip
    read(raw)
    found = raw.rows("select name, canonical_name, reason from parsed.label_names")
    assert ("glitch", "kind:fault", "declared_rename") in found
    assert ("reused", "reused", "itself") in found
    assert ("gone", "gone", "itself") in found


def test_a_label_file_that_gives_a_description_another_name_renamed_the_label(raw):
    first = """\
- {name: glitch, color: f, description: It does not do what it should}
- {name: web, color: f, description: The site and its pages}
- {name: shop, color: f, description: The site and its pages}
- {name: todo, color: f, description: To do}
"""
    second = first.replace("glitch", "kind/fault").replace("todo", "later")
    second = second.replace("shop", "store")
    raw.document(
        ".github/labels.yml", "labels", ("2024-01-01", first), ("2024-02-01", second)
    )
    for label in ("glitch", "shop", "todo"):
        raw.add("item_labels", number=1, label=label)
    read(raw)
    found = raw.rows(
        "select name, canonical_name, reason from parsed.label_names"
        " where name in ('glitch', 'shop', 'todo') order by name"
    )
    assert found == [
        ("glitch", "kind/fault", "declared_rename"),
        ("shop", "shop", "itself"),
        ("todo", "todo", "itself"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (".github/labels.toml", '[bug]\nname = "bug"\nx = ]\n', 3),
        (".github/labels.yml", "- name: bug\n  color: [f\n", 3),
        ("labels.json", '[{"title" "bug"\n', 1),
        ("labels.yaml", "[" * 100_000, None),
    ],
)
def test_a_label_file_that_is_broken_is_told(raw, path, text, line):
    raw.document(path, "labels", ("2024-01-01", "- bug"), ("2024-02-01", text))
    read(raw)
    ((told, place, reason),) = raw.rows(
        "select path, line, reason from parsed.unreadable"
    )
    assert told == path
    assert line in (None, place)
    assert reason.startswith("labels: ")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("labels.json", '// ours\n[{"name": "bug", "color": "f"},]\n'),
        ("labels.json", '{"name": "bug"}\n{"name": "idea"}\n'),
        ("labels.json", '[\n {"name": "bug"}\n {"name": "idea"}\n]'),
        ("labels.json", '[{"name": "bug", "color": "f", "description": "C:\\dir"}]'),
        ("labels.yml", "- {name: bug, color: f}\n"),
        ("labels.md", "# Labels: [\n"),
        ("labels.yml", ""),
    ],
)
def test_a_label_file_that_can_be_read_is_not_called_broken(raw, path, text):
    raw.document(path, "labels", ("2024-02-01", text))
    read(raw)
    assert raw.rows("select path from parsed.unreadable") == []
