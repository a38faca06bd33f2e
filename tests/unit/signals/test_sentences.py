"""Text is split into sentences that keep their words, lines and context."""

import pytest

from pipelines.read.sentences import split_sentences


def words(text):
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Use e.g. a queue, i.e. not a list.",
        "Version v1.2 and 3.4.5 are out, approx. ten users.",
        "See docs/a.md for more.",
    ],
)
def test_an_abbreviation_or_a_version_ends_no_sentence(text):
    assert words(text) == [text]


def test_sentences_are_split_and_wrapped_lines_joined():
    text = "One is here. Two goes\non here! Three?"
    assert words(text) == ["One is here.", "Two goes on here!", "Three?"]


def test_fields_on_lines_of_their_own_are_apart():
    assert words("Severity: Sev1\nStatus: closed") == [
        "Severity: Sev1",
        "Status: closed",
    ]


def test_each_line_of_a_log_is_a_sentence():
    assert words("2031-02-03 14:01 deploy began\n2031-02-03 14:09 errors, undone") == [
        "2031-02-03 14:01 deploy began",
        "2031-02-03 14:09 errors, undone",
    ]


def test_a_fenced_note_for_the_release_is_text_at_its_line():
    text = "# Notes\n\n```release-note\nThe flag is gone.\n```\n\n```sh\nrm x\n```\n"
    *_, sentence = split_sentences(text)
    assert (sentence.text, sentence.line) == ("The flag is gone.", 4)


def test_marks_are_dropped_from_the_words_and_kept_in_the_quote():
    (sentence,) = split_sentences("We **did** see [it](https://x.test/a).")
    assert sentence.text == "We did see it."
    assert sentence.quote == "We **did** see [it](https://x.test/a)."


def test_every_quote_stands_in_its_text_at_its_line():
    text = "# A\n\n- x *y*. Z\n  more\n\n> q. r\n\n| a | b |\n|---|---|\n| c | `d` |\n"
    lines = text.splitlines()
    for sentence in split_sentences(text):
        assert sentence.quote in text
        first = sentence.quote.splitlines()[0]
        assert first in lines[sentence.line - 1]


def test_an_indented_log_message_is_read_as_text():
    text = "commit 1\n\n    We merged this with CI red today.\n    Sorry about that.\n"
    assert "We merged this with CI red today." in words(text)
