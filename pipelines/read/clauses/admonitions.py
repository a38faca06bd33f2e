"""Notes and warnings that dialects of markdown write as blocks: their text is prose.

MyST's ```` ```{note} ````, Docusaurus' `:::warning` and MkDocs' `!!! important` are code, or
part of a paragraph, to CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_KINDS = (
    r"(?:note|tip|hint|info|important|warning|caution|attention|danger|admonition"
    r"|success|question|seealso|deprecated)"
)
_FENCE = re.compile(rf"[ \t]*(?P<mark>`{{3,}}|~{{3,}}|:{{3,}})[ ]?\{{?{_KINDS}\b[^`]*$", re.I)
_INDENTED = re.compile(rf"(?:!!!|\?\?\?\+?)[ ]+{_KINDS}\b", re.IGNORECASE)
_INDENT = "    "


def opened(text: str) -> str:
    """`text` with the marks of such blocks gone; each line keeps its number."""
    if not re.search(r"(?m)^[ \t]*(?:`{3,}\{|~{3,}\{|:{3,}|!!!|\?\?\?)", text):
        return text
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    closing = ""
    is_indented = False
    for line in lines:
        bare = line.strip()
        if is_indented and (not bare or line.startswith(_INDENT)):
            yield line.removeprefix(_INDENT)
            continue
        is_indented = bool(_INDENTED.match(line))
        fence = None if closing else _FENCE.match(line)
        is_end = closing and bare.startswith(closing) and not bare.strip(closing[0])
        if fence:
            closing = fence["mark"]
        elif is_end:
            closing = ""
        yield "" if is_indented or fence or is_end else line
