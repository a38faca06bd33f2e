"""Labels in the columns of a table, by what its header says of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.markdown import Block
from pipelines.read.labels.aliases import Alias
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.mentions import label_in

_OLD = re.compile(
    r"\b(?:old|older|previous|previously|former|formerly|deprecated|legacy|alias|aliases"
    r"|variants?|synonyms?|instead of|replaces|replaced(?! (?:by|with))|obsolete"
    r"|renamed from"
    r"|also (?:seen|used|known)(?: as)?|predecessors?|used to be|renames?|existing)\b"
    r"|^(?:what )?we (?:had|used)\b"
    r"|^(?:before|was|from|prior|until .{1,20}|before .{1,20}|supersedes)$",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:new|newer|canonical|preferred|replacement|replaced by|renamed to)\b"
    r"|^(?:becomes|successors?|renamed)$"
    r"|^(?:please )?use (?:(?:this|it) )?(?:now|instead)$"
    r"|\b(?:current|official|standard|target|proposed|now)\b.*\b(?:label|name|tag)s?\b"
    r"|\b(?:label|name|tag)s?\b.*\b(?:current|official|standard|target|proposed|now)\b",
    re.IGNORECASE,
)
# Of names where old ones stand beside them; else it may be what a label is used for.
_USED = re.compile(
    r"^(?:the |our )?(?:current|official|standard|target|proposed|now)"
    r"(?: (?:ones?|values?|form|spelling|scheme|set|in use))?$"
    r"|^(?:what )?we (?:have|use)\b|^(?:after(?: .{1,20})?|today|to)$"
    r"|^(?:please )?use(?: (?:this|it|label|labels))*$",
    re.IGNORECASE,
)
_ONLY_NAMES = re.compile(
    r"(?:`[^`]+`|[\s,;/|.]|\b(?:and|or|now|instead)\b)*", re.IGNORECASE
)
# What labels have, and what is none: `Former owner`, `Preferred response`.
_NO_NAME = re.compile(
    r"\b(?:(?<!replaced )(?<!superseded )by|owners?|meanings?|means|descriptions?"
    r"|responses?|teams?|assignees?|contacts?|maintainers?|leads?|colou?rs?|usage|purpose"
    r"|behaviou?rs?|count|issues|users|dates?|since)$",
    re.IGNORECASE,
)
_SUCCESSOR = re.compile(
    r"\b(?:in favou?r of|(?:replaced|superseded) (?:by|with)|renamed (?:to|as)"
    r"|(?:moved|merged|migrated) (?:to|into)|use instead|instead use|maps to)\b|^is$",
    re.IGNORECASE,
)
# Beside a column of labels: what was brought along from another tracker.
_TRACKER = re.compile(
    r"\b(?:launchpad|trac|jira|bugzilla|phabricator|redmine|sourceforge|mantis"
    r"|google code|bitbucket|youtrack|trello)(?: (?:label|name|tag|keyword|component"
    r"|category|flag|type))s?$",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:current|existing|present|today'?s?)\b", re.IGNORECASE)
_TIME = re.compile(
    r"^(?:(?:until|before|since|from|in|up to) )?(?:v?\d[\w.]{0,9}(?: ?[-–—] ?\d{0,4})?"
    r"|[A-Z][a-z]{2,8}\.? \d{4})(?: ?(?:ff|on|onwards?))?$"
    r"|^(?:now|today|at first|original(?:ly)?|first|then|later|next|current(?:ly)?)$",
    re.IGNORECASE,
)
_STEP = re.compile(r"^(?:from|to|before|after|now|next)$", re.IGNORECASE)
_WHEN = re.compile(
    r"^(?:when|trigger|condition|by|by whom|who|event)s?$", re.IGNORECASE
)
_NAME = re.compile(r"\b(?:labels?|names?|tags?)\b", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:labels?|tags?)\b", re.IGNORECASE)

Relations = tuple[list[str], list[Alias], dict[int, str]]


def labels_of_row(block: Block, *, is_place: bool = True) -> Relations | None:
    """Labels of a table row; None if the header does not say where they stand.

    Outside of a place of labels (`is_place`) only a header that names them does:
    people, too, have names, and anything may be old or new.
    """
    if not is_place and not _LABEL.search(" ".join(block.header)):
        return None
    titles = [_plain(title) for title in block.header]
    if is_place and (told := _in_time(titles, block.cells)):
        return told
    roles = _roles(titles)
    if "old" not in roles:
        roles = [
            None if _USED.match(title) and not _ONLY_NAMES.fullmatch(cell) else role
            for role, title, cell in zip(roles, titles, block.cells, strict=False)
        ]
    if not {"new", "name"} & set(roles):
        return None
    if "old" not in roles and not _NAME.search(" ".join(titles)):
        return None
    names: list[str] = []
    by_role: dict[str, list[int]] = {"old": [], "new": [], "name": []}
    for role, cell in zip(roles, block.cells, strict=False):
        for name in _names_in(cell) if role else []:
            by_role[role or ""].append(len(names))
            names.append(name)
    targets = by_role["new"] or by_role["name"]
    olds = by_role["old"] + (by_role["name"] if by_role["new"] else [])
    aliases: list[Alias] = []
    if len(targets) == 1:
        aliases = [
            Alias(old, targets[0])
            for old in olds
            if names[old] != names[targets[0]]
            and not _passes(block, names[old], names[targets[0]])
        ]
    ages = dict.fromkeys(by_role["old"], "old")
    return names, aliases, ages


def _passes(block: Block, old: str, new: str) -> bool:
    """The table tells which state follows which: from, to, and when or by whom."""
    is_step = any(_STEP.search(title) for title in block.header)
    has_reason = any(_WHEN.search(title) for title in block.header)
    return is_step and (has_reason or facet_of(old) == facet_of(new) == "status")


def has_roles(header: Sequence[str]) -> bool:
    """Whether a header says of any column what stands in it."""
    return any(_role(_plain(title)) for title in header)


def _plain(title: str) -> str:
    """`previous_label` as two words, without marks."""
    return re.sub(r"[\s_]+", " ", title.strip("*_`: "))


def _roles(titles: list[str]) -> list[str | None]:
    """`old`, `new` or `name` per column; beside a new name the current one is old."""
    roles = [_role(title) for title in titles]
    elsewhere = [bool(_TRACKER.search(title)) for title in titles]
    if "name" in [r for r, away in zip(roles, elsewhere, strict=True) if not away]:
        found = zip(roles, elsewhere, strict=True)
        roles = ["old" if away else role for role, away in found]
    is_today = [bool(_TODAY.search(title)) for title in titles]
    others = [role for role, today in zip(roles, is_today, strict=True) if not today]
    if "new" in others and "old" not in others:
        found = zip(roles, is_today, strict=True)
        return ["old" if role and today else role for role, today in found]
    return roles


def _in_time(titles: list[str], cells: tuple[str, ...]) -> Relations | None:
    """A column per year or version: each name was followed by the next one."""
    timed = [n for n, title in enumerate(titles) if _TIME.match(title)]
    if len(timed) < 2 or len(timed) < len(titles) - 1:
        return None
    if not any(any(sign.isdigit() for sign in titles[n]) for n in timed):
        return None
    said = " ".join(titles[n] for n in timed)
    years = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", said)]
    if years != sorted(years):
        timed = timed[::-1]
    steps = [named for n in timed if n < len(cells) and (named := _names_in(cells[n]))]
    names = list(dict.fromkeys(name for step in steps for name in step))
    aliases = [
        Alias(names.index(old), names.index(later[0]))
        for earlier, later in pairwise(steps)
        for old in earlier
        if len(later) == 1 and old != later[0]
    ]
    return names, aliases, {alias.old: "old" for alias in aliases}


def _role(title: str) -> str | None:
    if _SUCCESSOR.search(title):
        return "new"
    if _NO_NAME.search(title):
        return None
    if _OLD.search(title):
        return "old"
    if _NEW.search(title) or _USED.search(title):
        return "new"
    return "name" if _NAME.search(title) else None


def _names_in(cell: str) -> list[str]:
    if spans := re.findall(r"`([^`]{1,60})`", cell):
        return [name for span in spans if (name := label_in(span))]
    if "(" in cell or len(cell) > 120:
        return []
    parts = re.split(r"\s*(?:,|;|\|| / | or | and )\s*", cell)
    return [name for part in parts if (name := label_in(part))]
