"""Notes and warnings that dialects of markdown write as blocks: their text is prose.

MyST's ```` ```{note} ````, Docusaurus' `:::warning` and MkDocs' `!!! important` are
code, or part of a paragraph, to CommonMark, and MDX's `<Callout>` is HTML to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.read.clauses.titles import calls_attention

_KINDS = (
    r"(?:note|tip|hint|info|important|warning|caution|attention|danger|admonition"
    r"|success|question|seealso|deprecated)"
)
_FENCE = re.compile(
    rf"[ \t]*(?P<mark>`{{3,}}|~{{3,}}|:{{3,}})[ ]?\{{?{_KINDS}\b[^`]*$", re.I
)
_INDENTED = re.compile(rf"(?:!!!|\?\?\?\+?)[ ]+{_KINDS}\b", re.IGNORECASE)
_COMPONENT = re.compile(
    r"[ \t]*<(?P<name>(?:[A-Z][a-z]+)?(?:Call-?[Oo]ut|Admonition|Aside|Alert|Note|Tip"
    r"|Info|Important|Warning|Caution|Danger))(?:[ ][^<>]*)?>[ \t]*$"
)
_TITLED = re.compile(r"\stitle=\{?[\"'](?P<title>[^\"'\n]{2,80})")
_INDENT = "    "
# `!!! note "Backports"`, `:::warning[Backports]`, `:::tip Backports`
_TITLE = re.compile(
    rf"^\W*{_KINDS}\}}?(?:[ ]+inline(?:[ ]+end)?)?"
    r"[ ]*[\[\"']?(?P<title>[^\"\]\n]{2,80})",
    re.IGNORECASE,
)


def opened(text: str) -> tuple[str, dict[int, str]]:
    """`text` with the marks of such blocks gone; each line keeps its number.

    Returns:
        The text; and the titles of the blocks, by the number of each line in them.
    """
    if not re.search(r"(?m)^[ \t]*(?:`{3,}\{|~{3,}\{|:{3,}|!!!|\?\?\?|<[A-Z])", text):
        return text, {}
    lines = [*_lines(text.split("\n"))]
    titles = {at: title for at, (_, title) in enumerate(lines, 1) if title}
    return "\n".join(line for line, _ in lines), titles


def _lines(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each line, and the title of the block that it stands in."""
    closing = title = ""
    is_indented = False
    for line in lines:
        bare = line.strip()
        if is_indented and (not bare or line.startswith(_INDENT)):
            yield line.removeprefix(_INDENT), title
            continue
        is_indented = bool(_INDENTED.match(line))
        fence = None if closing else _FENCE.match(line) or _COMPONENT.match(line)
        is_end = _is_end(bare, closing)
        if fence:
            closing = fence.groupdict().get("mark") or f"</{fence['name']}>"
        elif is_end:
            closing = ""
        if is_indented or fence:
            title = _title(line)
        elif is_end or not closing:
            title = ""
        is_mark = is_indented or fence or is_end
        inner = line.removeprefix("  ") if closing[:1] == "<" else line
        yield "" if is_mark else inner, title


def _is_end(bare: str, closing: str) -> bool:
    """Does a line close the block: by its mark, or by a longer one of its kind."""
    if closing[:1] == "<":
        return bare == closing
    return bool(closing) and bare.startswith(closing) and not bare.strip(closing[0])


def _title(line: str) -> str:
    """The title of the block that a line opens; empty where it calls for attention."""
    found = _TITLED.search(line) if _COMPONENT.match(line) else _TITLE.match(line)
    title = found["title"].strip() if found else ""
    return "" if calls_attention(title) else title
