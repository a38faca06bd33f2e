"""Data files may write a long expression over several lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from pipelines.data_files import expressions, read_yaml

ROOT = Path(__file__).parents[3]
FILES = [
    p for room in ("pipelines", "expectations") for p in (ROOT / room).rglob("*.yml")
]
LONGEST = 130  # characters: a pattern in SQL cannot be broken


def test_a_list_of_any_is_one_expression(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("late: !any\n  - 'after|behind'\n  - 'too late'\n")

    found = read_yaml(path)["late"]

    assert found == "after|behind|too late"
    assert re.fullmatch(found, "too late")


def test_a_deeper_line_goes_on_with_the_expression_above_it(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("late: |-\n  (?:after\n    |be\n      hind)\n\n  too late\n")

    assert expressions(read_yaml(path)["late"]) == ["(?:after|behind)", "too late"]


def test_a_block_of_any_is_one_expression(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("- !any |-\n  (?:after\n    |behind)\n  too late\n")

    assert read_yaml(path) == ["(?:after|behind)|too late"]


def test_any_of_a_mapping_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("late: !any {after: behind}\n")

    with pytest.raises(yaml.YAMLError, match="sequence"):
        read_yaml(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_line_can_be_read_and_compared(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    long = [n for n, line in enumerate(lines, 1) if len(line) > LONGEST]
    ends_blank = [n for n, line in enumerate(lines, 1) if line != line.rstrip()]
    assert (long, ends_blank) == ([], [])
