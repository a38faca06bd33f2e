"""Texts of any encoding are read, and their first bad byte is located."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.checkout.texts import decode


def test_plain_utf8_is_read_as_it_is():
    text = decode("Grüße\n".encode())
    assert (text.text, text.problem, text.line) == ("Grüße\n", None, None)
    assert text.content_id == hashlib.sha256("Grüße\n".encode()).hexdigest()


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert decode(b"\xef\xbb\xbfHello").text == "Hello"
    assert decode("Hello".encode("utf-16")).text == "Hello"


def test_the_first_bad_byte_is_located_and_the_rest_is_read():
    text = decode(b"one\ntwo \xff three\nfour")
    assert text.text == "one\ntwo \ufffd three\nfour"
    assert text.line == 2
    assert text.problem == "not UTF-8: byte 8 (0xff)"


def test_a_bad_byte_after_a_byte_order_mark_is_located_too():
    text = decode(b"\xef\xbb\xbfone\n\xff")
    assert text.line == 2
    assert text.problem == "not UTF-8: byte 7 (0xff)"


def test_a_nul_is_told_and_replaced():
    text = decode(b"a\nb\0c")
    assert text.text == "a\nb\ufffdc"
    assert text.line == 2


@given(st.binary())
def test_no_bytes_are_too_odd(data):
    text = decode(data)
    assert "\0" not in text.text
    assert (text.problem is None) == (text.line is None)
