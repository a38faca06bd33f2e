"""The blocks of a list, table or paragraph that are an action item each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from pipelines.markdown import Block
from pipelines.read.incidents.data import any_of, bare, is_placeholder, phrase, roles_of
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.led import led_by_names
from pipelines.read.incidents.prose import Sentence, sentences_in
from pipelines.read.incidents.status import by_mark, by_place, says, status_of
from pipelines.read.incidents.tasks import asks, is_action_table
from pipelines.read.incidents.tense import tense_of

BOXES = ("[ ]", "[x]")  # markers of tasks to tick
_PIECES = re.compile(
    r";\s+|\n+|,\s+(?=[A-Z][A-Z0-9]{1,9}-\d)(?![^()]*\))"
    r"|(?:^|\s)\(?\d\)\s+|(?<=\)),\s+|,?\s+(?=\[[ xX]\]\s)|,\s+(?=#\d)(?![^()]*\))"
)
_OWNED = re.compile(r"(?<!\w)(?:@[\w-]+\b|#\d+\b)")
_AND = re.compile(r"^and (?=an? |the |[a-z]+ing\b)")
_BOX = re.compile(r"(\[[ xX]\])\s+")
_CODED = re.compile(r"\s*(?:[-*+•o]\s+(?=\S)|\d{1,2}[.)]\s+(?=\S)|(?=\[[ xX]\] ))")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_POINT = re.compile(r"\d{1,2}\.\d{1,2}\.?\s+(?=\S)")
_BULLET = re.compile(r"[-*•]\s+\S")
_COUNTED = re.compile(r"(?:^|\s)\((?:\d|[a-h]|i{1,3})\)\s")
_INITIALS = re.compile(r"[A-Z]{2,3}")  # a dash before them makes no list
_MOST = 100  # lines of code that may be items
_GROUP = 3  # words of a name that stands for a group


def items_in(blocks: list[Block]) -> list[Block]:
    """What is an item each among blocks that are known to hold action items."""
    blocks = [one for block in _unsigned(blocks) for one in _uncoded(block)]
    paragraphs = [block for block in blocks if block.kind == "paragraph"]
    if any(b.kind == "row" and is_action_table(b.header) for b in blocks):
        blocks = [b for b in blocks if b.kind == "row" or b.marker in BOXES]
    items = list(outermost(_below_numbers(blocks)))
    if items:
        said = [one for block in paragraphs for one in announced_in(block)]
        return [*items, *said, *(one for block in paragraphs for one in _added(block))]
    if led := list(led_by_names(paragraphs)):
        return led
    promised = [one for block in paragraphs for one in _promised(block)]
    told = [one for one in promised if not heralds(one.text)] or promised
    work = [one for one in told if _is_of_work(one.text)]
    return [one for one in told if one in work or not _is_prose(one)] if work else told


def _unsigned(blocks: list[Block]) -> list[Block]:
    """Without the name of who wrote it, below all else: a paragraph, or `– AK`."""
    above, last = blocks[-2:-1], blocks[-1:]
    text = last[0].text if last else ""
    is_list = any(b.kind != "paragraph" or b.text.endswith(":") for b in above)
    is_apart = any(one.kind == "paragraph" for one in last)
    is_apart = is_apart or (not is_list and bool(_INITIALS.fullmatch(text)))
    is_name = any_of("actions.yml", "signature").match(text)
    is_order = asks(text) and "\n" not in text
    is_signed = above and is_apart and is_name and not is_order
    return blocks[:-1] if is_signed else blocks


def _uncoded(block: Block) -> Iterator[Block]:
    """The items of a list that is set in, or fenced, as if it were code."""
    lines = [line for line in block.text.splitlines() if line.strip()]
    bullets = [_CODED.match(line) for line in lines]
    if block.kind != "code" or not 0 < len(lines) < _MOST or not all(bullets):
        yield block
        return
    at = block.source.splitlines()
    for line, bullet in zip(lines, bullets, strict=True):
        offset = next((n for n, own in enumerate(at) if line.strip() in own), 0)
        words = _piece(block, line[bullet.end() if bullet else 0 :].strip(), "")
        yield replace(words, line=block.line + offset, depth=1)


def _is_prose(block: Block) -> bool:
    """Several sentences, and none says whose it is or how far it is."""
    return len([*sentences_in(block)]) > 1 and not with_fields([block])


def heralds(text: str) -> bool:
    """`We are taking several steps`: others say which."""
    return bool(any_of("actions.yml", "heralds").search(text))


def is_regret(text: str) -> bool:
    """An apology, or the like, which is no task."""
    is_other = any_of("actions.yml", "no_tasks").search(text)
    return bool(is_other) or _asks_readers(text)


def _asks_readers(text: str) -> bool:
    """`Contact the team if you were affected`."""
    return bool(any_of("actions.yml", "to_readers").search(text))


def is_advice(blocks: list[Block]) -> bool:
    """A list of what others should do: `Package authors should use two factors`.

    What has a box to tick, somebody of the team or an issue beside it is the team's.
    """
    items = [one for one in blocks if one.kind == "item" and one.depth == 1]
    if any(_OWNED.search(one.text) or one.marker in BOXES for one in items):
        return False
    leads, others = (any_of("actions.yml", k) for k in ("leads_readers", "readers"))
    is_led = any(leads.search(one.lead_in) for one in items)
    are_told = all(others.match(one.text) for one in items)
    return bool(items) and (is_led or are_told)


def is_task(block: Block) -> bool:
    """An order, or words with a state of their own (`Done: ...`, `... (in review)`)."""
    if asks(block.text):
        return True
    text = " ".join(block.text.split())
    return (by_mark(block, text) or by_place(block, text) or ("unknown",))[
        0
    ] != "unknown"


def announces(label: str) -> bool:
    """Whether a label is one of action items."""
    if any(role.startswith("minutes_") for role in roles_of(label)):
        return False  # `Time to fix: 4 h`
    return len(label) < 60 and "action_items" in parts_of_title(label)


def announced_in(block: Block) -> list[Block]:
    """`Action items: add a test (open); document it (done)`, and what goes on from it.

    After the labelled sentence, those of the same block that promise or report work.
    """
    block = _with_colon(block)
    head, *lines = block.text.splitlines() or [""]
    if head.endswith(":") and announces(head.rstrip(": ")) and _all_ask(lines):
        return [_piece(block, line.strip(), head) for line in lines]
    found: list[Block] = []
    is_open, label = False, ""
    for sentence in _with_states(sentences_in(block)):
        head, mark, rest = sentence.partition(":")
        is_label = bool(mark) and announces(head) and not is_placeholder(rest)
        if is_label and head == "TODO" and block.kind == "paragraph":
            continue  # a note to the writer
        if noted := any_of("actions.yml", "noted").match(sentence):
            found.append(_piece(block, sentence[noted.end() :], ""))
        elif is_label:
            is_open, label = True, f"{head}:"
            found += _labelled(block, rest, label)
        elif is_open and found and phrase("item_field").match(sentence):
            found[-1] = replace(found[-1], text=f"{found[-1].text}; {sentence}")
        elif is_open and (
            _is_of_work(sentence) or says("would", sentence) or _BULLET.match(sentence)
        ):
            found.append(_piece(block, sentence.strip(" .,-*•"), label))
        else:
            is_open = False
    return found


def _labelled(block: Block, words: str, label: str) -> list[Block]:
    """The items in the words after a label, each with the fields behind it."""
    found: list[Block] = []
    for struck in block.struck:  # `~~Mend it~~, test it`
        words = words.replace(f"{struck}, ", f"{struck}; ")
    for joined in _PIECES.split(words.strip()):
        piece = _AND.sub("", joined)
        is_regretted = is_regret(piece) and not asks(piece)
        if found and phrase("item_field").match(piece):
            found[-1] = replace(found[-1], text=f"{found[-1].text}; {piece}")
        elif len(piece.strip(" .,")) > 3 and not is_regretted:
            found.append(_piece(block, piece.strip(" .,-*•"), label))
    return found


def _with_colon(block: Block) -> Block:
    """`**3. Next?** Add a test` as `Next: Add a test`."""
    asked = block.bold[0] if block.bold else ""
    is_first = asked.endswith("?") and block.text.startswith(asked)
    is_doubt = any_of("actions.yml", "doubts").search(asked)
    if not is_first or is_doubt or not announces(asked):
        return block
    label = _NUMBER.sub("", asked).rstrip("? ")
    return replace(block, text=f"{label}: {block.text[len(asked) :].strip()}")


def _with_states(sentences: Iterable[Sentence]) -> Iterator[str]:
    """Sentences; a word such as `DONE` alone goes with the one before."""
    pending = ""
    for sentence in sentences:
        is_state = len(sentence.text.split()) < 3 and status_of(sentence.text)[1]
        if pending and is_state:
            pending = f"{pending.rstrip(' .')} ({sentence.text.strip(' .')})"
            continue
        if pending:
            yield pending
        pending = sentence.text
    if pending:
        yield pending


def _piece(block: Block, words: str, lead_in: str) -> Block:
    box = _BOX.match(words)
    return replace(
        block,
        kind="item",
        text=words[box.end() :] if box else words,
        links=block.links_in(words),
        struck=tuple(one for one in block.struck if one in words),
        marker=box[1].lower() if box else "",
        bold=(),
        lead_in=lead_in,
    )


def _promised(block: Block) -> Iterator[Block]:
    """Sentences of a paragraph that promise or report work; else all of it."""
    if listed := [*_listed_in(block)]:
        yield from listed
        return
    sentences = [one.text for one in sentences_in(block)]
    if labelled := with_fields([block]):
        fields = labelled[0][1]
        own = [line for line in block.text.splitlines() if line not in fields]
        if own:
            yield replace(block, text="; ".join([" ".join(own), *fields]))
        return
    if len(sentences) == 1 and (_goes_on(sentences[0]) or _asks_readers(sentences[0])):
        return  # it only says where they are, or whom to ask
    is_headed = any_of("status.yml", "head").match(block.text)
    if is_headed or (len(sentences) == 1 and is_task(block)):
        yield block
        return
    tasks = [one for one in sentences if not is_regret(one)]
    counted = [one for one in tasks if any_of("actions.yml", "counted").match(one)]
    is_list = len(counted) > 1 and any(map(_is_of_work, counted))
    told = [
        one
        for one in tasks
        if (_is_of_work(one) and not _goes_on(one)) or (is_list and one in counted)
    ]
    if len(sentences) > 1 and told:
        for one in _with_tickets(sentences, told):
            yield replace(block, text=one, links=block.links_in(one))
    elif tasks and (told or not phrase("story").search(block.text)):
        yield block


def _listed_in(block: Block) -> Iterator[Block]:
    """`(1) mend it; (2) test it`, or `5.1 Mend it` or `Mend it` in a line each."""
    first, *counted = (one.strip(" ;,.") for one in _COUNTED.split(block.text))
    lines = block.text.splitlines()
    if len(counted) > 1:
        for one in filter(None, counted):
            yield _piece(block, one.removesuffix(" and").rstrip(" ;,"), first)
    elif len(lines) > 1 and all(map(_POINT.match, lines)):
        yield from (_piece(block, _POINT.sub("", line, count=1), "") for line in lines)
    elif _all_ask(lines):
        yield from (_piece(block, line.strip(), "") for line in lines)


def _all_ask(lines: list[str]) -> bool:
    """Lines without bullets, each of which is something to do."""
    return len(lines) > 1 and all(map(asks, lines))


def _goes_on(sentence: str) -> bool:
    """It speaks of the task before it: where it is tracked, that it is done."""
    is_tracked = any_of("actions.yml", "tracked").search(sentence)
    return bool(is_tracked or says("answered", sentence))


def _is_of_work(sentence: str) -> bool:
    """It reports or promises work, asks for it, or says that it should be done."""
    is_told = tense_of(sentence) != "unknown" or asks(sentence)
    is_told = is_told or bool(says("bracket_done", sentence))
    return is_told or bool(any_of("tense.yml", "ought").search(sentence))


def _added(block: Block) -> Iterator[Block]:
    """`Furthermore, we'll review ...`, `We have already added ...` beside a list."""
    for sentence in sentences_in(block):
        adds = any_of("actions.yml", "adds").search(sentence.text)
        is_open = adds and tense_of(sentence.text) == "open"
        if is_open or _is_done_before(sentence.text):
            yield _piece(block, sentence.text, "")


def _is_done_before(sentence: str) -> bool:
    """`We have already added an alert`, before a list of what is to come."""
    is_told = any_of("actions.yml", "already").search(sentence)
    is_other = heralds(sentence) or is_regret(sentence) or sentence.endswith(":")
    return bool(is_told) and not is_other and tense_of(sentence) == "done"


def _with_tickets(sentences: list[str], told: list[str]) -> Iterator[str]:
    """Each task with the sentence after it that only speaks of it."""
    for one, after in zip(sentences, [*sentences[1:], ""], strict=True):
        if one in told:
            yield f"{one} {after}" if _goes_on(after) else one


def _below_numbers(blocks: list[Block]) -> list[Block]:
    """Without the loose bullets that belong to the numbered items before them."""
    outer = [b for b in blocks if b.kind == "item" and b.depth == 1]
    numbered = [b for b in outer if b.marker[:1].isdigit()]
    bullets = [b for b in outer if b.marker in ("-", "*", "+")]
    if len(numbered) < 2 or not bullets or outer[0].marker[:1] in ("-", "*", "+"):
        return blocks
    return [block for block in blocks if not (block.depth == 1 and block in bullets)]


def outermost(blocks: list[Block], depth: int = 1) -> Iterator[Block]:
    """Rows, tasks, and outermost items with what their own items say of them.

    An item that only names a group (`- Prevention:`) gives way to its items.
    """
    for position, block in enumerate(blocks):
        is_task = block.marker.startswith("[")
        if block.kind == "row" or (block.kind == "item" and is_task and depth == 1):
            yield block
        elif block.kind == "item" and block.depth == depth and not is_task:
            inner = _inside(block, blocks[position + 1 : position + 100])
            below = [one for one in inner if one.depth == depth + 1]
            if below and _is_group(block, below):
                yield from outermost(inner, depth + 1)
            else:
                yield _with_told(block, below)


def _is_group(block: Block, below: list[Block]) -> bool:
    words = block.text.strip()
    if words.endswith(":") or phrase("group").match(bare(words)):
        return True
    if len(below) > 1 and all(_has_state(one) for one in below):
        return True  # each is a task of its own
    is_short = len(words.split()) <= _GROUP
    if is_short and all(one.marker in BOXES for one in below):
        return True  # `- Prevent` with boxes below it
    is_name = is_short and not asks(words)
    return is_name and len(with_fields(below)) < len(below)


def _has_state(block: Block) -> bool:
    """`add an alert (done)`, not a field or an answer of the item above it."""
    if with_fields([block]) or _answers(block):
        return False
    read = by_mark(block, block.text) or by_place(block, block.text)
    return read is not None and read[0] != "unknown"


def _inside(block: Block, following: list[Block]) -> list[Block]:
    """Items below an item, at any depth."""
    at = block.depth - 1
    inside = takewhile(
        lambda other: other.parents[at : at + 1] == (block.text,), following
    )
    return [other for other in inside if other.kind == "item"]


def _with_told(block: Block, inner: list[Block]) -> Block:
    """`- Mend it` with `- Owner: Ana` and `- Status: done` below it, as one line."""
    told = [*with_fields(inner), *((one, [one.text]) for one in inner if _answers(one))]
    links = tuple(link for one, _ in told for link in one.links)
    text = "; ".join([block.text, *(line for _, lines in told for line in lines)])
    return replace(block, text=text, links=block.links + links) if told else block


def _answers(block: Block) -> bool:
    """`- Done in #12` below an item."""
    return bool(any_of("status.yml", "answer").match(block.text)) and not with_fields(
        [block]
    )


def with_fields(blocks: list[Block]) -> list[tuple[Block, list[str]]]:
    """The blocks that say owner, day, state or ticket of an item, with these lines."""
    found = []
    for block in blocks:
        lines = [
            line
            for line in block.text.splitlines()
            if phrase("item_field").match(line.strip())
        ]
        if lines:
            found.append((block, lines))
    return found
