"""Which of the usual parts a write-up has, in headings, labels, or so many words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import (
    any_of,
    bare,
    is_placeholder,
    load,
    phrase,
    roles_of,
)
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.headings import is_part_title, parts_of_title
from pipelines.read.incidents.items import is_advice
from pipelines.read.incidents.places import holds_only_tasks
from pipelines.read.incidents.prose import sentences_in
from pipelines.read.incidents.records import PARTS, Part
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.severity import level_of
from pipelines.read.incidents.tense import tells_of_then
from pipelines.read.incidents.timeline import Event, says
from pipelines.read.incidents.updates import Update

_STORY = {"impact", "detection", "root_cause", "resolution"}
_NO_STORY = {"action_items", "timeline", "lessons"}
_TELLING = 25  # characters of prose that tell what happened
_MOMENTS = {"started", "detected", "acknowledged", "declared", "mitigated", "restored"}
_ENDS = {"mitigated", "restored"}
_PERSON = re.compile(r"[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){1,2}")
_RELATIVE = re.compile(r"^\W{0,4}T ?[+-] ?\d+", re.MULTILINE)  # `T+31m`
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NAME = 2  # words of a part's name before a stop
_LEAST = 3  # lines of a timeline
_CLOCKED = 24  # characters in which such a line has its day and time


def parts_of(
    section: Section,
    fields: list[Field],
    events: list[Event],
    has_actions: bool,
    updates: Sequence[Update] = (),
    title: str = "",
) -> tuple[Part, ...]:
    """Parts that are there and not empty, in the usual order.

    A field whose value is the `title` itself tells nothing more.
    """
    fields = [field for field in fields if not title or field.value != title]
    below = [child for child in section.walk() if child is not section]
    headed = {part for child in below for part in child.parts}
    told = [child for child in _not_to_do(section) if child is not section]
    told, fields = _without_updates(told, fields, updates)
    found = {p for child in told if _has_content(child) for p in _parts_held(child)}
    to_do = {child.title for child in told if child.parts - _parts_held(child)}
    tasks = _lines_of_tasks(below)
    named = [f for f in fields if f.label not in to_do and f.line not in tasks]
    found |= {part for field in named for part in _parts_of_field(field)}
    if _is_timed(section, fields, events, updates):
        found.add("timeline")
    if has_actions:
        found.add("action_items")
    found |= _labelled_in_paragraphs(section, title)
    titles = [*(child.title for child in below), *(field.label for field in fields)]
    went_well = any(phrase("went_well").search(one) for one in titles)
    wrong = [f for f in fields if phrase("went_wrong").search(f.label) and f.value]
    if wrong and not went_well:
        found = (found - {"lessons"} | {p for c in told for p in c.parts}) | {
            "root_cause"
        }
    if "root_cause" not in headed and not went_well and any(map(_tells_faults, below)):
        found.add("root_cause")
    prose = _own_prose(section)
    if len(prose) >= _TELLING and "summary" not in headed:
        found.add("summary")
    if len(headed) < 2 or not headed & _STORY:
        found |= _in_prose(prose)
    if "root_cause" not in found and any(map(_names_its_cause, section.walk())):
        found.add("root_cause")
    return tuple(part for part in PARTS if part in found)


def _lines_of_tasks(sections: list[Section]) -> set[int]:
    """Where `- **Alerting**: page on it` begins, an item rather than a field."""
    held = [one for one in sections if one.parts == {"action_items"}]
    return {b.line for one in held for b in one.blocks if b.kind == "item"}


def _without_updates(
    told: list[Section], fields: list[Field], updates: Sequence[Update]
) -> tuple[list[Section], list[Field]]:
    """Without what only heads an update of a status page (`Identified`)."""
    names = load("events.yml")["updates"]
    posted = [child for child in told if bare(child.title) in names]
    if len(posted) > 1:
        told = [child for child in told if child not in posted]
    if len(posted) > 1 or len([one for one in updates if one.stamp]) > 1:
        fields = [field for field in fields if bare(field.label) not in names]
    return told, fields


def _is_timed(
    section: Section,
    fields: list[Field],
    events: list[Event],
    updates: Sequence[Update],
) -> bool:
    """Events, updates or lines of a list that have a time each, at least three."""
    stated = {field.line for field in fields if field.roles & _MOMENTS}
    if len([e for e in events if e.moment and e.line not in stated]) >= _LEAST:
        return True
    if len([one for one in updates if one.stamp]) > 1:
        return True
    text = "\n".join(block.text for block in section.all_blocks())[:20_000]
    return len(_RELATIVE.findall(text)) >= _LEAST or _has_timed_list(section)


def _has_timed_list(section: Section) -> bool:
    """Items or lines of a paragraph that begin with a time each, maybe after a day."""
    blocks = [*section.all_blocks()]
    lines = [block.text for block in blocks if block.kind == "item"]
    lines += [
        line
        for block in blocks
        if block.kind == "paragraph" and "\n" in block.text
        for line in block.text.splitlines()
    ]
    return len([one for one in lines if _is_clocked(one[:_CLOCKED])]) >= _LEAST


def _is_clocked(line: str) -> bool:
    times = find_times(line)
    before = line[: times[0].start] if times else "-" * _LEAST
    for day in find_days(before, year=2000):
        before = before.replace(day.words, "")
    return len(before.strip()) < _LEAST


def _not_to_do(section: Section) -> Iterator[Section]:
    """Sections but those within action items, whose headings name groups of these."""
    yield section
    for child in section.children:
        if "action_items" in child.parts and not child.tells_it_all:
            yield child
        else:
            yield from _not_to_do(child)


def _parts_held(section: Section) -> set[str]:
    """A remediation that lists only what is to be done is no resolution.

    Nor is advice to others something to do.
    """
    parts = section.parts
    if parts == {"action_items"} and is_advice(section.blocks):
        return set()
    if parts != {"resolution"}:
        return parts
    told = (s for b in section.blocks if b.kind == "paragraph" for s in sentences_in(b))
    is_story = any(tells_of_then(one.text) for one in told)
    return parts if is_story or not holds_only_tasks(section) else {"action_items"}


def _tells_faults(section: Section) -> bool:
    """`What went wrong` without `What went well` beside it tells why."""
    return bool(phrase("went_wrong").search(section.title)) and _has_content(section)


def _names_its_cause(section: Section) -> bool:
    """`The root cause was a full disk`, wherever the story is told."""
    if section.parts & _NO_STORY:
        return False
    told = [b for b in section.blocks if b.kind in ("paragraph", "item")]
    sentences = (s.text for b in told if not b.is_quoted for s in sentences_in(b))
    return any(
        _says("named_cause", one) and not _says("no_named_cause", one)
        for one in sentences
    )


def _parts_of_field(field: Field) -> set[str]:
    """How long a part took says nothing of the part; neither does an empty label."""
    if any(role.startswith("minutes") for role in field.roles):
        return set()
    value = field.value
    if field.roles & _ENDS:
        value = _IN_BRACKETS.sub(" ", value)  # in passing: `Fixed: 15:40 (rolled back)`
    if not (_tells(value) or any(map(_tells, field.below))):
        return set()
    if _is_level(field.value):
        return set()  # `impact: major` is its severity
    return _parts_named(field.label, field.value)


def _is_level(value: str) -> bool:
    """`minor`, which says how bad it was."""
    words = value.strip()
    is_word = phrase("level_of_impact").fullmatch(words)
    return bool(is_word or (len(words.split()) == 1 and level_of(words)))


def _parts_named(label: str, value: str) -> set[str]:
    """`Reported by: Ana Lind` may be who wrote the report."""
    is_author = bare(label) == "reported by" and _PERSON.fullmatch(value.strip(" ."))
    return set() if is_author else parts_of_title(label)


def parts_in_line(words: str) -> tuple[Part, ...]:
    """Parts that an incident told in a line or two has beyond doubt."""
    found = _in_prose(words) | ({"summary"} if len(words) >= _TELLING else set())
    return tuple(part for part in PARTS if part in found)


def _in_prose(prose: str) -> set[str]:
    """Of a write-up without headings: what its sentences say beyond doubt."""
    found: set[str] = set()
    for sentence in re.split(r"(?<=[.!?])\s", prose[:20_000]):
        if _says("root_cause", sentence):
            found.add("root_cause")
        if _says("detection", sentence):
            found.add("detection")
        if phrase("only_when").match(sentence):
            continue
        is_end = says("restored", sentence) or says("mitigated", sentence)
        if is_end or _says("resolution", sentence):
            found.add("resolution")
    return found


def _says(part: str, sentence: str) -> bool:
    return bool(any_of("telling.yml", part).search(sentence))


def _has_content(section: Section) -> bool:
    """Not only words that it is to be written, by which a thing to do may begin."""
    told = [b for b in section.all_blocks() if b is not section.heading]
    if "action_items" not in section.parts:
        told = [b for b in told if not phrase("unwritten").match(b.text)]
    return any(map(_fills, told))


def _fills(block: Block) -> bool:
    if block.kind == "heading":
        return False
    if block.kind == "code":
        return bool(block.text.strip())
    if block.kind == "row":
        filled = [cell for cell in block.cells if not is_placeholder(cell)]
        return len(filled) >= min(2, len(block.cells))
    if block.is_quoted and block.text.rstrip().endswith("?"):
        return False  # the prompt of a template
    source = block.source.strip()
    if re.fullmatch(
        r"(?:[-*]\s+)?_[^_].*_|(?:[-*]\s+)?\*[^*].*\*", source, re.DOTALL
    ) and (_is_prompt(block.text) or len(block.text.split()) < 4):
        return False
    return not is_placeholder(block.text) or bool(block.links)


def _is_prompt(text: str) -> bool:
    return bool(
        re.search(
            (
                r"\?\s*$|\b(?:describe|list|explain|fill|give|copy|to be done|provide"
                r"|include|add|write|pre-meeting)\b"
            ),
            text,
            re.IGNORECASE,
        )
    )


def _tells(value: str) -> bool:
    """More than a time, a day or a placeholder."""
    if is_placeholder(value):
        return False
    rest = value
    spans = [(day.start, day.end) for day in find_days(value)]
    spans += [(found.start, found.end) for found in find_times(value)]
    for start, end in spans:
        rest = rest.replace(value[start:end], " ")
    return len(re.findall(r"[^\W\d_]{2,}", rest)) >= 2 or (
        rest == value and len(value) > 3
    )


def _labelled_in_paragraphs(section: Section, title: str = "") -> set[str]:
    """`... down. Root cause: a full disk. ...` within a paragraph."""
    told = [b for b in section.blocks if b.kind == "paragraph" and not b.is_quoted]
    led = [parts for block in told if (parts := _run_in(block))]
    found = {part for block in told for part in labelled_in(block, title)}
    return found.union(*led) if len(led) > 1 else found


def _run_in(block: Block) -> set[str]:
    """The parts that its first words name, before a stop (`Cause. A full disk.`)."""
    said = [sentence.text for sentence in sentences_in(block)]
    if len(said) < len(("name", "what it is")) or not said[0].endswith("."):
        return set()
    is_name = len(said[0].split()) <= _NAME
    return parts_of_title(said[0].rstrip(".")) if is_name else set()


def labelled_in(block: Block, title: str = "") -> set[str]:
    """Parts that sentences of a block begin with, but for one that is the title."""
    found: set[str] = set()
    for sentence in sentences_in(block):
        label, mark, value = sentence.text.partition(": ")
        is_measure = any(role.startswith("minutes") for role in roles_of(label))
        is_word = value.strip() == title or _is_level(value)
        if mark and len(label) < 40 and _tells(value) and not (is_measure or is_word):
            found |= _parts_named(label, value)
    return found


def _is_labelled(block: Block) -> bool:
    """`**Impact.** Twelve customers ...`, or `**Impact**: ...`, is no summary."""
    label = block.bold[0] if block.bold else ""
    is_apart = label.rstrip()[-1:] in (".", ":") or (
        block.text[len(label) :].lstrip().startswith(":")
    )
    is_first = block.text.startswith(label)
    return is_first and is_apart and is_part_title(label.rstrip(" .:"))


def _is_form(block: Block) -> bool:
    """Lines that begin with a label each, which may go on in further sentences."""
    labelled = [one for one in block.text.splitlines() if _begins_with_a_label(one)]
    return len(labelled) >= _LEAST


def _is_note(block: Block) -> bool:
    """`*We publish these for others.*`: a remark on the text, all in italics."""
    source = block.source.strip()
    marks = source[:1], source[-1:]
    is_bold = source.startswith(("**", "__"))
    return marks in (("*", "*"), ("_", "_")) and not is_bold and "*" not in source[1:-1]


def _begins_with_a_label(text: str) -> bool:
    label, mark, value = text.partition(":")
    is_short = len(value.split()) < 5
    if label[-1:].isdigit() and value[:1].isdigit():  # `Logins failed from 06:00 on`
        return is_short and bool(roles_of(label.split()[0]))
    is_label = bool(mark) and len(label) < 40 and len(label.split()) < 5
    is_known = bool(roles_of(label)) or is_part_title(label)
    return is_label and (is_known or is_short)


def _own_prose(section: Section) -> str:
    """Paragraphs right below the heading that are not fields."""
    texts = [
        sentence.text
        for told in section.story()
        for block in told.blocks
        if block.kind == "paragraph"
        and not (block.is_quoted or _is_labelled(block) or _is_note(block))
        and not (_is_form(block) or is_part_title(block.text.partition(":")[0]))
        for sentence in sentences_in(block)
        if not _begins_with_a_label(sentence.text) and not is_placeholder(sentence.text)
    ]
    return " ".join(" ".join(texts).split())
