"""What a document says is as old as the revision since which it says so."""

from __future__ import annotations

from pipelines.read.rows.words import Words
from pipelines.read.texts import documents
from tests.unit.read.raw_rows import Raw

NOT_YET = "# Reviews\n\nA change needs a review.\n"
SAYS_SO = "# Reviews\n\nA change needs one LGTM before it is merged.\n"


def conventions(*texts):
    raw = Raw()
    raw.document("CONTRIBUTING.md", "contributing", *texts)
    words = Words(raw.store)
    for document in documents(raw.store):
        words.read(document)
    found = raw.rows(
        "select convention, strftime(effective_from, '%m') from"
        " parsed.approval_conventions"
    )
    raw.connection.close()
    return found


def test_a_convention_holds_since_the_document_speaks_of_it() -> None:
    days = ("2024-01-01", NOT_YET), ("2024-02-01", SAYS_SO), ("2024-03-01", SAYS_SO * 2)
    assert set(conventions(*days)) == {("lgtm", "02")}


def test_a_convention_that_was_left_and_taken_up_again_holds_since_then() -> None:
    texts = SAYS_SO, NOT_YET, SAYS_SO
    days = [(f"2024-0{month}-01", text) for month, text in enumerate(texts, start=1)]
    assert conventions(*days) == [("lgtm", "03")]


def test_nobody_knows_what_was_before_the_first_commit() -> None:
    assert conventions(("2024-01-01", SAYS_SO)) == [("lgtm", None)]
