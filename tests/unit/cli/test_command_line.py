"""What a person types, reads, and what status a script gets."""

from __future__ import annotations

import errno
import json
import os
import sys

import pytest

from pipelines import VERSION, cli
from pipelines.errors import AuditError, InputError, StrictError, WarehouseError
from pipelines.progress import time_left


@pytest.fixture
def saydo(monkeypatch, capsys, tmp_path):
    """Run the command line in this process: status, standard output, error."""
    monkeypatch.delenv("SAYDO_DATA", raising=False)
    monkeypatch.delenv("SAYDO_REPOSITORIES", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["saydo", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


COMMANDS = [
    "refresh",
    "extract",
    "read",
    "model",
    "judge",
    "publish",
    "report",
    "docs",
    "policies",
    "propose",
    "audit-pack",
]


def test_without_a_command_the_help_is_shown_with_examples(saydo):
    status, out, err = saydo()
    assert status == 2
    for command in COMMANDS:
        assert f"\n  {command} " in out + err
    assert "saydo refresh --repo ../service" in out + err


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example_and_the_exit_statuses(saydo, command):
    status, out, _ = saydo(command, "--help")
    assert status == 0
    assert f"Example:\n    saydo {command} " in out
    assert "5   the new warehouse failed its own audit" in out


def test_the_version(saydo):
    assert saydo("--version")[:2] == (0, f"saydo, version {VERSION}\n")


def test_an_unknown_command_is_a_usage_error(saydo):
    status, _, err = saydo("refrsh")
    assert status == 2
    assert "No such command 'refrsh'" in err


def test_a_folder_that_is_not_there_is_said_without_a_traceback(saydo, tmp_path):
    status, _, err = saydo("refresh", "--repo", str(tmp_path / "nowhere"))
    assert status == 2
    assert err.startswith(f"saydo: no such folder: {tmp_path}/nowhere\n  ")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("what", "remedy"), 3),
        (WarehouseError("what", "remedy"), 4),
        (AuditError("what", "remedy"), 5),
        (StrictError("what", "remedy"), 6),
    ],
)
def test_an_error_names_its_step_cause_and_remedy(
    saydo, flow, monkeypatch, error, status
):
    flow.failing = {"judge": error}
    ended = saydo("refresh", "--data", str(flow.settings.data))
    assert ended[0] == status
    assert ended[2].endswith("saydo: judge: what\n  remedy\n")
    assert "Traceback" not in ended[2]


def test_debug_adds_the_traceback(saydo, flow):
    flow.failing = {"judge": AuditError("what", "remedy")}
    _, _, err = saydo("--debug", "refresh", "--data", str(flow.settings.data))
    assert "Traceback" in err
    assert err.endswith("saydo: judge: what\n  remedy\n")


def test_a_bug_is_called_one_and_logged_without_the_environment(
    saydo, flow, monkeypatch
):
    monkeypatch.setenv("GITHUB_TOKEN", "very-secret")
    flow.failing = {"read": ZeroDivisionError("division by zero")}
    status, _, err = saydo("refresh", "--data", str(flow.settings.data))
    log = flow.settings.state / "last-error.log"
    assert status == 70
    assert "saydo: read: ZeroDivisionError: division by zero" in err
    assert "This is a bug of saydo" in err
    assert str(log) in err
    assert "Traceback (most recent call last)" in log.read_text()
    assert "very-secret" not in log.read_text() + err


def wrapped_interruption() -> Exception:
    error = RuntimeError("what a library makes of it")
    error.__cause__ = KeyboardInterrupt()
    return error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), wrapped_interruption()])
def test_an_interruption_is_clean(saydo, flow, error):
    flow.failing = {"model facts": error}
    status, _, err = saydo("refresh", "--data", str(flow.settings.data))
    assert status == 130
    assert err.endswith("saydo: model: interrupted; nothing was published\n")


def test_a_full_disk_in_any_step_is_told_as_such(saydo, flow):
    flow.failing = {"report": OSError(28, "No space left on device")}
    status, _, err = saydo("refresh", "--data", str(flow.settings.data))
    assert status == 4
    assert "saydo: report: no room left to write in" in err


def test_progress_goes_to_standard_error_and_the_result_to_standard_output(
    saydo, flow, monkeypatch
):
    monkeypatch.setattr(
        "pipelines.report.summary.format_summary", lambda _: "the closing screenful"
    )
    status, out, err = saydo("refresh", "--data", str(flow.settings.data))
    assert (status, out) == (0, "the closing screenful\n")
    assert "extract: reading " in err


def test_policies_before_the_first_refresh_says_what_to_do(saydo, tmp_path):
    status, _, err = saydo("policies", "--data", str(tmp_path))
    assert status == 2
    assert err.startswith(f"saydo: policies: {tmp_path}/warehouse.duckdb is not there")
    assert "make refresh" in err


def test_an_error_is_told_to_machines_too(saydo, flow):
    status, out, err = saydo(
        "propose", "--json", "--data", str(flow.settings.data / "nowhere")
    )
    assert status == 2
    said = json.loads(out)
    assert said["status"] == 2
    assert said["error"]["what"].endswith("warehouse.duckdb is not there")
    assert said["error"]["remedy"] == "Run: make refresh"
    assert err.startswith("saydo: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("refresh", "--json", "--nope"),
        ("--json", "refresh"),
        ("refresh", "--json", "and-more"),
        ("refresh", "--nope", "--json"),
        ("nonsense", "--json"),
        ("audit-pack", "--json", "--from", "2024-13-01", "--to", "2024-01-01"),
        ("audit-pack", "--json", "--from", "2024-02-01", "--to", "2024-01-01"),
        ("audit-pack", "--json"),
        ("refresh", "--json", "--repo", "/no/such/folder"),
    ],
)
def test_a_call_that_is_not_understood_is_told_to_machines_too(saydo, arguments):
    status, out, err = saydo(*arguments)
    said = json.loads(out)
    assert (status, said["status"]) == (2, 2)
    assert said["error"]["what"]
    assert err


def test_an_answer_that_cannot_be_printed_is_no_fault_of_the_data(
    saydo, flow, monkeypatch
):
    """Standard output is a full disk; the data folder is not."""

    def full(text, *, err, color):
        if not err:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sys.stderr.write(f"{text}\n")

    monkeypatch.setattr("pipelines.commands.register", lambda _: "the register")
    monkeypatch.setattr("pipelines.invocation.click.echo", full)
    monkeypatch.setattr("pipelines.invocation.drop_output", lambda: None)
    status, _, err = saydo("policies", "--data", str(flow.settings.data))
    assert status == 4
    assert "the answer cannot be printed: No space left on device" in err
    assert str(flow.settings.data) not in err


def test_a_refresh_for_machines_prints_one_document(saydo, flow, monkeypatch):
    monkeypatch.setattr(
        "pipelines.report.summary.summarise", lambda _: {"totals": {"issues": 3}}
    )
    status, out, _ = saydo("refresh", "--json", "--data", str(flow.settings.data))
    assert status == 0
    assert json.loads(out) == {"status": 0, "totals": {"issues": 3}}


def test_quiet_leaves_only_the_result(saydo, flow, monkeypatch):
    monkeypatch.setattr("pipelines.report.summary.format_summary", lambda _: "result")
    arguments = ("refresh", "-q", "--data", str(flow.settings.data))
    assert saydo(*arguments) == (0, "result\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_every_shell(saydo, shell):
    status, out, _ = saydo("completion", shell)
    assert status == 0
    assert "_SAYDO_COMPLETE" in out


def test_a_shell_completes_commands(saydo, monkeypatch):
    monkeypatch.setenv("_SAYDO_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "saydo aud")
    monkeypatch.setenv("COMP_CWORD", "1")
    status, out, _ = saydo()
    assert (status, out) == (0, "plain,audit-pack\n")


@pytest.mark.parametrize(
    ("seconds", "done", "total", "said"),
    [
        (60.0, 10, 100, ", about 9 min left"),
        (60.0, 50, 100, ", about a minute left"),
        (60.0, 90, 100, ""),
        (2.0, 1, 100, ""),
        (60.0, 100, 100, ""),
        (60.0, 10, None, ""),
    ],
)
def test_long_work_says_how_long_it_will_take(seconds, done, total, said):
    assert time_left(seconds, done, total) == said
