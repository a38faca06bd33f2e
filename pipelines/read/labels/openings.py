"""The labels that a list item or a row shows by its form: bold, bare, struck out."""

from __future__ import annotations

import re

from pipelines.markdown import Block
from pipelines.read.labels.aliases import Alias
from pipelines.read.labels.mentions import Mention, label_in

_SCOPED_HEAD = re.compile(
    r"^(?P<name>[A-Za-z][\w-]{0,20}(?:/|::|:(?! ))[\w-]{1,30})(?=: | [-–—(]|, |$)"
)
_FORMERLY = re.compile(
    r"\((?:was|were|formerly|previously|old|aka|ex):? (?P<names>[^()`\n]{1,80})\)",
    re.IGNORECASE,
)
_WORDY = re.compile(
    r"(?:an?|the|in|on|of|our|part|used|called|known|named|under|when|with)\b"
    r"|(?:\S+ ){3}",
    re.IGNORECASE,
)


def struck_out(block: Block, names: list[str]) -> list[Alias]:
    """~~`crash`~~ `kind/bug`: what is struck out stands for the one that is not."""
    struck = {name for text in block.struck if (name := label_in(text.strip("` ")))}
    kept = [position for position, name in enumerate(names) if name not in struck]
    if len(kept) != 1:
        return []
    return [Alias(names.index(name), kept[0]) for name in names if name in struck]


def opening_labels(block: Block) -> list[Mention]:
    """`- **bug**: ...` in a label document, where no code spans are used."""
    if block.kind == "heading":
        return _bare(block) if _FORMERLY.search(block.text) else []
    if block.kind != "item":
        return []
    if not block.bold:
        return _bare(block)
    words = block.bold[0]
    rest = block.text.removeprefix(words)
    is_head = rest != block.text and re.match(r":?\s*$|\s+[-–—=(]|:\s|:$", rest)
    if not is_head and not words.endswith(":"):
        return []
    if re.match(r":?\s*`", rest):
        return []  # **Severity**: `sev1`, `sev2`: it heads a family
    if not block.text.startswith(words) or not (name := label_in(words.rstrip(":"))):
        return []
    return [Mention(name, 0, len(words)), *_formerly(block)]


def _bare(block: Block) -> list[Mention]:
    """`- kind/bug: it broke (was: crash)`: a scoped name opens the item."""
    if not (head := _SCOPED_HEAD.match(block.text)) or not label_in(head["name"]):
        return []
    return [Mention(head["name"], 0, head.end("name")), *_formerly(block)]


def _formerly(block: Block) -> list[Mention]:
    """The names in brackets that say what the label was called; no sentences."""
    found: list[Mention] = []
    if former := _FORMERLY.search(block.text):
        at = former.start("names")
        for part in re.finditer(r"[^,]+", former["names"]):
            name = label_in(part[0])
            if name and not _WORDY.match(name):
                start = at + part.start() + part[0].index(name)
                found.append(Mention(name, start, start + len(name)))
    return found
