"""A text knows where its lines stand in the archive that holds it."""

import pytest

from pipelines.read.texts import Text


def test_a_line_of_a_document_is_the_line_of_its_file():
    assert Text("o/r", "one\ntwo", path="A.md").place(2) == ("A.md", 2)


def test_an_item_on_github_has_no_file():
    assert Text("o/r", "title\n\nbody", number=1).place(3) == (None, 3)


@pytest.mark.parametrize(("line", "stands_at"), [(1, 10), (3, 14), (4, 15)])
def test_a_description_stands_under_its_heading(line, stands_at):
    text = Text(
        "o/r",
        "title\n\nbody\nmore",
        number=1,
        source_path="ISSUES.md",
        source_line=10,
        body_line=14,
    )
    assert text.place(line) == ("ISSUES.md", stands_at)


def test_a_comment_begins_on_its_own_line():
    text = Text("o/r", "a\nb", number=1, source_path="ISSUES.md", source_line=20)
    assert text.place(2) == ("ISSUES.md", 21)
