"""YAML of others is read or refused, and never ends the process."""

from __future__ import annotations

import pytest
import yaml

from pipelines import foreign_yaml
from pipelines.extract.archive.labels import label_rows
from pipelines.read.incidents import read_incidents
from pipelines.read.labels import read_documented_labels
from pipelines.read.on_call import read_rotas

DEEP = "[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 50_000


@pytest.mark.parametrize("text", DEEP)
def test_what_is_nested_too_deep_is_refused(text):
    for read in (foreign_yaml.load, lambda one: list(foreign_yaml.compose_all(one))):
        with pytest.raises(yaml.YAMLError):
            read(text)
    assert list(label_rows("o/r", "labels.yml", text)) == []
    assert read_documented_labels(text, path="labels.yml") == []
    assert read_rotas(text, path="rota.yml").shifts == []
    page = f"---\na: {text}\n---\n\n# It broke\n"
    read_incidents(page, path="pm/one.md", kind="postmortem")


def test_what_is_only_long_is_read():
    text = "- {name: a, of: [b, {c: d}]}\n" * 500
    assert len(foreign_yaml.load(text)) == 500
    assert foreign_yaml.load("a: 1", only_words=True) == {"a": "1"}


def test_the_documents_before_a_fault_are_read():
    for count in (1, 200):
        good = "".join(f"- {{name: a{n}, of: [b]}}\n" for n in range(count))
        trees = foreign_yaml.compose_all(f"{good}---\n- a: b\n bad\n")
        assert len(next(trees).value) == count
        with pytest.raises(yaml.YAMLError):
            next(trees)


def test_a_rota_before_a_fault_is_read():
    days = "".join(
        f"- {{start: 2024-05-{day:02d}, end: 2024-05-{day:02d}, primary: p{day}}}\n"
        for day in range(1, 29)
    )
    text = f"{days}---\n- a: b\n bad\n"
    assert len(read_rotas(text, path="oncall.yml").shifts) == 28
