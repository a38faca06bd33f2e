"""Whether a sentence is understood to its last word.

What the reader bound and what the population evaluates is taken out of the sentence; of
what is left, every word must be one that sentences on these records are made of
(vocabulary.yml). Else the sentence says more than is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from expectations.clauses import Clause
from expectations.lexicon import compiled, lists

_LINK = re.compile(
    r"\[([^\]]{0,200})\]\([^)\s]{0,300}\)|:\w+:`([^`<]{0,100})(?:<[^`]*)?`"
)
SEVERITY = re.compile(
    r"\b(?:sev(?:erity)?[- ]?(?:level[- ]?)?|p|s)[-/]?\d(?:s\b|\b)", re.IGNORECASE
)
# Addresses, placeholders, numbers of items, paths of an API, names of documents.
_ADDRESS = re.compile(
    r"https?://\S+|\{[^}]*\}|<[^>]*>|#\w+|(?<![\w.])/[\w/.-]+"
    r"|(?<!\w)[\w./-]+\.(?:md|rst|txt|adoc)\b"
)
# A lead-in without which the sentence cannot be read: `In the endgame`, `needed for`.
_GOES_ON = re.compile(
    r"^\W*(?:for|in|on|at|during|if|when|where|while|once|after|before|unless|with|without"
    r"|under|until|as)\b|\b(?:for|of|when|if|on|in|by|that|which|to|from)\W*$",
    re.IGNORECASE,
)
# How to do what is asked for: `(`npm run lint`)`.
_COMMAND = re.compile(r"\(`[a-z][\w./-]* [^`]{1,80}`\)")
# `CC-4:`, the number of a rule.
_ITEM = re.compile(r"^\W*(?!(?:SEV|P|S)-?\d)[A-Z]{2,4}-\d{1,3}[.):]\s+")
_CODE = re.compile(r"`+([^`]{1,80})`+")
_WORD = re.compile(r"[a-z][a-z0-9'’/-]*[a-z0-9]|[a-z]")
_NUMBER = re.compile(r"\d+|one|two|three|four|five|six")
_COUNTED = ("approval_count", "durations")
_BOUND = (
    *("labels", "label_globs", "base_branches", "branch_patterns", "paths"),
    *("teams", "approver_teams", "people", "approver_people", "environments"),
    *("conditions", "exceptions", "areas"),
)


def words_left(clause: Clause) -> list[str]:
    """The words of a sentence that no parameter stands for, each once, in order."""
    text, stated = _ITEM.sub("", _said(clause)), clause.parameters
    text = _COMMAND.sub(" ", text)
    # `SEV 0`: of a severity that was not bound the sentence says more.
    severities = ("severities_as_written",) if stated.get("severities") else ()
    names = (*_BOUND, *severities)
    parts = [str(value) for name in names for value in stated.get(name) or ()]
    parts += _conditions(stated)
    # `Except `lint``, which the reader has as "the check `lint`".
    parts += [
        name for one in stated.get("exceptions") or () for name in _CODE.findall(one)
    ]
    parts += [f"{role}{end}" for role in _roles(stated) for end in ("", "s")]
    parts += _names_like(text, stated.get("branch_patterns") or ())
    text = _LINK.sub(lambda found: f" {found[1] or found[2]} ", text)
    small = without_reasons(_folded(re.sub(r":[a-z]+:(?=`)", " ", text)))
    for part in sorted({_folded(one) for one in parts} - {""}, key=len, reverse=True):
        small = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", " ", small)
    for expression in lists("vocabulary")["harmless"]:
        small = compiled(expression).sub(" ", small)
    for phrase in lists("vocabulary")["phrases"]:
        small = compiled(rf"\b(?:{phrase})\b").sub(" ", small)
    small = _ADDRESS.sub(" ", small)
    if severities:
        small = SEVERITY.sub(" ", small)
    return list(dict.fromkeys([*_WORD.findall(small), *_bare_numbers(clause)]))


def _bare_numbers(clause: Clause) -> list[str]:
    """Cells of a row that only count something, where the reader bound no number."""
    if " | " not in clause.context or any(map(clause.parameters.get, _COUNTED)):
        return []
    cells = (cell.strip(" `*") for cell in clause.quote.strip("| ").split(" | ")[1:])
    return [f"number {one}" for one in cells if _NUMBER.fullmatch(one.lower())]


def without(words: Iterable[str], told: Iterable[str]) -> list[str]:
    """Those of the words that no condition that is understood in full is made of."""
    known = {word for one in told for word in _WORD.findall(_folded(one))}
    return [word for word in words if word not in known]


def without_reasons(text: str) -> str:
    """`text` without the reasons that come before a rule."""
    for expression in lists("vocabulary")["reasons"]:
        text = compiled(expression).sub(" ", text)
    return text


def _said(clause: Clause) -> str:
    """The sentence, with its lead-in where that is a part of it."""
    lead, quote = clause.context, clause.quote
    is_apart = quote[:1].isupper() and not _GOES_ON.search(lead)
    return quote if is_apart or " | " in lead else f"{lead} . {quote}"


def _roles(stated: dict[str, Any]) -> list[str]:
    """The role in the ways that it is spelt."""
    role = str(stated.get("approver_role") or "").replace("_", " ")
    return [role, role.replace(" ", "-"), role.replace(" ", "")] if role else []


def _conditions(stated: dict[str, Any]) -> list[str]:
    periods = stated.get("durations") or ()
    return [str(one["condition"]) for one in periods if one.get("condition")]


def _names_like(text: str, patterns: Iterable[str]) -> list[str]:
    """Code that is an example of a pattern for the names of branches."""
    wanted = [re.escape(one).replace(r"\*", "[^`]*") for one in patterns if "*" in one]
    return [c for c in _CODE.findall(text) if any(re.fullmatch(w, c) for w in wanted)]


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[`*_“”\"]+|@", " ", text.lower()).split())


def unread(
    words: Iterable[str], mart: str | None, more: Iterable[str] = ()
) -> list[str]:
    """Those of the words that a sentence on the mart's records is not made of.

    Without a mart, those that say more than any sentence does.
    """
    data = lists("vocabulary")
    own = data["marts"][mart] if mart else ["language"]
    groups = (*own, *(one for one in more if one in data["about"]))
    return [one for one in words if not _is_known(one, groups)]


def _is_known(word: str, groups: tuple[str, ...]) -> bool:
    known = _known(groups)
    plain = re.sub(r"['’](?:s|ll|re|ve|d)?$", "", word)
    return bool(known.fullmatch(plain) or known.fullmatch(word)) or all(
        known.fullmatch(part) for part in re.split(r"[-/]", plain)
    )


@cache
def _known(groups: tuple[str, ...]) -> re.Pattern[str]:
    about = lists("vocabulary")["about"]
    words = {word for group in groups for word in about[group].split()}
    return re.compile(
        "|".join(re.escape(w).replace(r"\*", r"[\w'’-]*") for w in sorted(words))
    )
