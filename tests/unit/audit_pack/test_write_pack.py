"""The same warehouse, period and seed give the same pack, and its hashes hold."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date

import duckdb
import pytest

from pipelines.audit_pack.period import Period
from pipelines.audit_pack.run import write_pack
from pipelines.audit_pack.tables import QUERIES, _cell
from pipelines.errors import UsageError
from pipelines.progress import Progress
from tests.unit.report import cases
from tests.unit.report.warehouses import make_warehouse

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31), 3, "seed")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    rows = cases.filled()
    result = rows["policy_results"][0]
    days = ["2023-12-31 23:59:59", "2024-01-01 00:00:00", "2024-12-31 23:59:59", None]
    days += [f"2024-05-{day:02} 10:00:00" for day in range(1, 21)]
    rows["policy_results"] = [
        result
        | {
            "policy_result_id": f"r{number}",
            "subject_id": f"{cases.HOME}#{number}",
            "decided_at": day,
            "observed": "=1+1",
        }
        for number, day in enumerate(days)
    ]
    return make_warehouse(tmp_path_factory.mktemp("pack") / "warehouse.duckdb", rows)


def pack(warehouse, folder, period=YEAR):
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return write_pack(
            connection, warehouse, folder, period, progress=Progress(io.StringIO())
        )


def table(pack, name):
    with (pack.folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_population_is_what_was_decided_in_the_period(warehouse, tmp_path):
    found = pack(warehouse, tmp_path)
    subjects = {row["subject_id"] for row in table(found, "population")}
    assert f"{cases.HOME}#0" not in subjects  # a second before
    assert {f"{cases.HOME}#1", f"{cases.HOME}#2"} <= subjects  # first and last second
    assert [row["subject_id"] for row in table(found, "undated")] == [f"{cases.HOME}#3"]
    assert len(subjects) == 22


def test_the_sample_is_drawn_from_the_population_by_the_seed(warehouse, tmp_path):
    def drawn(seed):
        period = Period(YEAR.first, YEAR.last, 3, seed)
        return [
            r["subject_id"] for r in table(pack(warehouse, tmp_path, period), "sample")
        ]

    assert drawn("a") == drawn("a")
    assert drawn("a") != drawn("b")
    assert len(set(drawn("a"))) == 3
    ranked = sorted(
        (row["subject_id"] for row in table(pack(warehouse, tmp_path), "population")),
        key=lambda subject: hashlib.sha256(
            f"seed|{cases.HOME}:checks_green|1|{subject}".encode()
        ).hexdigest(),
    )
    assert [r["subject_id"] for r in table(pack(warehouse, tmp_path), "sample")] == (
        ranked[:3]
    )


def test_every_file_is_in_the_manifest_with_its_hash(warehouse, tmp_path):
    found = pack(warehouse, tmp_path)
    manifest = json.loads((found.folder / "manifest.json").read_text())
    files = {f.name for f in found.folder.iterdir()} - {"manifest.json", "SHA256SUMS"}
    assert set(manifest["files"]) == files
    for name, said in manifest["files"].items():
        content = (found.folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == said["sha256"]
        assert len(content) == said["bytes"]
    assert manifest["warehouse"]["sha256"] == (
        hashlib.sha256(warehouse.read_bytes()).hexdigest()
    )
    for line in (found.folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        content = (found.folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest


def test_a_second_pack_has_the_same_bytes(warehouse, tmp_path):
    first = {f.name: f.read_bytes() for f in pack(warehouse, tmp_path).folder.iterdir()}
    again = {f.name: f.read_bytes() for f in pack(warehouse, tmp_path).folder.iterdir()}
    assert first == again


def test_a_formula_stays_text_in_a_spreadsheet(warehouse, tmp_path):
    rows = table(pack(warehouse, tmp_path), "population")
    assert {row["observed"] for row in rows} == {"'=1+1"}


def test_text_of_a_table_steers_no_terminal_and_turns_no_direction():
    text = "\x1b[2J\x1b=1+1 \u202eevil\u202c\r\nand more"
    assert _cell(text) == "[2J=1+1 \ufffdevil\ufffd and more"
    assert _cell("\x1b=1+1") == "'=1+1"
    assert not {"\x1b", "\u202e", "\n"} & set(_cell([text]))
    assert _cell(5) == 5


def test_what_joins_emoji_and_letters_stays_as_it_was():
    for text in ("\U0001f469\u200d\U0001f692 ada", "\u0645\u06cc\u200c\u062e"):
        assert _cell(text) == text
    assert _cell("a\u200bb") == "a\ufffdb"


def test_the_page_names_every_table(warehouse, tmp_path):
    page = (pack(warehouse, tmp_path).folder / "README.md").read_text()
    for query in QUERIES.glob("*.sql"):
        assert f"`{query.stem}.csv`" in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((date(2024, 2, 1), date(2024, 1, 1)), "before it begins"),
        ((date(2024, 1, 1), date(2024, 2, 1), 0), "a sample of 0"),
    ],
)
def test_a_period_that_cannot_be_is_said(arguments, message):
    with pytest.raises(UsageError, match=message):
        Period(*arguments)
