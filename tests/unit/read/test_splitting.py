"""Every reader parts a text into the same sentences."""

import pytest

from pipelines.read.splitting import split


def parts(text, **options):
    return [text[start:stop].strip() for start, stop in split(text, **options)]


@pytest.mark.parametrize(
    "text",
    [
        "Ask e.g. a maintainer, i.e. not a friend, approx. twice.",
        "Use `a. B` and `c! D` as they are.",
        "Merge it (after a day. Not before) by hand.",
        "We pin v1.2 and 3.4.5 for now.",
        "It waits ... and then goes on.",
        "Page J. Doe at night.",
        'Fill in "What? Why?" with care.',
        "It must have legal-review? granted before it lands.",
        "It must have `legal?` granted before it lands.",
    ],
)
def test_what_only_looks_like_an_end_parts_nothing(text):
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("it broke. we fixed it", ["it broke.", "we fixed it"]),
        ("It broke.We fixed it.", ["It broke.", "We fixed it."]),
        ("Is it done? `main` is.", ["Is it done?", "`main` is."]),
        ("First one\n\nSecond one", ["First one", "Second one"]),
        ('Say "done." Then go.', ['Say "done."', "Then go."]),
        ("Wait ten min. Then go.", ["Wait ten min.", "Then go."]),
    ],
)
def test_an_end_parts_two_sentences(text, expected):
    assert parts(text) == expected


def test_a_flag_with_its_own_mark_is_short():
    """Nothing is looked for from the start of the sentence at every mark."""
    asked = f"Is it x-{'y' * 40}?"
    assert parts(f"{asked} we do not know") == [asked, "we do not know"]


def test_a_semicolon_parts_what_stands_alone_unless_told_otherwise():
    text = "A change needs two reviews; a release needs three."
    assert parts(text) == [
        "A change needs two reviews;",
        "a release needs three.",
    ]
    assert parts(text, at_semicolons=False) == [text]
    assert parts("Big ones wait a week; the others a day.") == [
        "Big ones wait a week; the others a day."
    ]
