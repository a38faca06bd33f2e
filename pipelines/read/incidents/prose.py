"""Sentences in which a write-up tells its story, and the events that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times, to_utc
from pipelines.read.incidents.data import phrase
from pipelines.read.incidents.days import FoundDay, find_days
from pipelines.read.incidents.durations import DURATION, sum_of
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.timeline import Clock, Event

_TELLING = {"summary", "impact", "resolution", "detection"}
_MOST = 400  # sentences
_MOST_TIMES = 20  # of a sentence
_END = re.compile(
    r"(?<=[.!?])\s+(?=[\"'“\[*_`]*[A-Z0-9#@]|(?:i|we|it|they|this|the|nothing)\b)"
)
_LABEL = re.compile(r"^(?:[-*•]\s+)?[A-Z][\w /'()-]{1,40}:(?:\s|$)")
_MARK = re.compile(
    r"^[-*•]\s+(?=\S)|^[-*•]?\s*[✅✔✓☑❌✘✗☐⬜]"
)  # begins a line of a list
_LATER = re.compile(
    rf"\W*(?:just |only |and )?(?P<d>{DURATION}) later\b", re.IGNORECASE
)
_HALF_A_DAY = timedelta(hours=12)
_MONTH_DAY = re.compile(r"\bon (0\d|1[0-2])-([0-3]\d)(?![\d-])")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on one line of words.

    `line` is the 1-based line where its block begins; `part` is "impact" or "detection"
    if it stands in the part of that name.
    """

    text: str
    line: int
    part: str | None = None


def sentences_of(section: Section) -> list[Sentence]:
    """Sentences before the first part, and of the parts that tell the story."""
    found: list[Sentence] = []
    for block, part in _telling_blocks(section):
        found += [replace(one, part=part) for one in sentences_in(block)]
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def other_sentences_of(section: Section) -> Iterator[Sentence]:
    """Sentences of all its parts but those of what is to be done, at most 400."""
    count = 0
    for part in section.walk():
        if "action_items" in part.parts:
            continue
        for block in _words_in(part.blocks):
            for sentence in sentences_in(block):
                count += 1
                if count > _MOST:
                    return
                yield sentence


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
        if lines and not _LABEL.match(line.strip()) and not _MARK.match(line.strip()):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    for words in lines:
        pending = ""
        for piece in _END.split(words[:20_000]):
            pending = f"{pending} {piece}".strip()
            if not phrase("abbreviation").search(pending[-8:]):
                yield Sentence(pending[:1_000], block.line)
                pending = ""
        if pending:
            yield Sentence(pending[:1_000], block.line)


def told_events(sentences: Iterable[Sentence], clock: Clock) -> Iterator[Event]:
    """What happened at a time, sentence by sentence; a day holds until the next."""
    day = clock.day
    last: Event | None = None
    for sentence in sentences:
        for clause in _clauses(sentence.text):
            times = find_times(clause[:200])
            if later := _later(clause, sentence, last):
                last = later
                yield later
            if not times or len(times) > 1 or phrase("unreal").search(clause):
                continue
            days = find_days(clause, year=day.year if day else None)
            if not phrase("at").search(_without(days, clause[: times[0].start])):
                continue
            day = next((d.day for d in days if d.day), None) or _on_day(clause, day)
            if day and not days and phrase("next_day").search(clause):
                day += timedelta(days=1)
            moment, has_zone = clock.moment(clause, day)
            if moment and last and not days and _is_past_midnight(moment, last):
                moment += timedelta(days=1)
            if moment:
                is_sign = sentence.part == "detection"
                words = f"Detection: {clause}" if is_sign else clause
                last = Event(day, moment, words, sentence.line, has_zone)
                yield last


def _is_past_midnight(moment: datetime, last: Event) -> bool:
    """A time of the small hours after one of the evening, in a story."""
    return last.moment is not None and last.moment - moment > _HALF_A_DAY


def _later(clause: str, sentence: Sentence, last: Event | None) -> Event | None:
    """`Three minutes later the first page went out`, after what was told last."""
    match = _LATER.match(clause)
    if match is None or last is None or last.moment is None:
        return None
    moment = last.moment + timedelta(minutes=sum_of(match["d"]))
    return Event(last.day, moment, clause, sentence.line, last.has_zone)


def _without(days: list[FoundDay], words: str) -> str:
    """`at 2024-05-01 10:00` is a time, too."""
    for found in days:
        words = re.sub(rf"{re.escape(found.words)}T?", "", words)
    return phrase("weekday").sub(" ", words) if days else words


def _on_day(words: str, near: date | None) -> date | None:
    """`on 12-27 at 09:05`, in the year of the incident; else the day before."""
    match = _MONTH_DAY.search(words)
    if match is None or near is None:
        return near
    try:
        return near.replace(month=int(match[1]), day=int(match[2]))
    except ValueError:
        return near


def times_told(sentences: Iterable[Sentence], clock: Clock) -> Iterator[Event]:
    """Every time in the sentences, whatever it is of; a day holds until the next."""
    day = clock.day
    for sentence in sentences:
        times = find_times(sentence.text)[:_MOST_TIMES]
        ends = [time.start for time in times[1:]] + [len(sentence.text)]
        begin = 0
        for time, end in zip(times, ends, strict=False):
            days = find_days(
                sentence.text[begin:end],
                year=day.year if day else None,
                is_day_first=clock.is_day_first,
            )
            own = next((d.day for d in days if d.day), None)
            zone = time.zone or next((t.zone for t in times if t.zone), clock.zone)
            day = own or _on_day(sentence.text[begin:end], day)
            if day and (moment := to_utc(day, time, zone)):
                words = sentence.text[begin:end]
                yield Event(day, moment, words, sentence.line, zone is not None)
            begin = time.end


def _clauses(sentence: str) -> Iterator[str]:
    """Pieces of a sentence that tell of one time each, where it can be cut so."""
    pending = ""
    for piece in phrase("clause").split(sentence):
        clause = f"{pending} {piece}".strip()
        if len(_WORD.findall(clause)) < 3:  # "At 16:10, when ..."
            pending = clause
            continue
        pending = ""
        if len(find_times(clause[:200])) > 1:
            yield from re.split(r",\s+|\s+and\s+", clause)
        else:
            yield clause
    if pending:
        yield pending


def _telling_blocks(section: Section) -> Iterator[tuple[Block, str | None]]:
    for told in section.story():
        for block in _words_in(told.blocks):
            yield block, None
    told_in = [*section.story()]
    for child in (c for told in told_in for c in told.children if c not in told_in):
        if "timeline" in child.parts:
            part = None
            blocks = [b for b in child.blocks if _is_long(b)]
        elif child.parts & _TELLING:
            part = next(iter(child.parts & {"impact", "detection"}), None)
            blocks = list(child.all_blocks())
        elif not child.is_part and not child.parts:
            part, blocks = None, child.blocks
        else:
            continue
        for block in _words_in(blocks):
            yield block, part


def _is_long(block: Block) -> bool:
    """A paragraph of several sentences, no line of a timeline."""
    is_one = block.kind == "paragraph" and "\n" not in block.text.strip()
    return is_one and len(_END.findall(block.text)) > 0


def _words_in(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind == "row" and len(block.cells) > 1:
            if parts_of_title(block.cells[0]) & _TELLING:
                yield replace(block, kind="paragraph", text=block.cells[-1])
            continue
        if block.kind not in ("paragraph", "item") or _begins_with_a_time(block.text):
            continue
        labels = (*block.parents, block.lead_in)
        if not any(_holds_actions(label) for label in labels if label):
            yield block


def _begins_with_a_time(text: str) -> bool:
    """A line of a timeline, rather than of a story."""
    times = find_times(text[:12])
    return bool(times) and times[0].start < 2


def _holds_actions(label: str) -> bool:
    last = label.strip().rpartition("\n")[2].partition(":")[0]
    return len(last) < 60 and "action_items" in parts_of_title(last)
