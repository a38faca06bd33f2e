"""Owner of an action item, and its words without those that tell owner and day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from pipelines.read.incidents.data import any_of, is_placeholder, patterns
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.severity import level_of
from pipelines.read.incidents.status import status_of
from pipelines.read.incidents.tasks import asks

_WHO = (
    r"(?:the )?(?P<who>@[\w/.-]+|(?:[A-Z]\. ?){0,2}[A-Z][^\n,;()\[\]|:]{0,40}?"
    r"|(?!the )[a-z][\w-]+(?:(?: [\w-]+)? team)?)"
    r"\s*(?=$|[,;()\[\]|]|\.\s|\.$|\s[-–—]\s|\b(?i:due|by|eta|status)\b)"
)
_OWNER = re.compile(
    r"(?:\b(?i:owners?|who|assignees?|responsible|dri|action owner|lead)\s*(?::|=)\s*"
    r"|\b(?i:assigned to|owned by|owner is)\b\s*:?\s*"
    rf"|(?:[(\[]|, )(?i:owner|assignee|dri|assigned(?! to\b))\s+){_WHO}"
)
_LOGIN = re.compile(
    r"(?<![\w@./`])@(?P<login>[A-Za-z0-9](?:[A-Za-z0-9-]|\.(?=[a-z\d])){0,38}"
    r"(?:/[\w.-]{1,80})?)"
)
_THANKED = re.compile(
    r"\b(?:thanks?|thx|kudos|cc|credits?)(?: to)?:?\s*$", re.IGNORECASE
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_BEFORE_DAY = re.compile(
    # "— Nadir, by 4/21", "audit other jobs (Bill; 5/12)", "(NB, by May)"
    r"(?:\s(?:[-–—→]|->)\s|\()(?P<who>[A-Z][a-z][\w'.-]{0,30}(?: [A-Z][\w'.-]{0,30})?"
    r"|[A-Z]{2,3}(?=, (?:by|due)\b)|(?:[\w.-]{1,30} ){1,2}team)[,;] "
    r"(?=(?i:by|until|till|due|eta|done|open|this|next|in progress|tbd|to ?do|q[1-4])"
    r"\b"
    r"|\d{1,4}[-/.]\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d)"
)
_TO_OWN = re.compile(
    r"(?:^|[.;–—-] )(?P<who>@[\w-]+|[A-Z][\w'’-]+(?: team)?)"
    r" (?:to|will) own (?:this|it)\b"
)
_FULL = r"[A-Z][\w'’-]+ [A-Z][\w'’-]+"
_HANDLE = r"[A-Z][\w'’]+-[a-z]\w+"  # `Harbour-crew`
_BY = re.compile(  # of another single word only the rest of the write-up can tell
    r"\b(?:to|will) be done by (?:the )?"
    rf"(?P<who>(?!(?:our|your|their|my|a|this) )(?:[\w-]+ ){{1,2}}team"
    rf"|{_FULL}|{_HANDLE})\b"
    r"(?! of\b| [A-Z\d])"
)
_ACTION = re.compile(  # "(Action: B. Marsh, by 2022-04-28)", not "(Action: Add alert)"
    rf"[(\[](?i:action):\s+(?P<who>(?:[A-Z]\. ?){{1,2}}[A-Z][\w'’-]+|{_FULL})"
    r"(?=, (?:(?i:by|due)\b|\d))"
)
_STATE = r"(?:done|open|fixed|merged|closed|wip|to ?do|in progress|in review|pending)\b"
_HANDLED = re.compile(  # "(gregor, done)", "(ines, open, #12)", "(gregor) - done"
    r"[(\[](?P<who>[a-z][a-z0-9_-]{2,14})"
    rf"(?=, {_STATE}[^()\[\]]{{0,60}}[)\]]|[)\]] [-–—] {_STATE}\W*$)"
)
_BESIDE = (_BEFORE_DAY, _BY, _ACTION, _HANDLED)
_NAME = r"[A-Z][^\W\d_][\w'’-]{0,30}(?: [A-Z][\w'’.-]{0,30}){0,2}"
_PERHAPS = (
    re.compile(rf"^(?P<who>{_NAME}):\s+\S"),  # "Ada: page on failures"
    re.compile(rf"\s(?:--?|–|—)\s*(?P<who>{_NAME})\s*(?=$|[,;.(]|\s[-–—])"),
    re.compile(rf"[(\[](?P<who>{_NAME})(?=[,;)\]])"),
    re.compile(rf"^(?P<who>{_NAME})(?= (?:will|to|writes?|is going to|has to)\b)"),
)
_FEW = 4  # words of what may be a name
_COLUMN = re.compile(r"\s(?:[-–—|→]|->)\s")
_PERSON = re.compile(r"[A-Z][a-z][\w'.-]{0,30}(?: [A-Z][\w'.-]{0,30}){0,2}")
_TEAM = re.compile(r"(?:the )?(?:[\w-]+ ){1,2}team", re.IGNORECASE)
_EXTRA = re.compile(
    r"\s*(?:owners?|assignees?|assigned|responsible|due|deadline|status|eta|by|dri|who(?=:))\b",
    re.IGNORECASE,
)
_LEAD_MARK = re.compile(
    r"^(?:[✅✔✓☑❌⬜☐🔲⏳⌛🚧🏗🔄🔜🟢🔴🟡]\ufe0f?|:[a-z_]{2,30}:|(?:TODO|DONE)\b:?"
    r"|\((?:/|tick)\)|Status:(?:\s+[-–—])?)\s*"
)
_TAIL_MARK = re.compile(
    r"\s*(?:[✅✔✓☑❌⬜☐🔲⏳⌛🚧🏗🔄🔜🟢🔴🟡]\ufe0f?|:[a-z_]{2,30}:)$"
)


def owner_in(text: str) -> str | None:
    """Whoever an item names as its owner, else the first login that it mentions."""
    if (named := _OWNER.search(text)) and not names_nobody(named["who"]):
        return named["who"].strip(" .")
    if beside := _in_columns(text):
        return beside
    if to_own := _TO_OWN.search(text):
        return to_own["who"]
    for named in chain.from_iterable(p.finditer(text) for p in _BESIDE):
        if not _is_no_person(named["who"]):
            return named["who"]
    for login in _LOGIN.finditer(text):
        if not _THANKED.search(text[: login.start()]):
            return login[0]
    return None


def names_nobody(owner: str) -> bool:
    """Whether an owner's field is empty, or says that there is none ("nobody yet")."""
    words = " ".join(owner.strip().strip("*_`~() ").split())
    return is_placeholder(words) or any(p.match(words) for p in patterns("nobody"))


def _is_no_person(words: str) -> bool:
    """A state, a rank, a time or an order, where a name may stand."""
    if names_nobody(words) or status_of(words)[0] != "unknown":
        return True
    if level_of(words) is not None or (" " in words and asks(words)):
        return True
    others = (any_of("owners.yml", key) for key in ("not_people", "times"))
    is_word = words.islower() and any_of("owners.yml", "no_logins").search(words)
    return bool(is_word) or any(pattern.match(words) for pattern in others)


def perhaps_owners(text: str) -> list[str]:
    """Names where an item may name its owner ("Ada: ...", "... -- Ada", "(Ada)").

    Any other word may stand there, too ("Docs: ..."): only who knows the people of a
    repository can tell.
    """
    found = (pattern.search(text) for pattern in _PERHAPS)
    return [match["who"] for match in found if match]


def _in_columns(text: str) -> str | None:
    """`Allow list for fields — Noor — 2025-03-01`: a name beside a day or a state."""
    pieces = [piece.strip() for piece in _COLUMN.split(text)[1:]]
    names = [piece for piece in pieces if _PERSON.fullmatch(piece)]
    names = [name for name in names if status_of(name)[0] == "unknown"]
    teams = [piece for piece in pieces if _TEAM.fullmatch(piece)]
    if len(teams) == 1:
        return teams[0]
    others = [p for p in pieces if p not in names and (find_days(p) or status_of(p)[1])]
    return names[0] if len(names) == 1 and others else None


def bold_owner(text: str, bold: Iterable[str]) -> str | None:
    """`Fewer rights — **SK**, due 2022-11-15`: the one bold name after a dash."""
    names = [
        words.strip(" :.")
        for words in bold
        if len(words.split()) < _FEW
        and status_of(words) == ("unknown", None)
        and not find_days(words, year=2000)
        and re.search(
            rf"\s[-–—]\s+{re.escape(words.strip())}(?=\s*(?:$|,|\s[-–—]\s))", text
        )
    ]
    names = [name for name in names if re.fullmatch(r"[^\W\d_][^\d:]*", name)]
    return names[0] if len(names) == 1 else None


def owner_id(owner: str | None) -> str | None:
    """`@login` is a login; any other name becomes a slug."""
    if not owner:
        return None
    if login := _LOGIN.search(owner):
        return login["login"]
    slug = re.sub(r"[^\w]+", "-", owner.lower()).strip("-_")
    return slug or None


def clean_item(text: str) -> str:
    """Without what only tells owner, day or status: brackets, last words, marks."""
    text = re.sub(r"\s*[(\[]([^()\[\]]{1,120})[)\]]", _without_extra, text)
    parts = re.split(r"(\s+[-–—]+\s+|,\s+(?!\d{4}\b)|;\s+)", text)
    while len(parts) > 2 and _is_extra(parts[-1]) and not _is_inside(parts[:-2]):
        parts = parts[:-2]
    text = "".join(parts)
    text = re.sub(r"\s+\(\s*\)", "", text)  # but not `close()`
    return _TAIL_MARK.sub("", _LEAD_MARK.sub("", text)).strip(" -–—")


def _is_inside(parts: list[str]) -> bool:
    """Whether a bracket is still open where the parts end."""
    text = "".join(parts)
    return text.count("(") > text.count(")")


def _without_extra(match: re.Match[str]) -> str:
    return "" if _is_extra(match[1]) else match[0]


def _is_extra(words: str) -> bool:
    if _EXTRA.match(words) or re.fullmatch(r"\s*@[\w/.-]+\s*", words):
        return True
    status, _ = status_of(words)
    return status != "unknown" and len(words.split()) <= 3
