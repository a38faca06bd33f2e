"""Labels in markdown: lists and tables of a label document, sentences of any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.markdown import Block, parse
from pipelines.read.html_tables import html_rows
from pipelines.read.labels.aliases import Alias, side_by_side
from pipelines.read.labels.arrows import read_arrows
from pipelines.read.labels.asciidoc_tables import asciidoc_rows
from pipelines.read.labels.chains import without_states
from pipelines.read.labels.code_blocks import read_code_blocks
from pipelines.read.labels.columns import labels_of_row
from pipelines.read.labels.documented import DocumentedLabel, Standing
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.markups import as_markdown
from pipelines.read.labels.mentions import (
    Mention,
    find_mentions,
    heads_labels,
    is_place_of_labels,
    joined_by_renames,
    speaks_of_labels,
    speaks_on_of_labels,
)
from pipelines.read.labels.neighbours import Told, relate
from pipelines.read.labels.openings import opening_labels, struck_out
from pipelines.read.labels.relations import owner_of, relations, remarks_of_row
from pipelines.read.labels.restructured import table_rows

_READ_KINDS = {"paragraph", "item", "row", "heading"}
_DEMAND = re.compile(
    r"\b(?:must|shall|should|need(?:s|ed)? to|ha(?:s|ve) to|carry|carries|always"
    r"|require[sd]?)\b"
    r"|(?:^|[.;:!?,]\s+|\bplease |\bthen |\band )"
    r"(?:use|apply|add|tag|set|label|open)\b",
    re.IGNORECASE,
)
_OLD_SECTION = re.compile(
    r"\b(?:deprecated|legacy|old|older|obsolete|retired|former"
    r"|(?:not|no longer) (?:used|in use|applied)(?: any ?more)?|out of use"
    r"|^\W*(?:do not|don['’]t) use(?= (?:these|any ?more)|\W*$))\b",
    re.IGNORECASE,
)
_LINE_HEAD = re.compile(r"^(?P<head>[^\W\d_][\w /&-]{0,30}):\s+(?=.*`)")
_HEAD = re.compile(
    r"^(?P<head>(?:[^`]|`[^`\n]{0,60}`){1,120}?)(?:\s+[-–—]{1,2}\s+|:\s+|\s+=\s+)(?P<rest>.+)$",
    re.DOTALL,
)


def read_prose(text: str, *, path: str, kind: str | None) -> list[DocumentedLabel]:
    """Every mention of a label in a markdown document."""
    is_place = is_place_of_labels(path, kind)
    is_rst = path.lower().endswith(".rst")
    is_adoc = path.lower().endswith((".adoc", ".asciidoc"))
    read_rows = table_rows if is_rst else asciidoc_rows if is_adoc else html_rows
    ready = as_markdown(text, path, is_place=is_place)
    blocks = sorted([*parse(ready), *read_rows(text)], key=lambda block: block.line)
    readable = [
        block
        for whole in blocks
        if whole.kind in _READ_KINDS and not whole.is_quoted
        for block in _lines_with_heads(whole)
    ]
    # Read once more only where a sentence may set a name beside an announced one.
    is_spoken_on = not is_place and speaks_on_of_labels(text)
    known = frozenset(
        label.name
        for block in readable
        if is_spoken_on and "`" in block.text
        for label in _read_block(block, path, is_place)
    )
    told = (
        Told(block, list(_read_block(block, path, is_place, known)))
        for block in readable
    )
    labels = list(relate(one for one in without_states(told) if one.labels))
    arrows = read_arrows(blocks, path=path, is_place=is_place)
    declared = read_code_blocks(blocks, path=path, is_place=is_place)
    return [*labels, *arrows, *declared]


def _lines_with_heads(block: Block) -> list[Block]:
    """`bugs: ...` and `area: ...` on lines below each other, as a block each."""
    texts, sources = block.text.split("\n"), block.source.split("\n")
    heads = [_LINE_HEAD.match(text) for text in texts]
    if (
        block.kind not in ("paragraph", "item")
        or len(texts) != len(sources)
        or not heads[0]
        or sum(map(bool, heads)) < 2
    ):
        return [block]
    found: list[Block] = []
    for offset, (text, source, head) in enumerate(
        zip(texts, sources, heads, strict=True)
    ):
        if head:
            headings = (*block.headings, head["head"])
            line = block.line + offset
            found.append(
                replace(
                    block,
                    kind="item",
                    text=text,
                    source=source,
                    line=line,
                    end_line=line,
                    headings=headings,
                    spans=(),
                )
            )
        else:
            last = found[-1]
            found[-1] = replace(
                last,
                text=f"{last.text}\n{text}",
                source=f"{last.source}\n{source}",
                end_line=block.line + offset,
            )
    return found


def _read_block(
    block: Block, path: str, is_place: bool, known: frozenset[str] = frozenset()
) -> Iterator[DocumentedLabel]:
    """The labels of a block; `known`: those that the document announces anywhere."""
    is_place = is_place or any(heads_labels(title) for title in block.headings)
    by_columns = (
        labels_of_row(block, is_place=is_place) if block.kind == "row" else None
    )
    if by_columns is not None:
        names, aliases, ages = by_columns
        names, aliases = remarks_of_row(block, names, aliases)
        aliases = aliases or side_by_side(names, {}, [])
        text = block.text
    else:
        text = block.text
        mentions = [
            m for m in find_mentions(block, text) if not _is_withdrawn(m, block)
        ]
        if is_place and (joined := list(joined_by_renames(block, text))):
            mentions = sorted({*mentions, *joined}, key=lambda mention: mention.start)
        elif is_place and (head := opening_labels(block)):
            rest = (m for m in mentions if m.start >= head[-1].end)
            mentions = [*head, *rest]
        elif not is_place:
            mentions = _announced(block, text, mentions, known)
        names, aliases, ages = relations(
            text,
            mentions,
            is_one_meaning=block.kind in ("item", "row"),
            owner=owner_of(block, mentions, is_place),
            heading=f"{_last(block.headings)} {block.lead_in}",
        )
        aliases = aliases or struck_out(block, names)
    age = "old" if _OLD_SECTION.search(_last(block.headings)) else None
    seen: set[str] = set()
    for position, name in enumerate(names):
        alias = next((a for a in aliases if a.old == position), None)
        if name in seen and alias is None:
            continue
        seen.add(name)
        alias_of = names[alias.new] if alias else None
        if alias_of == name:
            continue
        is_target = any(a.new == position and not a.is_weak for a in aliases)
        line, quote = _place(block, name)
        yield DocumentedLabel(
            name=name,
            facet=facet_of(alias_of or name, heading=_last(block.headings)),
            standing=_standing(alias, ages.get(position) or age, is_target, text),
            alias_of=alias_of,
            description=_description(block, text),
            line=line,
            quote=quote,
            path=path,
        )


def _is_withdrawn(mention: Mention, block: Block) -> bool:
    """A statement that is struck out as a whole, not only its old name, is none."""
    told = [struck for struck in block.struck if struck.count("`") > 2]
    return any(
        (at := block.text.find(struck)) <= mention.start < at + len(struck)
        for struck in told
        if struck in block.text
    )


def _announced(
    block: Block, text: str, mentions: list[Mention], known: frozenset[str]
) -> list[Mention]:
    """In a document about something else: only those that a word nearby announces.

    Also those that a sentence sets beside a known one, as the old or the new name.
    """
    if speaks_of_labels(block.lead_in) or any(map(speaks_of_labels, block.header)):
        return mentions
    kept: list[Mention] = []
    start = 0
    for part in re.split(r"(?<=[.!?;])\s+", text):
        end = text.find(part, start) + len(part)
        if speaks_of_labels(part):
            kept += [m for m in mentions if start <= m.start < end]
        start = end
    start = 0
    for part in re.split(r"(?<=[.!?])\s+", text) if known else ():
        end = text.find(part, start) + len(part)
        inside = [m for m in mentions if start <= m.start < end]
        if known & {m.name for m in inside} and speaks_on_of_labels(part):
            kept += [m for m in inside if m not in kept]
        start = end
    return sorted(kept, key=lambda mention: mention.start)


def _standing(
    alias: Alias | None, age: str | None, is_target: bool, text: str
) -> Standing:
    if alias and not alias.is_weak:
        return "deprecated"
    if is_target:
        return "preferred"
    if age == "old":
        return "deprecated"
    if age == "new":
        return "preferred"
    return "preferred" if alias is None and _DEMAND.search(text) else "plain"


def _description(block: Block, text: str) -> str:
    if block.kind == "row":
        return max(block.cells, key=len, default="")
    head = _HEAD.match(text) if block.kind == "item" else None
    return " ".join(head["rest"].split()) if head else ""


def _place(block: Block, name: str) -> tuple[int, str]:
    """1-based line of the name, and the words to quote."""
    lines = block.source.splitlines()
    quote = block.source.strip()
    for offset, line in enumerate(lines):
        if name in line:
            return block.line + offset, quote if len(quote) <= 400 else line.strip()
    return block.line, quote[:400]


def _last(headings: tuple[str, ...]) -> str:
    return headings[-1] if headings else ""
