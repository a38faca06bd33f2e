"""A label file's definitions become rows of `labels`; mere mentions do not."""

from pipelines.extract.archive.labels import label_rows


def names(path, text):
    return [row["name"] for _, row in label_rows("o/r", path, text)]


PAGE = """# Labels

Run `make labels` to see `everything`.

| label | meaning |
|---|---|
| `bug` | it is broken |
| `area:*` | which part |

- `good first issue`: for newcomers
- see `docs/`
"""


def test_a_page_defines_what_opens_its_rows_and_items():
    rows = [row for _, row in label_rows("o/r", ".github/LABELS.md", PAGE)]
    assert [(row["name"], row["description"]) for row in rows] == [
        ("bug", "it is broken"),
        ("good first issue", "for newcomers"),
    ]


def test_a_label_file_defines_its_entries_with_their_colours():
    text = "labels:\n  - name: kind/bug\n    color: e11d21\n    description: Broken\n"
    ((_, row),) = label_rows("o/r", "labels.yml", text)
    assert (row["name"], row["color"], row["description"]) == (
        "kind/bug",
        "e11d21",
        "Broken",
    )


def test_a_label_is_defined_once():
    assert names("LABELS.md", "- `bug`: a\n- `bug`: b\n") == ["bug"]


def test_a_file_that_is_no_yaml_defines_nothing():
    assert names("labels.yml", "name: [unclosed") == []


def test_aliases_that_repeat_a_node_without_end_are_read_once():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}, *{before}, *{before}]\n"
        for before, name in zip("abcdefghijkl", "bcdefghijklm", strict=True)
    )
    text = bomb + "labels: [{name: bug, color: red}, *m]\n"
    assert names("labels.yml", text) == ["bug"]
