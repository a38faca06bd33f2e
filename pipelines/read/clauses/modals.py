"""The modal words of a sentence, and its main clause. The words are in rules.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.lexicon import compile_words, pattern, section, spaced
from pipelines.read.clauses.records import Modal
from pipelines.read.clauses.verbs import forms_of

BRACKETS = re.compile(r"(?<=\w\W)\([^()]{0,400}\)")
_CODE = re.compile(r"`+[^`]{1,300}`+")  # whole spans: what stands between two is none
_LISTED = re.compile(  # the rest of `For changes to `a/`, `b/` or the API, `
    r"`[^`]{1,60}`(?:,\s+`[^`]{1,60}`){0,8},?\s+(?:or|and)\s+[^,:;]{1,60},\s+(?=\w)"
)
_JOINED = re.compile(r"(?:and|or|but)\b", re.IGNORECASE)
_LATE = 45  # characters into a sentence after which `may` speaks of something else

_MEANS = re.compile(
    r"\W*(?:this|that|it|which) means(?P<stop>[,:])?(?: that)?,?\s+", re.IGNORECASE
)
_TURN = re.compile(  # `... but enter it`, `..., do not edit it`
    r"(?<=\w),? but (?:please |then )?(?=[a-z])"
    r"|(?<=\w), (?:so |and )?(?:please )?(?=(?:do not|don't|never) [a-z])"
)
_ASKED = re.compile(  # `We'd appreciate it if you open an issue first`
    r"(?P<when>(?:[^,.:;]{3,120},? )?)(?:we|maintainers|reviewers)(?:['’]d| would)"
    r"(?: \w+ly)?"
    r" (?:(?:appreciate|prefer|like) it if you(?: could| would|['’]d)?"
    r"|(?:ask|like|prefer) you to)\s+(?P<verb>[a-z-]+)",
    re.IGNORECASE,
)
_NAMED_CASE = re.compile(  # `question: ` of `question: If it is unclear, ask`
    r"(?:`[^`]{1,60}`|[\w-]+(?: [\w-]+){0,3}):\s+(?=(?:if|when|once|unless)\b)", re.I
)
_QUOTED_WORD = re.compile(  # the first of a sentence
    r"[\"“](\w+)[\"”](?= (?!means|is|indicates)\w)"
)
_OF_TEXTS = frozenset(
    ("describe", "explain", "outline", "summarise", "summarize", "illustrate")
)
_CLEFT = re.compile(
    r"\W*(?P<place>(?:the\s+)?`[^`]{1,60}`(?:\s+branch)?)\s+is\s+(?:the\s+branch\s+)?"
    r"(?:where|to\s+which|that)\s+(?P<what>[^,;:.`]{3,60}?)\s+(?P<verb>go|goes|lands?)"
    r"(?:\s+to)?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """That a sentence rules, how strongly, and by which sign it was known.

    Attributes:
        tier: modal, soft (a recommendation), lead, bound, imperative, declaration,
            statement, convention, fragment, task or table.
    """

    modal: Modal
    is_negative: bool
    tier: str


def find_modal(text: str) -> Ruling | None:
    """The strongest modal of `text`, neutral phrases apart."""
    hidden = pattern("rules", "neutral").sub(_hide, outspoken(text))
    without = _exempting().sub(_hide, hidden)
    for position, entry in enumerate(section("rules", "modals")):
        found = _modal(position).search(hidden if entry.get("exempt") else without)
        if not found:
            continue
        is_aside = entry["modal"] == "may" and not found[0].isupper()
        is_aside = is_aside and not entry.get("exempt")
        start = len(without[: found.start()].replace("_", ""))  # brackets apart
        if not (is_aside and start > _LATE):
            tier = "soft" if entry.get("soft") else "modal"
            return Ruling(entry["modal"], entry["negative"], tier)
    return None


def obliges(text: str) -> bool:
    """Does it say `must`, or as much."""
    found = find_modal(text)
    return found is not None and (found.modal, found.tier) == ("must", "modal")


def outspoken(text: str) -> str:
    """`text` with blanks for what stands in brackets, or is a name of several words."""
    return BRACKETS.sub(_hide, _CODE.sub(_hide_phrase, text))


def _hide_phrase(match: re.Match[str]) -> str:
    """`do not merge` is a name, as is whatever has a blank."""
    return _hide(match) if " " in match[0].strip("` ") else match[0]


def _hide(match: re.Match[str]) -> str:
    return "_" * len(match[0])


@cache
def _exempting() -> re.Pattern[str]:
    entries = section("rules", "modals")
    return compile_words([w for e in entries if e.get("exempt") for w in e["words"]])


@cache
def _modal(position: int) -> re.Pattern[str]:
    return compile_words(section("rules", "modals")[position]["words"])


def main_clause(text: str) -> str:
    """`text` without an opening such as "If the change is large, "."""
    bare = _QUOTED_WORD.sub(r"\1", text.lstrip("*_ "), count=1).lstrip("*_\"'“ ")
    if named := _NAMED_CASE.match(bare):
        bare = bare[named.end() :]
    if adverb := _adverb().match(bare):
        bare = bare[adverb.end() :]
    if period := _leading("leading_period").match(bare) or _time_of_order(bare):
        bare = bare[period.end() :]
    for _ in range(2):
        found = min(_openings(bare), key=re.Match.end, default=None)
        if not found or len(bare) - found.end() < 4:
            break
        rest = bare[found.end() :]
        if _JOINED.match(rest):  # what comes before is no clause of its own
            return _after_cases(rest) or bare
        bare = rest
        if listed := _LISTED.match(bare):
            bare = bare[listed.end() :]
    return bare


def _after_cases(rest: str) -> str:
    """The order of `if it grows, or it spreads, page the lead`."""
    order = rest.partition(", ")[2]
    return order if analyse(order).mood == "order" else ""


def _time_of_order(text: str) -> re.Match[str] | None:
    """`Within two days ` of `Within two days open an issue`."""
    time = _within().match(text)
    is_order = time and analyse(text[time.end() :]).mood == "order"
    return time if is_order else None


@cache
def _within() -> re.Pattern[str]:
    period = spaced(section("rules", "period"))
    return re.compile(rf"(?:within|after|every)\s+(?:{period})\s+", re.IGNORECASE)


def speaks_of_text(main: str) -> bool:
    """`They describe what authors have to do`: the modal is not its own."""
    said = analyse(main.lstrip("*_\"'“ "))
    return said.mood == "present" and not said.is_passive and said.verb in _OF_TEXTS


def what_it_means(text: str) -> str:
    """The obligation of `This means that releases have to be tagged`, or an order."""
    meaning = _MEANS.match(text)
    said = text[meaning.end() :] if meaning else ""
    found = find_modal(said) if said else None
    is_obligation = found and found.modal != "may" and found.tier == "modal"
    is_order = meaning and meaning["stop"] and analyse(said).mood == "order"
    return said if is_obligation or is_order else ""


def politely_asked(text: str) -> str:
    """The order of `For features, we'd appreciate it if you ask first`."""
    asked = _ASKED.match(text)
    if not asked:
        return ""
    verb = next(iter(forms_of(asked["verb"]).values()), asked["verb"])
    order = f"please {verb}{text[asked.end() :]}"  # `if you opened ...`
    is_order = analyse(order).mood == "order"
    when = asked["when"].rstrip(", ")
    return ", ".join(filter(None, (when, order))) if is_order else ""


def uncleft(text: str) -> str:
    """`Pull requests go to `next`.` of ``next` is where pull requests go`."""
    cleft = _CLEFT.match(text)
    if not cleft:
        return ""
    said = f"{cleft['what']} {cleft['verb']} to {cleft['place']}."
    return said[:1].upper() + said[1:]


def after_concession(text: str) -> str:
    """The order of `Swaps are fine, but enter them in the calendar`."""
    turn = _TURN.search(text)
    if not turn:
        return ""
    before, order = text[: turn.start()], text[turn.end() :]
    said, asked = analyse(main_clause(before)), analyse(order)
    is_order = asked.mood == "order" and asked.verb not in _advising()
    found = find_modal(before)
    is_told = said.mood in ("present", "possible")
    is_bare = is_told and (not found or found.modal == "may")
    return order if is_order and is_bare else ""


@cache
def _advising() -> frozenset[str]:
    return frozenset(section("grammar", "advising").split())


def looks_after(main: str, mood: str) -> bool:
    """`Check that the bot has added the label`: an order, no account of the bot."""
    return mood == "order" and bool(_checks().match(main))


@cache
def _checks() -> re.Pattern[str]:
    return compile_words([section("rules", "checks")])


def _openings(text: str) -> list[re.Match[str]]:
    """What may come before the main clause: up to a comma, or up to its subject."""
    named = ("leading_clause", "leading_bare")
    return [found for name in named if (found := _leading(name).match(text))]


@cache
def _adverb() -> re.Pattern[str]:
    return re.compile(section("rules", "adverbs"), re.IGNORECASE)


@cache
def _leading(which: str) -> re.Pattern[str]:
    return re.compile(section("rules", which), re.IGNORECASE)
