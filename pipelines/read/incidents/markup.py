"""Other markups made to look like markdown; every line stays where it is."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.read.incidents.days import find_days

_TEMPLATING = re.compile(
    r"<%.{0,2000}?%>|\{%.{0,2000}?%\}|\{\{.{0,2000}?\}\}", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_WIKI_HEADING = re.compile(r"^(={1,6}) ?([^=\n]{1,200}?) ?\1[ \t]*$", re.MULTILINE)
_WIKI_ITEM = re.compile(r"^#+ ", re.MULTILINE)
_ADOC_HEADING = re.compile(r"^(={1,6}) (?=\S)", re.MULTILINE)
_ADOC_TERM = re.compile(r"^([A-Za-z][\w -]{1,40})::[ \t]+(?=\S)", re.MULTILINE)
_ADOC_TITLE = re.compile(r"^\.([A-Z][^\n]{2,80})$", re.MULTILINE)
_RULE = re.compile(r"^([=\-~^\"'#*+`:._])\1{2,}[ \t]*$")
_TOML_KEY = re.compile(r"^(?P<key>[A-Za-z_][\w-]{0,60})[ \t]*=[ \t]*", re.MULTILINE)
_KEY = re.compile(r"^([A-Za-z_]{2,30}): *(.*)$", re.MULTILINE)
_BOX = re.compile(r"^(\[[ xX]\] )", re.MULTILINE)  # a task without its bullet
_SUMMARY = re.compile(
    r"^[ \t]*(?:<details[^>\n]{0,50}>[ \t]*\n?[ \t]*)?"
    r"<summary>([^<\n]{3,200})</summary>[ \t]*$",
    re.MULTILINE,
)
_ENTRY = re.compile(
    r"(?<=\n)\n---\n((?:[A-Za-z_]{2,30}: .{0,300}\n){0,20}date: .{0,300}\n"
    r"(?:[A-Za-z_]{2,30}: .{0,300}\n){0,20})---(?=\n)"
)
_HTML_HEADING = re.compile(
    r"^[ \t]*<h([1-6])[^>\n]{0,200}>([^<\n]{1,200})</h\1>[ \t]*$", re.MULTILINE
)
_HTML_PAIR = re.compile(
    r"^[ \t]*<tr[^>\n]{0,200}>\s{0,20}<t[hd][^>\n]{0,200}>([^<\n]{1,80})</t[hd]>"
    r"\s{0,20}<td[^>\n]{0,200}>([^<\n]{0,500})</td>\s{0,20}</tr>[ \t]*$",
    re.MULTILINE,
)
_HTML_ITEM = re.compile(r"^[ \t]*<li[^>\n]{0,200}>[ \t]*", re.MULTILINE)
_HTML_FRAME = re.compile(
    r"^[ \t]*</?(?:table|tbody|thead|ul|ol|div|p|section|details)[^>\n]{0,200}>[ \t]*"
    r"|</(?:li|p|ul|ol)>[ \t]*$",
    re.MULTILINE,
)
_ONLY_RST = set('~^"#+')


def as_markdown(text: str, path: str) -> str:
    """Markdown without templating and comments, out of what people keep logs in.

    Args:
        text: Markdown, MediaWiki, AsciiDoc or reStructuredText, maybe in a template.
        path: Its extension tells AsciiDoc and reStructuredText.
    """
    text = _from_toml(text.replace("\r\n", "\n"))
    text = _COMMENT.sub(_newlines, text)
    text = _ENTRY.sub(_entry, _BOX.sub(r"- \1", text))
    text = _SUMMARY.sub(_unfolded, text)
    text = _from_html(_TEMPLATING.sub(_newlines, text))
    extension = path.rpartition(".")[2].lower()
    if extension in ("adoc", "asciidoc"):
        text = _ADOC_TITLE.sub(r"**\1**", _ADOC_TERM.sub(r"- **\1**: ", text))
        return _ADOC_HEADING.sub(lambda m: "#" * len(m[1]) + " ", text)
    if extension in ("rst", "rest") or _has_underlines_of_rst(text):
        return _from_rst(text)
    return _from_wiki(text)


def _from_toml(text: str) -> str:
    """Front matter between `+++` as YAML, as far as it is `key = value`."""
    head, mark, rest = text[4:].partition("\n+++")
    if not (text.startswith("+++\n") and mark):
        return text
    return "---\n" + _TOML_KEY.sub(r"\g<key>: ", head) + "\n---" + rest


def _from_html(text: str) -> str:
    """Headings, paragraphs, lists and tables of two columns out of plain HTML."""
    if "<" not in text:
        return text
    text = _HTML_HEADING.sub(lambda m: f"{'#' * int(m[1])} {m[2].strip()}", text)
    text = _HTML_PAIR.sub(_pair, text)
    text = _HTML_ITEM.sub("- ", text)
    return _HTML_FRAME.sub("", text)


def _unfolded(match: re.Match[str]) -> str:
    """The summary of an incident to unfold heads it; other summaries stay."""
    if not find_days(match[1]):
        return match[0]
    return "\n" * match[0].count("\n") + f"## {match[1].strip()}"


def _entry(match: re.Match[str]) -> str:
    """Front matter in the middle of a log begins an entry."""
    keys = dict(_KEY.findall(match[1]))
    names = (keys.get(name, "") for name in ("title", "name", "summary", "service"))
    title = next((name for name in names if name), "")
    fields = _KEY.sub(r"- \g<1>: \g<2>", match[1].strip("\n"))
    return f"\n## {keys['date']} {title}\n{fields}\n"


def _pair(match: re.Match[str]) -> str:
    lines = "\n" * match[0].count("\n")
    return f"- **{match[1].strip().rstrip(':')}**: {match[2].strip()}{lines}"


def _newlines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _from_wiki(text: str) -> str:
    if not _WIKI_HEADING.search(text):
        return text
    text = _WIKI_ITEM.sub("1. ", text).replace("'''", "**")
    return _WIKI_HEADING.sub(lambda m: f"{'#' * len(m[1])} {m[2]}", text)


def _has_underlines_of_rst(text: str) -> bool:
    """Lines of a character that markdown has no use for, as long as those above."""
    lines = text.splitlines()
    return any(
        rule[:1] in _ONLY_RST
        and _RULE.match(rule)
        and bool(title.strip())
        and len(rule.strip()) >= len(title.strip())
        for title, rule in pairwise(lines)
    )


def _from_rst(text: str) -> str:
    lines = text.splitlines()
    marks: list[str] = []
    for number in range(1, len(lines)):
        title, rule = lines[number - 1].strip(), lines[number]
        if not (_RULE.match(rule) and title and not _RULE.match(lines[number - 1])):
            continue
        if len(rule.strip()) + 1 < len(title):
            continue
        if rule[0] not in marks:
            marks.append(rule[0])
        level = min(6, marks.index(rule[0]) + 1)
        lines[number - 1] = f"{'#' * level} {title}"
        lines[number] = ""
        if number >= 2 and _RULE.match(lines[number - 2]):
            lines[number - 2] = ""
    return "\n".join(lines)
