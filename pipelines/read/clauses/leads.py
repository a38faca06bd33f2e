"""What a list item continues: the lead-in of its list and the items above it."""

from __future__ import annotations

import re

from pipelines.read.clauses.grammar import analyse, begins_with_verb
from pipelines.read.clauses.lexicon import pattern
from pipelines.read.clauses.modals import find_modal, main_clause
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.sentences import fold
from pipelines.read.splitting import split

_LEADS_ON = re.compile(
    r":\W*$"
    r"|\b(?:following|these|below|as follows|(?<!next )steps)\b[^.!?]{0,60}[.:,]?$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?P<leads>these(?: [\w-]+)?)"
    r"(?: (?:in|on|at|since|every|and|but|which|so)\b|,)[^.:]*\.$",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"\b(?:one|any|either|all|each|some|both|none) of|\bfollowing\b|\bthese\b|\bbelow\b"
    r"|\b(?:values?|options?|levels?|prefix(?:es)?|types?|labels?|categories)\W*$",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"^[*_\"'“]{0,3}(?:`[^`]+`|@[\w/-]+|[\w:./*-]+)(?:[*_\"'”]|\s*$|:|\s[-–—(])"
)
_NAME = re.compile(r"^[*_\"'“]{0,3}(?:`[^`]+`|@[\w/-]+)")
_CLOSED = re.compile(
    r"\b(?:following|these|below|criteria|conditions|requirements)\b", re.IGNORECASE
)
_CONDITIONS = re.compile(
    r"\b(?:reasons|cases|circumstances|conditions apply|situations|if|when|unless|"
    r"except(?:ions)?(?: for)?|changes)\W*$",
    re.IGNORECASE,
)
_CASES = re.compile(  # `when they fix critical problems`: each item is one
    r"\b(?:if|when|unless|where) (?:it|they|this|these|one|the [\w-]+) "
    r"(?:[\w-]+ ){1,4}[a-z]{3,}s\W*$",
    re.IGNORECASE,
)
_GATE = re.compile(  # `A pull request can be merged when`: each item is asked for
    r"\b(?:can|may|will|is|are|gets?)\s+(?:only\s+|then\s+|be\s+|get\s+){0,3}"
    r"(?:merged?|landed?|approved|released?|deployed?|accepted|closed|ready|complete|done)"
    r"\b[\w\s`-]{0,40}\b(?:when|if|once|after)\W*$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\bfollowing\b[^.!?]{0,40}[.:]?$", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"\b(?:(?:examples?|for instance|such as|trying to avoid)\b|e\.g(?:\.|\b))"
    r"[^.!?]{0,60}[.:]?\W*$",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"[*_✅❌✓✗\s]*(?:good|bad|better|worse|best|right|wrong|correct|incorrect"
    r"|examples?)[*_]*:\s",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(
    r"\b(?:should|must|shall|may|can|will|be|have|has|are|is|to|not|include|contain|need"
    r"|needs|requires?|with|a|an|the|and|or|by|for|that|who|which)$",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:always |strictly )?(?:required|mandatory|obligatory|compulsory|needed)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"#(?:\d+|[xn]+)?\W*$|_{3,}\W*$", re.I)  # `Closes #`: filled in
_ONLY_IN = re.compile(r"\bonly\s+(?:if|when|for|in)\W*$", re.IGNORECASE)
_STATES = ("present", "future", "obliged")
_HOLDS_ON = re.compile(  # its list goes on: `After two weeks do one of these`
    r"(?:^|:\s)(?:if|when|once|unless|after|before|within|until|during|for|among|at|in|on)\b"
    r"|\b(?:follow(?:s|ing)|these|below)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:within|no later than|in less than)\s", re.IGNORECASE)
_STUB_WORDS = 8
_MAX_LEAD = 300


def lead_in(passage: Passage) -> str:
    """The words that the first sentence of `passage` continues, else empty."""
    parts = [part for text in passage.leads if (part := _part(text))]
    whole = ""
    for part in parts:
        whole = joined(whole, part)
    return fold(whole)


def headed(passage: Passage, sentence: str) -> str:
    """The heading that an elliptic sentence answers: `Required, except for docs`."""
    is_answer = _ANSWER.match(sentence) and passage.headings
    return passage.headings[-1] if is_answer else ""


def rules_by_itself(lead: str) -> bool:
    """By its modal, or by the one case that it leaves: `We yank a release only if`."""
    return bool(find_modal(lead) or _ONLY_IN.search(lead))


def is_open(lead: str) -> bool:
    """What is listed goes on with it: it runs on, or names cases or what follows."""
    ends = (_RUNS_ON, _CONDITIONS, _CLOSED)
    return any(expression.search(lead) for expression in ends)


def is_own_rule(lead: str, item: str) -> bool:
    """`We keep it for two years:` before a sentence of its own, which rules anew."""
    if not lead or _HOLDS_ON.search(lead) or _RUNS_ON.search(lead):
        return False
    is_rule = analyse(lead).mood in _STATES
    return is_rule and analyse(item).mood in (*_STATES, "past", "order")


def orders_in_time(lead: str) -> bool:
    """`Within two days raise the version in`: what is listed says only where."""
    timed = pattern("rules", "bounds").search(lead) or _WITHIN.search(lead)
    return bool(timed) and analyse(main_clause(lead)).mood == "order"


def shows_examples(passage: Passage) -> bool:
    """Does any of its leads announce examples."""
    return any(_EXAMPLES.search(fold(text)[-160:]) for text in passage.leads)


def is_shown(text: str) -> bool:
    """An item that shows how it's done, or how not: `Bad: fix stuff`."""
    return bool(_SHOWN.match(text))


def _part(text: str) -> str:
    """The sentence of a lead that leads on to what follows; mostly the last."""
    folded = fold(text)
    pieces = [folded[a:b].strip() for a, b in split(folded)] or [""]
    last = pieces[-1]
    for piece in pieces[:-1]:
        if _FOLLOWING.search(piece):
            last = piece
    is_stub = len(last.split()) <= _STUB_WORDS and not re.search(r":.|[.!?]$", last)
    if (
        _BLANK.search(last)
        or len(last) > _MAX_LEAD
        or not (is_stub or _LEADS_ON.search(last))
    ):
        return ""
    return _led(last).rstrip(" .,:*_")


def _led(sentence: str) -> str:
    """`We made these rules in May and review them monthly.`: what leads on of it."""
    found = _TOLD.search(sentence)
    return sentence[: found.end("leads")] if found else sentence


def joined(lead: str, text: str) -> str:
    """A lead-in and what continues it, as one sentence."""
    if not lead:
        return text
    runs_on = _RUNS_ON.search(lead) or continues(lead, text)
    return f"{lead} {text}" if runs_on else f"{lead}: {text}"


def continues(lead: str, text: str) -> bool:
    """`A pull request:` and `is approved by two people`: a subject and its verb."""
    return begins_with_verb(text) and analyse(lead).mood == "name"


def _speaks(item: str) -> bool:
    """Does an item ask for something itself."""
    words = pattern("rules", "process_strong")
    if analyse(item).mood in ("present", "past", "obliged"):
        return True  # a sentence, no name
    return bool(words.search(item) or re.search(r"\d|\b(?:must|should)\b", item))


def rules(item: str) -> bool:
    """Is an item a sentence that asks for something, no name of a case."""
    return bool(find_modal(item)) or analyse(item).mood in ("order", "obliged")


def value_of(item: str) -> str:
    """The name at the beginning of an item, without what is said about it."""
    found = _NAME.match(item.strip())
    return found[0] if found else item


def lists_values(lead: str, items: list[str]) -> bool:
    """Do the items only name values or cases, so that the lead-in is the rule."""
    if not items:
        return False
    if _GATE.search(lead):
        return False
    if _CONDITIONS.search(lead):
        return True
    if _CASES.search(lead) and not any(rules(item) for item in items):
        return True
    if _CLOSED.search(lead) and not _RUNS_ON.search(lead):
        speaking = sum(_speaks(item) for item in items)
        if speaking * 2 < len(items):
            return True
    named = sum(bool(_VALUE.match(item.strip())) for item in items)
    return bool(_VALUES.search(lead)) and named * 2 > len(items)
