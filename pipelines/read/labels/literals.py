"""Label files written as code (JSON, JSON5, JavaScript, Terraform), as YAML nodes.

Only the literals are read: objects, lists and strings. What is computed (a variable,
a call, a template) has no value here; nothing is ever run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_TOKEN = re.compile(
    r"(?P<blank>\s+|//[^\n]*|\#[^\n]*)|(?P<comment>/\*)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.){0,2000}\"|'(?:[^'\\\n]|\\.){0,2000}'"
    r"|`(?:[^`\\$]|\\.){0,500}`)"
    r"|(?P<word>[\w.$-]+)|(?P<mark>=>|[{}\[\]():=,])|(?P<other>.)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DEPTH = 20
_MOST_TOKENS = 300_000


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int  # 0-based


def literal_nodes(text: str) -> Iterator[yaml.Node]:
    """Yield every object and list that stands at the top, in order. Linear."""
    yield from _Reader(list(_tokens(text))).roots()


def _tokens(text: str) -> Iterator[_Token]:
    at = line = count = 0
    while at < len(text) and count < _MOST_TOKENS:
        match = _TOKEN.match(text, at)
        if match is None:
            return
        kind, end = match.lastgroup or "other", match.end()
        if kind == "comment":
            end = text.find("*/", end) + 2
            if end < 2:
                return
        elif kind == "string":
            yield _Token(kind, _unescaped(match[0][1:-1]), line)
        elif kind != "blank":
            yield _Token(kind, match[0], line)
        count += kind not in ("blank", "comment")
        line += text.count("\n", at, end)
        at = end


def _unescaped(body: str) -> str:
    """The words of a string; pairs of surrogates (emoji in JSON) made one character."""
    try:
        return str(json.loads(f'"{body}"'))
    except ValueError:
        return _ESCAPED.sub(r"\1", body)


class _Reader:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def roots(self) -> Iterator[yaml.Node]:
        while token := self._peek():
            if token.text in ("{", "[") and token.kind == "mark":
                if node := self._value(0):
                    yield node
            else:
                self._at += 1

    def _peek(self, ahead: int = 0) -> _Token | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _is(self, text: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "mark" and token.text == text

    def _value(self, depth: int) -> yaml.Node | None:
        """The literal that stands here; None (and past it) for what is computed."""
        token = self._peek()
        if token is None or depth > _DEPTH:
            self._at = len(self._tokens)
            return None
        if token.kind == "mark" and token.text in "}])":
            return None  # of the one around
        self._at += 1
        if token.kind == "string":
            return _scalar(token)
        if token.kind == "mark" and token.text == "{":
            return self._object(token, depth)
        if token.kind == "mark" and token.text in ("[", "("):
            return self._list(token, depth)
        if token.kind == "word" and self._is("("):
            self._at += 1
            inside = self._list(token, depth)
            return inside.value[0] if inside.value else None
        if token.kind == "word" and self._is("["):  # `label.this["area/web"]`
            self._at += 1
            inside = self._list(token, depth)
            return inside.value[0] if "label" in token.text and inside.value else None
        return _scalar(token) if token.text in ("true", "false") else None

    def _list(self, opening: _Token, depth: int) -> yaml.SequenceNode:
        values: list[yaml.Node] = []
        while (token := self._peek()) and not (
            token.kind == "mark" and token.text in "}])"
        ):
            if value := self._value(depth + 1):
                values.append(value)
        self._at += 1
        return yaml.SequenceNode("", values, _mark(opening.line))

    def _object(self, opening: _Token, depth: int) -> yaml.MappingNode:
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        while (token := self._peek()) and not self._is("}"):
            self._at += 1
            if token.kind not in ("string", "word"):
                continue
            while (following := self._peek()) and following.kind == "string":
                self._at += 1  # `resource "type" "name" {` of Terraform
            if any(map(self._is, (":", "=", "=>"))):
                self._at += 1
            elif not self._is("{"):
                continue
            if value := self._value(depth + 1):
                pairs.append((_scalar(token), value))
        self._at += 1
        return yaml.MappingNode("", pairs, _mark(opening.line))


def _scalar(token: _Token) -> yaml.ScalarNode:
    return yaml.ScalarNode("", token.text, _mark(token.line))


def _mark(line: int) -> yaml.Mark:
    return yaml.Mark("", 0, line, 0, None, 0)
