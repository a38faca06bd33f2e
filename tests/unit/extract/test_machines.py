"""Accounts of machines are told from people's by data, each entry with its examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.data_files import read_yaml
from pipelines.extract.checkout import people

TABLE = read_yaml(Path(people.__file__).with_name("machines.yml"))
EXAMPLES = [name for entry in TABLE["patterns"] for name in entry["examples"]]


@pytest.mark.parametrize("name", [*EXAMPLES, *TABLE["accounts"], " Bors "])
def test_a_machine_is_known(name) -> None:
    assert people.is_bot(name)


@pytest.mark.parametrize("name", [*TABLE["people"], "bors-fan", "", "ann"])
def test_a_person_is_no_machine(name) -> None:
    assert not people.is_bot(name)
