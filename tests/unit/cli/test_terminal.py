"""Outside words must not steer the terminal."""

from __future__ import annotations

import pytest

from pipelines.terminal import counted, plain, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a plain title", "a plain title"),
        ("red \x1b[31malert\x1b[0m", "red [31malert[0m"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("turned \u202e around", "turned  around"),
        ("façade 日本", "façade 日本"),
    ],
)
def test_control_characters_vanish_and_words_stay(text, expected):
    assert plain(text) == expected


def test_a_long_text_is_cut_with_an_ellipsis():
    assert plain("abcdefghij", width=6) == "abcde…"
    assert plain("abcdef", width=6) == "abcdef"


def test_a_path_below_the_current_folder_is_shown_short(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "data" / "report.md") == "data/report.md"
    assert shown(tmp_path.parent / "x") == str(tmp_path.parent / "x")


def test_counts_agree_with_their_noun():
    assert counted(1, "incident") == "1 incident"
    assert counted(0, "policy", "policies") == "0 policies"
    assert counted(1200, "entry", "entries") == "1,200 entries"
