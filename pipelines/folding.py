"""Words without case and markup, as the reader and the judge compare them."""

from __future__ import annotations

import re

_CODE = re.compile(r"(`[^`]*`)")


def folded(text: str, markup: re.Pattern[str]) -> str:
    """`text` in small letters, single spaces for `markup`; code stays as it is."""
    small = [
        part if part.startswith("`") else markup.sub(" ", part).lower()
        for part in _CODE.split(text)
    ]
    return " ".join("".join(small).split()).strip(" ,;.:")
