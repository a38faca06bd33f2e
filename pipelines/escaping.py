"""Make text that others wrote harmless in Markdown. Pure.

Every function returns `Markup`: Markdown that may be output as it is. What is not
`Markup` goes through `escape` before it reaches the report (see `wording.say`).
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup

# Invisible characters that reorder or hide text: they would falsify a quote.
_DECEPTIVE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
_DECEPTIVE_IN_A_SHEET = re.compile(rf"(?![\u200c\u200d]){_DECEPTIVE.pattern}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(
    r"[\\`*\[\]|~$]|(?<=\])\(|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    r"|(?<=[A-Za-z]):(?=//)|(?<=www)\.|(?<=WWW)\."
)
_BLOCK_START = re.compile(
    r"^ ?(?:[#+-](?=[ #-]|$)|=|\d{1,9}(?=[.)](?: |$)))"  # heading, list, underline
)
_SPANNABLE = re.compile(
    # Signs that do nothing in a code span, and placeholders such as <incident-id>.
    r"(?:[\w./:@#*+,='(){}~^%$; -]|<[a-z0-9]+(?:[-_][a-z0-9]+)+>)+",
    re.ASCII,
)
_CODE_SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=[^\s*])\*\*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][!#-;=?-\[\]-_a-z~]*)?")
_OPEN_ISOLATE, _CLOSE_ISOLATE = "\u2068", "\u2069"
_LONGEST_ADDRESS = 2_000


def escape(text: str) -> Markup:
    """Return `text` as one line of Markdown that reads as `text` and does nothing."""
    line = one_line(text)
    escaped = "".join(_ENTITIES.get(sign, sign) for sign in line)
    escaped = _MARKS.sub(lambda found: "\\" + found[0], escaped)
    escaped = _BLOCK_START.sub(_harmless_start, escaped)
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in line):
        escaped = f"{_OPEN_ISOLATE}{escaped}{_CLOSE_ISOLATE}"
    return Markup(escaped)


def code(text: str) -> Markup:
    """Return `text` as a code span; as plain text where a span could not hold it."""
    line = one_line(text)
    is_exact = text == line == line.strip()
    if not is_exact or not _SPANNABLE.fullmatch(line) or "://" in line:
        return escape(text)
    return Markup(f"`{line}`")


def quotation(text: str, *, longest: int = 240) -> Markup:
    """Return `text` in quotation marks, shortened to about `longest` characters.

    Code spans of the original stay code spans where they are harmless; the signs that
    made words bold are left out.
    """
    words = shorten(_BOLD.sub(r"\1", text), longest)
    parts = _CODE_SPAN.split(words)
    spans = [code(part) if odd % 2 else escape(part) for odd, part in enumerate(parts)]
    if any(odd % 2 and not spans[odd].startswith("`") for odd in range(len(parts))):
        return Markup(f"“{escape(words)}”")
    return Markup(f"“{''.join(spans)}”")


def shorten(text: str, longest: int) -> str:
    """Cut `text` at the end of a word and mark the cut with an ellipsis."""
    line = one_line(text).strip()
    if len(line) <= longest:
        return line
    head = line[: longest + 1]
    cut = head.rfind(" ")
    kept = head[:cut] if cut > longest // 2 else line[:longest]
    return kept.rstrip(" ,;:.") + " …"


def link(words: Markup, address: str | None) -> Markup:
    """Return `words` as a link, or as they are where the address is not a web one."""
    if not (address := web_address(address)):
        return words
    target = address.replace("&", "&amp;").replace("(", "%28").replace(")", "%29")
    target = target.replace("[", "%5B").replace("]", "%5D")
    return Markup(f"[{words}]({target})")


def web_address(address: str | None) -> str | None:
    """Return an address that leads to the web and does nothing else; else None."""
    if not address or len(address) > _LONGEST_ADDRESS:
        return None
    return address if _ADDRESS.fullmatch(address) else None


def one_line(text: str) -> str:
    """Return `text` without line breaks, control and direction-changing characters."""
    return _without(_DECEPTIVE, text)


def cell_of_a_sheet(text: str) -> str:
    """Return `text` as one line that a spreadsheet takes for text, not for a formula.

    Nothing in it steers a terminal or turns the direction of what follows. What joins
    emoji, or parts letters (of Persian, say), stays: the cell is evidence.
    """
    line = _without(_DECEPTIVE_IN_A_SHEET, text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _without(deceptive: re.Pattern[str], text: str) -> str:
    line = _CONTROL.sub("", _SPACE.sub(" ", text))
    return deceptive.sub("\N{REPLACEMENT CHARACTER}", line)


def _harmless_start(found: re.Match[str]) -> str:
    start = found[0]
    return start + "\\" if start[-1].isdigit() else start[:-1] + "\\" + start[-1]
