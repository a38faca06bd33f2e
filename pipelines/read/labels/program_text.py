"""A program's text made ready: strings, comments, and what short variables stand for.

Every character and line of the text stays where it is told to be: comments are blanked,
and a variable is filled in within its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

# A string in any quotes; `word_of` tells its words.
STRING = r"(?:\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|`[^`\n$]{1,60}`)"
ONE_STRING = re.compile(STRING)
_COMMENT = re.compile(
    r"\"(?:[^\"\\\n]|\\.){0,2000}\"|'(?:[^'\\\n]|\\.){0,2000}'|`[^`\n]{0,2000}`"
    r"|/\*.{0,2000}?\*/"
    r"|(?:^|(?<=[\s;,({\[]))(?:#(?![!{])|//)[^\n]*",
    re.MULTILINE | re.DOTALL,
)
# Where labels are asked for, or the command that edits them.
_SET = re.compile(
    r"^[ \t]*(?:(?:export|local|readonly|const|let|var|val|set)[ \t]+)?\$?"
    r"(?P<name>[A-Za-z_]\w{0,30})[ \t]*[?:]?=[ \t]*[frb]?(?P<mark>[\"'`]?)"
    r"(?P<value>[^\"'`\n]{0,200}(?:/labels|label edit)\b[^\"'`\n]{0,100})"
    r"(?P=mark)[ \t;]*$",
    re.MULTILINE,
)
_USED = re.compile(r"\$?\$?(?:\{\{? ?(\w{1,31}) ?\}\}?|\((\w{1,31})\))|\$(\w{1,31})")
_CUT = re.compile(  # the sign at which a program cuts an entry in two
    r"\bIFS=\$?[\"']?(?P<ifs>\\t|[^\s\"'])|%%?(?P<before>[^*\s\w{}\"'%]{1,2})\*\}"
    r"|\b(?:split|partition)\(\s?[\"'](?P<split>[^\"'\n]{1,4})[\"']"
    r"|\bcut\s+-d\s?[\"']?(?P<cut>[^\s\"'])|\bawk\s+-F\s?[\"']?(?P<awk>[^\s\"'])"
)
_LOOP = re.compile(r"\b(?:for|foreach|each|while|zip|entries|items|keys)\b", re.I)
_MOST = 50  # variables


@dataclass(frozen=True)
class ProgramText:
    """A text in which programs, or parts of them in a page, are looked for.

    Attributes:
        whole: As written.
    """

    whole: str

    @cached_property
    def code(self) -> str:
        """Without comments, and with addresses of labels in place of variables."""
        bare = _COMMENT.sub(_blank, self.whole)
        values = {s["name"]: s["value"].strip() for s in _SET.finditer(bare)}
        if not 0 < len(values) <= _MOST:
            return bare

        def fill(use: re.Match[str]) -> str:
            return values.get(use[1] or use[2] or use[3], use[0])

        return _USED.sub(fill, _USED.sub(fill, bare))

    @cached_property
    def cuts(self) -> list[str]:
        """Signs at which it cuts words in two."""
        told = (next(filter(None, cut.groups())) for cut in _CUT.finditer(self.code))
        return list(dict.fromkeys(mark.replace("\\t", "\t") for mark in told))

    @cached_property
    def _lines(self) -> list[str]:
        return [line[:1_000] for line in self.whole.split("\n")]

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.code.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts

    @cached_property
    def loops(self) -> list[str]:
        """Lines that go through something."""
        return [line for line in self.code.split("\n") if _LOOP.search(line)]

    def at(self, place: int) -> tuple[int, str]:
        """The 1-based number of the line at a place of the code, and its words."""
        number = bisect_right(self._starts, place)
        return number, self._lines[number - 1]

    def beside(self, place: int) -> list[str]:
        """What the comment of that line says, and what one on the line above says."""
        number, line = self.at(place)
        above = self._lines[number - 2].strip() if number > 1 else ""
        said = [_comment_of(line)]
        if above.startswith(("#", "//")):
            said.append(_comment_of(above))
        return [words for words in said if words]


def word_of(string: str) -> str:
    """What stands in the quotes."""
    return string[1:-1]


def _blank(match: re.Match[str]) -> str:
    if not match[0].startswith(("#", "/")):
        return match[0]
    return re.sub(r"[^\n]", " ", match[0])


def _comment_of(line: str) -> str:
    for match in _COMMENT.finditer(line):
        if match[0].startswith(("#", "/")):
            return match[0].strip("#/* ").strip()
    return ""
