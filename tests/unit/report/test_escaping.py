"""What others wrote is shown as it was, and does nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipelines.escaping import code, escape, link, one_line, quotation, shorten
from tests.unit.report.cases import HOSTILE_ADDRESSES, HOSTILE_TEXTS

SIGNS = st.sampled_from([*"`*_[]()<>&!#+-=|~\\$.:/ \n\"'{}1aω\u05d0\u202e\t@^"])
TEXTS = st.one_of(st.text(SIGNS, max_size=40), st.text(max_size=40))
FRAMES = (
    "{}",
    "- {}",
    "1. {}",
    "before {} after",
    "**so {} it.** x",
    "[{}](https://a.example)",
)
ISOLATES = str.maketrans("", "", "\u2068\u2069")


def words_and_tags(markdown):
    """What a reader sees of one block, and the kinds of tokens that make it."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    seen, kinds = "", set()
    for block in reader.parse(markdown):
        kinds.add(block.type)
        for token in block.children or []:
            kinds.add(token.type)
            seen += token.content
    return seen.translate(ISOLATES), kinds


def bare(text):
    """The text without the signs that a quotation may leave out, and without spaces."""
    return "".join(sign for sign in text if sign not in "*`" and not sign.isspace())


@pytest.mark.parametrize("frame", FRAMES)
@given(text=TEXTS)
def test_an_escaped_text_reads_as_it_was_and_does_nothing_else(frame, text):
    said, kinds = words_and_tags(frame.format(escape(text)))
    _, usual = words_and_tags(frame.format("word"))

    expected = frame.split("](")[0] if "](" in frame else frame
    for mark in ("- ", "1. ", "**", "["):
        expected = expected.replace(mark, "")
    whole = " ".join(expected.format(one_line(text).strip()).split())
    assert " ".join(said.split()) == whole
    assert kinds - {"text_special"} <= usual | {"text"}


@given(text=TEXTS)
def test_an_escaped_text_stays_in_its_table_cell(text):
    table = f"| a | b |\n|:--|:--|\n| {escape(text)} | `end` |"
    blocks = MarkdownIt("commonmark").enable("table").parse(table)
    rows = [block for block in blocks if block.type == "tr_open"]
    cells = [block.content for block in blocks if block.type == "inline"]
    assert len(rows) == 2
    assert cells[3] == "`end`"


@given(text=TEXTS)
def test_a_quotation_and_a_code_span_keep_the_words(text):
    plain = one_line(text)
    said, kinds = words_and_tags(f"x {code(text)} x")
    assert said.split() == f"x {plain} x".split()
    assert kinds <= {
        "paragraph_open",
        "inline",
        "paragraph_close",
        "text",
        "text_special",
        "code_inline",
    }
    quoted, kinds = words_and_tags(str(quotation(text, longest=1_000)))
    assert bare(quoted) == bare(f"“{plain}”")
    assert not {"html_inline", "link_open", "image"} & kinds


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_tag_and_no_live_link_is_left_in_the_raw_text(text):
    for said in (escape(text), code(text), quotation(text)):
        assert "<script" not in said
        assert "<img" not in said
        assert "](" not in said
        assert "\n" not in said


def test_code_spans_of_a_quote_stay_code_spans():
    assert quotation("label it `sev1` or `<bug-id>`") == (
        "“label it `sev1` or `<bug-id>`”"
    )
    assert "`" not in quotation("a lone ` tick").replace("\\`", "")


def test_characters_that_turn_text_round_are_shown_as_replaced():
    assert "\u202e" not in escape("a\u202eb")
    assert escape("a\u202eb") == "a\N{REPLACEMENT CHARACTER}b"


def test_a_right_to_left_text_is_isolated_from_what_follows():
    assert escape("\u05d0") == "\u2068\u05d0\u2069"


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_hostile_address_leads_to_no_script_and_ends_no_link(address):
    (block,) = [b for b in MarkdownIt().parse(link(escape("x"), address)) if b.children]
    targets = [child.attrs["href"] for child in block.children if child.attrs]
    assert len(targets) <= 1
    assert all(target.startswith("https://evil.example/") for target in targets)
    assert block.children[-1].type in ("text", "link_close")


@pytest.mark.parametrize(
    "address",
    ["", None, "https://", "x", "javascript:alert(1)", "data:,x", "//a.example"],
)
def test_only_a_plain_web_address_becomes_a_link(address):
    assert link(escape("x"), address) == "x"


def test_a_web_address_becomes_a_link_that_leads_there():
    markdown = link(escape("x"), "https://a.example:8/b_(c)?d=e&copy=1#f")
    (block,) = [b for b in MarkdownIt().parse(markdown) if b.children]
    assert block.children[0].attrs["href"] == (
        "https://a.example:8/b_%28c%29?d=e&copy=1#f"
    )


def test_a_long_text_is_cut_at_the_end_of_a_word():
    assert shorten("one two three", 9) == "one two …"
    assert shorten("one two", 7) == "one two"
    assert shorten("x" * 50, 10) == "x" * 10 + " …"


def test_bold_words_of_a_quote_are_quoted_without_their_signs():
    assert quotation("**Severity:** high, 2 ** 3 ** 4") == (
        "“Severity: high, 2 \\*\\* 3 \\*\\* 4”"
    )
