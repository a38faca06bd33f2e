"""The command line reads and writes JSON lines, and names a bad line."""

import json

import pytest

from pipelines.read.signals.__main__ import main


def run(tmp_path, lines):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines) + "\n")
    status = main([str(source), str(target)])
    return status, target


def test_each_text_gets_a_line_with_signals_and_values(tmp_path):
    record = {
        "id": "a1",
        "text": "Severity: Sev2. PR #7 was merged with CI red; caused by #5.",
        "source": "ops/incidents/a.md",
    }
    status, target = run(tmp_path, [json.dumps(record), "", '{"id": 2, "text": ""}'])
    assert status == 0
    first, second = map(json.loads, target.read_text().splitlines())
    assert first["id"] == "a1"
    assert {s["kind"] for s in first["signals"]} == {"severity_assigned", "override"}
    assert set(first["signals"][0]) == {"kind", "quote", "rule_id", "is_negated"}
    assert first["values"]["severity"] == 2
    roles = {r["number"]: r["role"] for r in first["values"]["references"]}
    assert roles == {7: "mention", 5: "cause"}
    assert second == {"id": 2, "signals": [], "values": {"references": []}}


def test_a_denied_signal_is_marked_and_a_supposed_one_left_out(tmp_path):
    texts = [
        "We did not bypass branch protection or force-merged it.",
        "If we bypassed the review?",
    ]
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)]
    _, target = run(tmp_path, lines)
    first, second = map(json.loads, target.read_text().splitlines())
    assert [s["is_negated"] for s in first["signals"]] == [True]
    assert second["signals"] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"id": "x"}', "`text` is missing"),
        ('{"id": "x", "text": 3}', "`text` is not a string"),
        ('{"id": "x", "text": "a", "heading": 3}', "`heading` is not a string"),
    ],
)
def test_a_bad_line_is_named(tmp_path, capsys, line, said):
    status, target = run(tmp_path, ['{"id": 1, "text": "fine"}', line])
    shown = capsys.readouterr().err
    assert status == 3
    assert "in.jsonl:2:" in shown
    assert said in shown
    assert not target.exists()


def test_a_team_gives_rules_of_its_own(tmp_path, capsys):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "text": "We yolo-merged it.", "more": [1]}\n')
    rules = tmp_path / "rules.yml"
    rules.write_text("rules:\n- {id: yolo, kind: override, any: ['yolo-merged']}\n")
    assert main([str(source), str(target), str(rules)]) == 0
    (signal,) = json.loads(target.read_text())["signals"]
    assert signal["rule_id"] == "yolo"
    assert main([str(source), str(target), str(tmp_path / "none.yml")]) == 3
    assert "none.yml" in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path, capsys):
    assert main([str(tmp_path / "none.jsonl"), str(tmp_path / "out")]) == 3
    assert "none.jsonl" in capsys.readouterr().err


def test_wrong_usage_is_explained(capsys):
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("is_link", [False, True])
def test_what_is_read_is_never_written_over(tmp_path, capsys, is_link):
    source, rules = tmp_path / "texts.jsonl", tmp_path / "rules.yml"
    source.write_text('{"id": "a", "text": "x"}\n')
    rules.write_text("rules: []\n")
    for given in (source, rules):
        target = given
        if is_link:
            target = tmp_path / f"{given.name}.link"
            target.symlink_to(given)
        before = given.read_text()
        assert main([str(source), str(target), str(rules)]) == 2
        assert given.read_text() == before
        assert "written over" in capsys.readouterr().err
