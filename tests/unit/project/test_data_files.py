"""Data files may write a long expression over several lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from pipelines.data_files import read_yaml


def test_a_list_of_any_is_one_expression(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("late: !any\n  - 'after|behind'\n  - 'too late'\n")

    found = read_yaml(path)["late"]

    assert found == "after|behind|too late"
    assert re.fullmatch(found, "too late")


def test_any_of_something_else_than_a_list_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("late: !any after\n")

    with pytest.raises(yaml.YAMLError, match="sequence"):
        read_yaml(path)
