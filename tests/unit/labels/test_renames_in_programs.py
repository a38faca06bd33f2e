"""Old and new names that scripts have: where they stand, and what is no rename."""

from __future__ import annotations

import pytest

from pipelines.read.labels import name_labels, read_documented_labels
from pipelines.read.labels.program_text import ProgramText


def read(text, path):
    return read_documented_labels(text, path=path)


def aliases(text, path):
    return {label.name: label.alias_of for label in read(text, path) if label.alias_of}


def test_a_comment_is_blanked_and_every_line_stays_where_it_is():
    text = 'a = "x # y"  # "b": "c"\n/* d\n e */ f = 1\n'
    code = ProgramText(text).code
    assert code.splitlines()[0].rstrip() == 'a = "x # y"'
    assert code.splitlines()[2].strip() == "f = 1"
    assert len(code) == len(text)


def test_a_rename_is_told_with_the_line_as_written_though_a_variable_is_filled_in():
    text = (
        "API=https://api.example/repos/o/r/labels\n\n"
        'curl -X PATCH $API/wet%20floor -d \'{"new_name": "care: floor"}\'\n'
    )
    [old] = [label for label in read(text, "x.sh") if label.alias_of]
    assert (old.name, old.alias_of, old.line) == ("wet floor", "care: floor", 3)
    assert "$API/wet%20floor" in old.quote


@pytest.mark.parametrize(
    "text",
    [
        'RENAMES = {\n    # "wet": "care/wet",\n    "dry": "care/dry",\n}\n',
        'RENAMES = {\n    "dry": "care/dry",\n    # "wet": "care/wet",\n}\n',
    ],
)
def test_a_pair_in_a_comment_is_no_rename(text):
    assert aliases(text, "tools/rename_labels.py") == {"dry": "care/dry"}


@pytest.mark.parametrize(
    "text",
    [
        '# new: old\nMAP = {"care/wet": "wet", "care/dry": "dry"}\n',
        'MAP = {"care/wet": "wet", "care/dry": "dry"}\n'
        "for new, old in MAP.items():\n    rename_label(old, new)\n",
    ],
)
def test_which_name_is_the_new_one_is_told_by_a_comment_or_by_the_loop(text):
    found = aliases(text, "tools/rename_labels.py")
    assert found == {"wet": "care/wet", "dry": "care/dry"}


def test_a_label_that_a_request_names_by_number_is_called_as_the_comment_says():
    text = (
        'a: updateLabel(input: {id: "L1", name: "care/wet"}) { label { id } } # wet\n'
        'b: updateLabel(input: {id: "L2", name: "care/dry"}) { label { id } }\n'
    )
    assert aliases(text, "labels.graphql") == {"wet": "care/wet"}


def test_a_table_of_something_else_beside_a_rename_is_none():
    text = (
        "const pathToLabel = new Map([['src/a', 'wet'], ['src/b', 'dry']]);\n"
        "for (const [path, label] of pathToLabel) add(label);\n"
        "await gh.updateLabel({ name: 'damp', new_name: 'care/damp' });\n"
    )
    assert aliases(text, "scripts/labels.js") == {"damp": "care/damp"}


def test_a_name_in_the_middle_of_two_renames_stands_for_the_last():
    text = (
        "# Labels\n\n- v2: `wet` was renamed to `damp`\n- v3: `damp` is now `moist`\n"
    )
    labels = read(text, "docs/labels.md")
    rows = name_labels({"wet": 1, "damp": 1, "moist": 1}, labels)
    assert {row.canonical_name for row in rows} == {"moist"}


def test_arrows_that_lead_on_from_one_another_tell_of_states():
    steps = "- `sown` -> `green`\n- `green` -> `ripe`\n"
    assert aliases(f"# Labels\n\n{steps}", "docs/labels.md") == {}
    renamed = aliases(f"# Renamed labels\n\n{steps}", "docs/labels.md")
    assert renamed == {"sown": "green", "green": "ripe"}


@pytest.mark.parametrize(
    "said",
    [
        "`wet` should not be renamed to `moist`.",
        "We decided against renaming `wet` to `moist`.",
        "Should `wet` be renamed to `moist`?",
        "Nobody renamed `wet` to `moist`.",
        "`moist` was never called `wet`.",
        "`wet` became `damp` and `moist`.",
    ],
)
def test_what_is_denied_asked_or_split_in_two_is_no_rename(said):
    assert aliases(f"# Labels\n\n{said}\n", "docs/labels.md") == {}


def test_what_stands_where_a_name_would_is_no_successor():
    text = "old,new\nwet,care/wet\ndry,DELETE\ndamp,(none)\n"
    assert aliases(text, "labels.csv") == {"wet": "care/wet"}
