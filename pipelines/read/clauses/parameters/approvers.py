"""Who approves, by a role: `maintainer`, `core developer`, or a project's own word."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import pattern, words

_ASIDE = re.compile(r"^\s*\([^()]{0,50}\)")  # `(other than the author)`
_RELATIVE = re.compile(  # `A maintainer who isn't the author must approve`
    r"^\s*,?\s*(?:(?:who|that|which)\s+[^,.;]{3,50}?|(?:other\s+than|besides|except)\s+"
    r"(?:the|its)\s+[\w-]+|(?:and\s+|but\s+)?(?:not|none|neither|never)\s+[^,.;]{3,50}"
    r"|(?:at\s+least\s+)?(?:one|two|both|all)\s+of\s+(?:them|whom)\s+[^,.;]{3,50}),?(?=\s+(?:must|should|has\s+to|have\s+to|needs?\s+to|shall"
    r"|approves?|reviews?)\b)",
    re.IGNORECASE,
)
_OF_YOU = re.compile(  # `If you are the first reviewer to approve it, ...`
    r"\b(?:if|when|as)\s+you(?:['’]re|\s+are)\s+(?:the|an?)\s[^,.;]{3,100},",
    re.IGNORECASE,
)
_BECOMES = re.compile(r"\bbecom(?:e|es|ing)\s+(?:an?|the)\s+$", re.IGNORECASE)
_REASON = re.compile(  # why, not who
    r"(?:,?\s+(?:because|since|so\s+that)|,\s+as\s+(?:the|it|they|this|we|you))\s[^;]*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"`([^`]*)`")
_NEAR = 100  # characters before a role in which the approving word stands
_MAX_WORDS = 3  # of a name before its noun
_LAST_WORD = re.compile(r"(?P<word>[\w&'’-]+)\s+$")


def approver_role(text: str) -> str | None:
    """Who approves, else who reviews or merges, where such a word stands with it.

    The name is the sentence's own, in lower case and in the singular.
    """
    acting, approving = _ending("acting"), _ending("approving")
    text = _REASON.sub("", _OF_YOU.sub(" ", _CODE.sub(_as_word, text)))
    reviews: str | None = None
    known = words()["roles"]
    for kind in known:
        for found in pattern("roles", kind).finditer(text):
            if _acts(text[found.end() :][:90], kind) and (name := _named(found, kind)):
                return name
    for kind in known:
        for found in pattern("roles", kind).finditer(text):
            before = text[max(0, found.start() - _NEAR) : found.start()]
            if pattern("named_roles").search(before[-12:]) or _BECOMES.search(before):
                continue
            if kind == "other" and not _is_asked(found, text):
                continue
            is_field = bool(_field().search(before))
            name = _named(found, kind) if is_field or acting.search(before) else ""
            if name and (is_field or approving.search(before)):
                return name
            reviews = reviews or name or None
    return reviews


def _as_word(code: re.Match[str]) -> str:
    """A code span as a word: its colon or slash ends nothing."""
    return re.sub(r"[^\w -]", "_", code[1])


def _named(found: re.Match[str], kind: str) -> str:
    """The name with the words before its noun that belong to it; empty if none."""
    noun = re.sub(r"[\s-]+", " ", found[0].lower())
    noun = re.sub(r"^codeowner", "code owner", noun)
    if found[0].isupper() and found.string[found.end() :].startswith((" file", "_")):
        return "code owner"  # in the nearest `OWNERS` file
    noun = re.sub(r"^heads of", "head of", noun)
    if not noun.startswith("head of"):
        noun = re.sub(r"(?<=[a-z]{2})s$", "", noun)
    parts: list[str] = []
    at = found.start()
    while len(parts) < _MAX_WORDS:
        word = _LAST_WORD.search(found.string[max(0, at - 40) : at])
        if not word or _no_part().fullmatch(word["word"]):
            break
        parts.insert(0, word["word"].lower())
        at -= len(word[0])
    if kind == "other" and not parts and pattern("bare_roles").fullmatch(noun):
        return ""
    return " ".join([*parts, noun])


def _is_asked(found: re.Match[str], text: str) -> bool:
    """A word of the project counts where nothing but its own words lead to it."""
    return bool(_ends().match(text, found.end()))


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"\b{spaced(words()['role_field'])}", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(spaced(words()["role_ends"]), re.IGNORECASE)


@cache
def _no_part() -> re.Pattern[str]:
    """Words that stand before a role and belong to no name."""
    said = f"{words('actors')['no_names']}|{words()['no_part_of_role']}"
    return re.compile(rf"{said}|[+\d]\S*", re.IGNORECASE)


@cache
def _ending(what: str) -> re.Pattern[str]:
    said = spaced(words()["counts"][what])
    return re.compile(rf"(?<!\w)(?:{said})\s+$", re.IGNORECASE)


def _acts(after: str, kind: str) -> bool:
    """`code owners must approve`, `maintainer approval`."""
    counts = words()["counts"]
    is_strict = kind in ("lead", "reviewer", "other")
    does = counts["role_approves" if is_strict else "role_acts"]
    if kind == "other":
        does = f"{does}|{counts['other_approves']}"
    does = f"{counts['role_approval']}|{spaced(does)}"
    expression = rf"['’]?s?(?:\s+teams)?\s+(?:{does})(?!\w)"
    plain = _RELATIVE.sub("", _ASIDE.sub("", after))
    return bool(re.match(expression, plain, re.IGNORECASE))
