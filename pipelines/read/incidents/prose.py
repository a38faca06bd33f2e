"""Sentences in which a write-up tells its story, and the events that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase, roles_of
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.tasks import asks

_TELLING = {"summary", "impact", "resolution", "detection"}
_WHY = {"root_cause", "lessons"}
_MOST = 400  # sentences
_TO_FILL = re.compile(r"\{[^{}\n]{2,80}\}|\be\.g\.|\bexample:", re.IGNORECASE)
_SHORT = 40  # characters of a line that is only from when until when
_NAME = 3  # words that name a part; more of them tell something
_END = re.compile(
    r"(?<=[.!?])\s+(?=[\"'“\[*_`]*[A-Z0-9#@~≈]|(?:i|we|it|they|this|the|nothing)\b)"
)
_SMALL_END = re.compile(r"(?<=[^\W_][\w)][.!?])\s+(?=[a-z\d])")  # of one who writes so
_CAPITAL = re.compile(r"[.!?]\s+[A-Z]")
_LABEL = re.compile(r"^(?:[-*•]\s+)?[A-Z][\w /'()-]{1,40}:(?:\s|$)")
_SMALL_LABEL = re.compile(r"^([a-z][a-z -]{2,20}):\s+\S")
_LEAD = re.compile(
    r"^[\w ,./-]{6,30}\W{1,4}(?:post-?mortem|report|write-?up|rca|analysis)\s?:\s+"
    r"(?=\S)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^(?:[-*•]|[-=]>|→)\s+(?=\S)|^[-*•]?\s*[✅✔✓☑❌✘✗☐⬜]"
)  # begins a line of a list


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on one line of words.

    `line` is the 1-based line where its block begins; `part` is "impact" or "detection"
    if it stands in the part of that name.
    """

    text: str
    line: int
    part: str | None = None
    chapter: int = 0  # the line of the heading that it stands below
    title: str = ""  # of that heading


def sentences_of(section: Section) -> list[Sentence]:
    """Sentences before the first part, and of the parts that tell the story."""
    found: list[Sentence] = []
    for block, part, told in _telling_blocks(section):
        found += [
            replace(one, part=part, chapter=told.line, title=told.title)
            for one in sentences_in(block)
        ]
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def other_sentences_of(section: Section) -> Iterator[Sentence]:
    """Sentences of all its parts, at most 400; beside what is to be done what was."""
    count = 0
    for part in section.walk():
        is_to_do = "action_items" in part.parts
        kept = [b for b in part.blocks if b.kind == "paragraph" or not is_to_do]
        for block in _words_in(kept):
            for sentence in sentences_in(block):
                count += 1
                if count > _MOST:
                    return
                if not is_to_do or _tells_of_past(sentence.text):
                    yield sentence


def _tells_of_past(text: str) -> bool:
    """`The outage lasted an hour`; not `We will see to it that none lasts an hour`."""
    is_other = phrase("unreal").search(text) or phrase("practised").search(text)
    return bool(phrase("lasted").search(text)) and not is_other


def why_of(section: Section) -> Iterator[Sentence]:
    """Sentences of the parts that tell why it happened, at most 400."""
    told = (one for one in section.walk() if one.parts & _WHY)
    found = (
        replace(sentence, chapter=one.line, title=one.title)
        for one in told
        for block in _words_in(one.blocks)
        for sentence in sentences_in(block)
    )
    return islice(found, _MOST)


def opening_of(section: Section) -> list[Sentence]:
    """The first sentences, in which a write-up says what it is about."""
    return [s for s in sentences_of(section) if _tells(s.text)][:6]


def is_field(text: str) -> bool:
    """`Incident commander: Ana`, which tells nothing of the story."""
    label, mark, _ = text.partition(":")
    return bool(mark) and bool(_LABEL.match(text)) and not parts_of_title(label)


def _tells(text: str) -> bool:
    """Words of the story, or a summary that a label announces."""
    label = text.partition(":")[0]
    return not _LABEL.match(text) or bool(parts_of_title(label) & {"summary", "impact"})


def sentences_in(block: Block) -> Iterator[Sentence]:
    """The sentences of a block; a line that begins with a label begins a new one."""
    lines: list[str] = []
    for line in block.text.splitlines():
        if lines and not _begins_anew(line.strip()):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    for words in map(_without_lead, lines):
        pending = ""
        is_small = words[:1].islower() and not _CAPITAL.search(words[:20_000])
        pieces = (_SMALL_END if is_small else _END).split(words[:20_000])
        for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
            pending = f"{pending} {piece}".strip()
            if not following or not _goes_on(pending, following):
                yield Sentence(pending[:1_000], block.line)
                pending = ""


def _begins_anew(line: str) -> bool:
    """With a bullet, a label, or that of a part in small letters (`cause: ...`)."""
    if _LABEL.match(line) or _MARK.match(line):
        return True
    small = _SMALL_LABEL.match(line)
    return bool(small and parts_of_title(small[1]))


def _without_lead(words: str) -> str:
    """`2 Sep 2016 — post-mortem: On 9 August ...`: the first day is of the text."""
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead and find_days(lead[0]) else words


def _goes_on(words: str, following: str) -> bool:
    """`approx. 30`, `6:26 p.m. Pacific`: the dot ends no sentence."""
    is_half = phrase("half_of_day").search(words[-8:])
    is_zone = is_half and phrase("beside_a_time").match(following)
    return bool(is_zone or phrase("abbreviation").search(words[-8:]))


def _telling_blocks(section: Section) -> Iterator[tuple[Block, str | None, Section]]:
    for told in section.story():
        for block in _words_in(told.blocks):
            yield block, None, told
    told_in = {id(told): told for told in section.story()}
    for child in (
        c for told in told_in.values() for c in told.children if id(c) not in told_in
    ):
        if "timeline" in child.parts:
            part = None
            blocks = [b for b in child.blocks if _is_long(b)]
        elif child.parts & _TELLING:
            part = next(iter(child.parts & {"impact", "detection"}), None)
            blocks = list(child.all_blocks())
        elif (not child.is_part and not child.parts) or _is_opening(child, section):
            part, blocks = None, _below_subtitles(child)
        else:
            continue
        for block in _words_in(blocks):
            yield block, part, child


def _is_opening(child: Section, section: Section) -> bool:
    """A first heading that tells why (`A bad flag stopped us`), over the story."""
    is_first = section.children[:1] == [child] and child.parts == {"root_cause"}
    is_alone = not any(block.kind == "paragraph" for block in section.blocks)
    return is_first and is_alone and len(child.title.split()) > _NAME


def _below_subtitles(section: Section) -> list[Block]:
    """What stands below a heading, or below another right under it."""
    while not section.blocks and section.children and not section.children[0].is_part:
        section = section.children[0]
    return section.blocks


def _is_long(block: Block) -> bool:
    """A paragraph of several sentences, no line of a timeline."""
    is_one = block.kind == "paragraph" and "\n" not in block.text.strip()
    return is_one and len(_END.findall(block.text)) > 0


def _words_in(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind == "row" and len(block.cells) > 1:
            is_length = any(r.startswith("minutes_") for r in roles_of(block.cells[0]))
            if parts_of_title(block.cells[0]) & _TELLING and not is_length:
                yield replace(block, kind="paragraph", text=block.cells[-1])
            continue
        if block.kind not in ("paragraph", "item") or _begins_with_a_time(block.text):
            continue
        if _is_guidance(block):
            continue
        labels = (*block.parents, block.lead_in)
        if not any(_holds_actions(label) for label in labels if label):
            yield block


def _is_guidance(block: Block) -> bool:
    """`_Write a summary. EXAMPLE: Between {time} and ..._`, left of a template."""
    source = block.source.strip()
    is_slanted = source[:1] in ("_", "*") and source[-1:] == source[:1] != source[1:2]
    is_form = bool(_TO_FILL.search(block.text)) or asks(block.text)
    return is_slanted and is_form and source.count(source[0]) == 2


def _begins_with_a_time(text: str) -> bool:
    """A line of a timeline, rather than of a story, or `10:02 → 11:30 (88 min)`."""
    times = find_times(text[:12])
    is_period = len(find_times(text)) == 2 and len(text) < _SHORT
    return bool(times) and times[0].start < 2 and not is_period


def _holds_actions(label: str) -> bool:
    last = label.strip().rpartition("\n")[2].partition(":")[0]
    return len(last) < 60 and "action_items" in parts_of_title(last)
