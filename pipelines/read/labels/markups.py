"""Lists of definitions, and the marks of other markups, made to look like markdown.

Every line stays where it is.
"""

from __future__ import annotations

import re

from pipelines.markdown import table_row
from pipelines.read.org import from_org

_HTML_TERM = re.compile(
    r"<dt>(?P<term>[^\n]{1,200}?)</dt>\s{0,20}<dd>(?P<said>[^\n]{1,1000}?)</dd>"
)
_TILDE = re.compile(
    r"(?<![\w`~/])~(?:\"([^\"\n]{1,60})\"|([A-Za-z][\w:-]{0,50}\w)(?![~/]))"
)
_BREAK = re.compile(r"(?<=\w)[ ]?<br ?/?>[ ]?(?=[\w`])")
_HTML_LIST = re.compile(r"</?dl>")
_HTML_CODE = re.compile(r"</?code>")
_TITLE = re.compile(r"^(?P<level>={1,6})(?= \S)", re.MULTILINE)
_TERM = re.compile(
    r"^(?P<term>\S[^\n]{0,80}?)::+[ \t]*(?:\n[ \t]*)?(?=\S)", re.MULTILINE
)
_COLUMNS = re.compile(r"[ \t]*[-=]{2,}(?:[ \t]{2,}[-=]{2,})+[ \t]*")
_RST_TERM = re.compile(
    r"(?:^(?<=\n\n)|^(?<=\S\n))(?P<term>\w[^\n:]{0,60}\w)\n[ ]{2,8}(?=[^\s*-])",
    re.MULTILINE,
)
_FIELD = re.compile(r"^:(?P<name>[^\s:`][^:`\n]{0,60}):[ \t]+(?=\S)", re.MULTILINE)


def as_markdown(text: str, path: str, *, is_place: bool) -> str:
    """The text of a document as markdown, by what the end of its path says it is.

    Where it is about labels (`is_place`), terms that are defined are labels.
    """
    extension = path.lower().rpartition(".")[2]
    if extension == "org":
        return from_org(text)
    if extension in ("adoc", "asciidoc"):
        titled = _TITLE.sub(lambda title: "#" * len(title["level"]), text)
        return _TERM.sub(_label if is_place else _item, titled)
    if extension == "rst":
        fields = _FIELD.sub(_field, text)
        return _RST_TERM.sub(_label, fields) if is_place else fields
    text = _BREAK.sub(", ", _with_columns(text))
    if len(_TILDE.findall(text)) > 1:  # GitLab's way to name a label
        text = _TILDE.sub(lambda name: f"`{name[1] or name[2]}`", text)
    return (
        _HTML_TERM.sub(_defined, _HTML_LIST.sub("", text)) if "<dt>" in text else text
    )


def _label(term: re.Match[str]) -> str:
    """The terms as code, unless they are so already, or no names."""
    names = [name.strip() for name in term["term"].split(",")]
    if "`" in term["term"] or any(len(name.split()) > 3 for name in names):
        return _item(term)
    said = ", ".join(f"`{name}`" for name in names)
    return f"- {said}: " + "\n" * term[0].count("\n")


def _field(field: re.Match[str]) -> str:
    name = field["name"]
    return f"- `{name}`: " if re.search(r"[/:-]", name) else f"- {name}: "


def _with_columns(text: str) -> str:
    """Tables of bare columns, each with a line of dashes below its title."""
    if not _COLUMNS.search(text):
        return text
    lines = text.split("\n")
    is_inside = False
    for number in range(1, len(lines)):
        if _COLUMNS.fullmatch(lines[number]) and lines[number - 1].strip():
            is_inside = True
            lines[number - 1] = _row(lines[number - 1])
            lines[number] = "|" + "---|" * len(lines[number].split())
        elif is_inside and (is_inside := bool(lines[number].strip())):
            lines[number] = _row(lines[number])
    return "\n".join(lines)


def _row(line: str) -> str:
    return table_row(re.split(r"[ \t]{2,}", line.strip()))


def _item(term: re.Match[str]) -> str:
    return f"- {term['term']}: " + "\n" * term[0].count("\n")


def _defined(html: re.Match[str]) -> str:
    lines = "\n" * html[0].count("\n")
    term, said = (_HTML_CODE.sub("`", html[key].strip()) for key in ("term", "said"))
    return f"- {term}: {said}{lines}"
