"""Drafts say what was found, enforce what GitHub can, and do nothing by themselves."""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path

import duckdb
import pytest

from pipelines.data_files import read_yaml
from pipelines.errors import WarehouseError
from pipelines.progress import Progress
from pipelines.propose.drafts import slug
from pipelines.propose.rules import fill, reword
from pipelines.propose.run import propose
from pipelines.settings import PROJECT_ROOT
from tests.unit.report import cases
from tests.unit.report.warehouses import make_warehouse

HOME = cases.HOME


def written(folder: Path, rows) -> dict[str, str]:
    warehouse = make_warehouse(folder / "warehouse.duckdb", rows)
    out = folder / "proposals"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        drafts = propose(connection, out, progress=Progress(io.StringIO()))
    assert {draft.path for draft in drafts} | {"README.md"} == {
        str(file.relative_to(out)) for file in out.rglob("*") if file.is_file()
    }
    return {
        str(file.relative_to(out)): file.read_text(encoding="utf-8")
        for file in out.rglob("*")
        if file.is_file()
    }


def on_github():
    """The filled warehouse as if it had been read from GitHub, with a broken rule."""
    rows = cases.filled()
    for repository in rows["repositories"]:
        repository |= {"source": "github", "url": f"https://github.com/{HOME}"}
    for rule in rows["policies"]:
        rule["policy_id"] = rule["policy_id"].replace("checks_green", "checks_passing")
    for result in rows["policy_results"]:
        result["policy_id"] = result["policy_id"].replace(
            "checks_green", "checks_passing"
        )
    return rows


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    return written(tmp_path_factory.mktemp("drafts"), on_github())


def test_a_label_document_names_one_label_for_each_meaning(drafts):
    page = drafts["labels/acme-shop/LABELS.md"]
    variants = [row for row in cases.filled()["labels"] if not row["is_canonical"]]
    assert variants
    for row in variants:
        [line] = [ln for ln in page.splitlines() if f"`{row['name']}`" in ln]
        assert line.startswith(f"| `{row['canonical_name']}`")


def test_a_broken_rule_has_both_honest_ways_out(drafts):
    page = drafts["rules/acme-shop/checks-passing.md"]
    assert "## Make the documents true" in page
    assert "## Make the documents honest" in page
    assert f"`{HOME}#8`: checks were failing" in page
    ruleset = json.loads(drafts["rules/acme-shop/checks-passing.ruleset.json"])
    assert ruleset["enforcement"] == "disabled"
    assert [rule["type"] for rule in ruleset["rules"]] == ["required_status_checks"]


def test_a_rule_that_was_kept_gets_no_draft(drafts):
    assert not [path for path in drafts if "linked" in path]


def test_every_topic_that_nobody_settled_gets_a_record_to_decide(drafts):
    for gap in cases.filled()["governance_gaps"]:
        if gap["kind"] in ("withdrawn", "dangling"):
            continue  # nothing is to be decided there
        page = drafts[f"decisions/acme-shop/{slug(gap['topic'])}.md"]
        assert "- Status: proposed" in page
        assert gap["quote"].split()[0] in page


def test_without_anything_to_say_the_index_says_so(tmp_path):
    found = written(tmp_path, cases.EMPTY)
    assert list(found) == ["README.md"]
    assert "Nothing to propose" in found["README.md"]


def test_text_of_others_does_nothing_in_a_draft(tmp_path):
    found = written(tmp_path, cases.hostile())
    for path, text in found.items():
        if path.endswith(".md"):
            assert "<script" not in text
            assert "<img" not in text
            assert "](javascript" not in text
            assert "\x1b" not in text


NASTY = [
    "$(touch owned)",
    "`touch owned`",
    "a'; touch owned; '",
    "-rf",
    'x,"y"',
    "n\nm",
]


def with_variants(names: list[str]):
    rows = on_github()
    rows["labels"] = [cases._label("kind/bug", "kind/bug", 1)]
    rows["issues"], rows["label_usage"] = [], []
    for number, name in enumerate(names, 1):
        label = cases._label(name, "kind/bug", 1, is_canonical=False)
        rows["labels"].append(label | {"label_id": f"{HOME}:{number}"})
        item = f"{HOME}#{number}"
        rows["issues"].append(
            {
                "issue_id": item,
                "repository_id": HOME,
                "number": number,
                "title": "t",
                "state": "open",
            }
        )
        rows["label_usage"].append(
            {
                "label_usage_id": f"{item}:{number}",
                "item_id": item,
                "repository_id": HOME,
                "label_id": f"{HOME}:{number}",
                "label": name,
                "canonical_name": "kind/bug",
                "is_canonical": False,
                "is_carried": True,
            }
        )
    return rows


def run_script(folder: Path, script: str, *, apply: bool) -> list[list[str]]:
    """Run it with a `gh` that only writes its arguments down."""
    (folder / "normalise.sh").write_text(script, encoding="utf-8")
    fake = folder / "bin" / "gh"
    fake.parent.mkdir(exist_ok=True)
    fake.write_text(
        '#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word" >> calls; done\n'
        'printf "\\n\\0" >> calls\n'
    )
    fake.chmod(0o755)
    path = f"{fake.parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["sh", "normalise.sh"],
        cwd=folder,
        env={"PATH": path} | ({"APPLY": "1"} if apply else {}),
        check=True,
        capture_output=True,
    )
    calls = folder / "calls"
    words = calls.read_text().split("\0")[:-1] if calls.exists() else []
    found: list[list[str]] = [[]]
    for word in words:
        if word == "\n":
            found.append([])
        else:
            found[-1].append(word)
    return found[:-1]


def test_the_script_shows_and_does_nothing_until_it_is_told_to(tmp_path):
    script = written(tmp_path, with_variants(["Bug"]))["labels/acme-shop/normalise.sh"]
    assert run_script(tmp_path, script, apply=False) == []
    repo = ["--repo", HOME]
    assert run_script(tmp_path, script, apply=True) == [
        ["label", "create", *repo, "--", "kind/bug"],
        ["issue", "edit", "1", *repo, "--add-label=kind/bug", "--remove-label=Bug"],
        ["label", "delete", *repo, "--yes", "--", "Bug"],
    ]


def test_a_label_cannot_break_out_of_the_script(tmp_path):
    script = written(tmp_path, with_variants(NASTY))["labels/acme-shop/normalise.sh"]
    calls = run_script(tmp_path, script, apply=True)
    deleted = [call[-1] for call in calls if call[:2] == ["label", "delete"]]
    assert sorted(deleted) == sorted(NASTY)
    assert not (tmp_path / "owned").exists()


def test_a_warehouse_of_another_version_is_told_as_such(tmp_path):
    with (
        duckdb.connect() as connection,
        pytest.raises(WarehouseError, match="lacks what"),
    ):
        propose(connection, tmp_path / "out", progress=Progress(io.StringIO()))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Changes must be approved.", "Changes should normally be approved."),
        ("You must not push.", "You should normally not push."),
        ("A test has to pass.", "A test should normally pass."),
        ("Approval is required.", "Approval is normally expected."),
        ("Bugs should carry a label.", "Bugs should, where possible, carry a label."),
        ("Never push to main.", "normally not push to main."),
        ("Hotfixes: `hotfix/<id>`", "As a rule: Hotfixes: `hotfix/<id>`"),
    ],
)
def test_a_sentence_is_weakened_to_what_is_done(sentence, expected):
    assert reword(sentence) == expected


def test_parameters_of_the_clause_come_into_the_words():
    assert fill("Ask ${teams|the team} for it.", {"teams": ["@a", "@b"]}) == (
        "Ask @a, @b for it."
    )
    assert fill("Require ${approval_count|1} review.", {}) == "Require 1 review."


def test_every_measure_belongs_to_a_policy_of_the_catalogue():
    catalogue = {
        entry["id"]
        for file in (PROJECT_ROOT / "expectations" / "catalogue").glob("*.yml")
        for entry in read_yaml(file)
    }
    measures = read_yaml(PROJECT_ROOT / "pipelines" / "propose" / "enforcement.yml")
    assert set(measures["policies"]) <= catalogue
