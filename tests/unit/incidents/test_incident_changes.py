"""The change that a timeline begins with is the cause, the one at its end the fix."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents


def entry(*lines):
    timeline = "\n".join(f"- {line}" for line in lines)
    text = f"# Outage\n\nDate: 2024-05-06\n\n## Timeline\n\n{timeline}\n"
    [found] = read_incidents(text, path="pm/x.md").entries
    return found


def test_a_pair_of_changes_bears_each_other_out() -> None:
    found = entry(
        "09:15 CEST rollout of #41", "10:00 CEST mails pile up", "11:30 CEST #43 live"
    )
    assert found.item_roles == ((7, "cause"), (9, "fix"))
    assert found.mitigated_at.hour == 9
    assert found.mitigated_at.minute == 30


def test_one_change_needs_a_sign_of_trouble_beside_it() -> None:
    assert entry("09:15 deploy of #41", "09:20 first alert").item_roles == (
        (7, "cause"),
    )
    assert entry("09:20 first alert", "10:10 deployed #43").item_roles == ((8, "fix"),)
    assert entry("09:15 deploy of #41", "10:00 mails pile up").item_roles == ()


@pytest.mark.parametrize(
    "line",
    [
        "11:30 #43 opened",
        "11:30 #43 deployed to staging",
        "11:30 deploy of #43 and #44",
    ],
)
def test_what_did_not_come_into_use_or_is_not_one_has_no_role(line) -> None:
    assert entry("09:20 first alert", line).item_roles == ()
