"""What a code span is: a label, a branch, a path, a team, or something else.

A span is a label only where the sentence speaks of labels; the words right beside it
decide, then those before it, then the span that it is listed with (words.yml, `spans`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Literal

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.placeholders import PLACEHOLDER
from pipelines.read.clauses.parameters.reading import Reading, Span, pattern, words

Role = Literal["label", "branch", "base", "path", "team", "other"]

_TEXT_FILE = re.compile(r"[\w@./<>{}*-]+\.(?:md|rst|txt|ya?ml|json|toml|adoc)")
_PATH = re.compile(
    r"(?:[\w.@*{}<>-]+/)*[\w.*<>{}-]+\.(?:md|rst|txt|ya?ml|json|toml|adoc|cfg|ini|py|go"
    r"|ts|js|tsx|sql|tf|proto|html|sh)"
    r"|(?:\.{0,2}/)?(?:[\w.*{}<>-]+/){1,8}"
    r"|(?:\./|\.github/|docs/|ops/|src/)[\w./*<>{}-]+"
    r"|(?:[\w.{}<>-]+/){1,8}\*\*(?:/[\w.*-]+)?"
    r"|(?:\.github/)?(?:CODEOWNERS|CHANGELOG|CHANGES|NEWS|MAINTAINERS|OWNERS|README)"
)
_FOLDERS = re.compile(r"[\w.-]+/[\w./-]+")
_NO_NAME = re.compile(r"#[\w-]+|[\d.:/-]+")  # a channel, a date, a number
_OPERATORS = re.compile(r"\s--\w|^\$|^/|^-{1,2}\w|[=;|$\\]|&&|\(\)|^\w+\([\w, ]*\)")
_FAMILY = re.compile(r"[a-z][\w.-]*(?:::?|/)\s?", re.IGNORECASE)
_BARRED = re.compile(
    r"(?:,\s+(?:and\s+)?(?:not|never)|\binstead\s+of|\brather\s+than)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\b(?:request|pr|mr|release)s?,?\s+from\s+(?:the\s+)?$", re.IGNORECASE)
_LANDED = re.compile(  # `after it landed on`: where it was before
    r"\b(?:after|once|when|until|already)\b[^.;,]{0,40}\b(?:landed|merged|is|are)\s+"
    r"(?:on|in|into|to|in\s+to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TO_BASE = re.compile(r"[^.;]{0,40}\b(?:in)?to\s+(?:the\s+)?`", re.IGNORECASE)
_TRAILER = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)*:")  # `Depends-On:`
_REQUEST = re.compile(r"\s+(?:(?:pull|merge)\s+request|pr)s?\b", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:issues?|labels?|tickets?)`?\s+in\s+$", re.IGNORECASE)
_OPENING = re.compile(
    r"\b(?:raise|open|submit|file|send|create)s?\s+(?:\S{1,20}\s+){0,2}$", re.IGNORECASE
)
_NEAR = 90  # characters before a span in which a word may decide what it is
_QUOTE_NEAR = 20  # the same for what is seldom a name, such as a quoted text
_MAX_LABEL = 50


def roles(reading: Reading) -> Iterator[tuple[Span, Role]]:
    """Each span of the sentence with what it is."""
    previous: tuple[Span, Role] | None = None
    families: set[str] = set()  # `prio/` of the label `prio/1`
    for span in reading.spans():
        role = _role(reading.sense, span, previous)
        if role == "other":
            role = _by_place(reading, span)
        listed = role
        if role == "base" and _is_no_target(reading.sense, span):
            role = "other"
        if role == "label" and _leads_elsewhere(reading, span):
            role = "other"
        family = _FAMILY.match(span.text)
        if family and role == "label":
            families.add(family[0])
        is_ours = bool(family and family[0] in families)
        is_ours = is_ours or span.text in reading.known_labels
        if role == "other" and is_ours and not _names_other(reading.sense, span):
            role = "label"
        previous = (span, listed if role == "other" else role)
        yield span, role


def _is_no_target(text: str, span: Span) -> bool:
    """`main`, not `release`; a request from `develop` to `main`."""
    before = text[: span.start]
    if _BARRED.search(before[-40:]) or _LANDED.search(before[-80:]):
        return True
    return bool(_SOURCE.search(before[-30:]) and _TO_BASE.match(text[span.end :]))


def _leads_elsewhere(reading: Reading, span: Span) -> bool:
    """A link that does not lead to a label, and that no word calls one."""
    targets = [target for text, target in reading.links if text.strip() == span.text]
    is_other = any("label" not in target.lower() for target in targets)
    return is_other and not _follows("label", reading.sense, span)


def _role(text: str, span: Span, previous: tuple[Span, Role] | None) -> Role:
    if span.text.startswith(("@", "~")):
        return "team" if span.text[0] == "@" else "label"  # `~bug`, `~"help wanted"`
    if _is_example(text, span, previous):
        return "other"
    if not span.is_code:
        return _quoted(text, span, previous)
    is_code = '"' in span.text  # a label has no quotes inside of it
    is_code = is_code or bool(_NO_NAME.fullmatch(span.text))
    is_code = is_code or _opens_in_repository(text, span)
    is_trailer = _is_named_trailer(span.text) and not _follows("label", text, span)
    if is_code or is_trailer or _is_command(span.text) or _is_trailer(text, span):
        return "other"
    if role := _by_shape(text, span):
        return role
    if previous and previous[1] != "team" and _is_listed(text, previous[0], span):
        return previous[1]
    if _by_list_end(text, span) == "label":
        return "label"
    start = max(previous[0].end if previous else 0, span.start - _NEAR)
    before = text[start : span.start]
    if _is_base_name(span.text) and _ends_with("right_before_base", before):
        return "base"
    for role in _ranked(before):
        settled = _settled(role, span, text)
        if settled != "other" or role not in ("base", "path"):
            return settled
    return "other" if _nearest(before) else _by_list_end(text, span)


def _by_shape(text: str, span: Span) -> Role | None:
    """By the word right after the span, and by its own form."""
    if _follows("label", text, span):
        return "label"
    has_space = " " in span.text
    shape = PLACEHOLDER.sub("*", span.text) if has_space else span.text
    if _TEXT_FILE.fullmatch(shape):
        return "path"
    is_subject = text[: span.start].rstrip(" *_")[-1:] in ("", ":")
    if is_subject and _is_trunk(span.text):
        return "base"
    says_branch = _nearest(text[max(0, span.start - _NEAR) : span.start])
    if re.fullmatch(r"[\w-]+/", span.text) and _by_list_end(text, span) == "label":
        return "label"  # `kind/` and `area/` labels
    if _PATH.fullmatch(shape) and says_branch not in ("branch", "base"):
        return "path"
    if _follows("passive", text, span) and not says_branch:
        return "label"
    if _names_other(text, span):
        return "other"
    if _follows("branch", text, span):
        if not _speaks("branch_names", text):
            return "label" if speaks_of_labels(text) else "other"
        return "base" if says_branch == "base" else "branch"
    if _follows("base", text, span):
        is_hole = PLACEHOLDER.search(span.text) and says_branch != "base"
        return "branch" if is_hole else "base"
    return None


def _opens_in_repository(text: str, span: Span) -> bool:
    """`Raise a `acme/infra` pull request`: it is opened there."""
    before = text[max(0, span.start - 40) : span.start]
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", span.text):
        return False
    is_named = _follows("label", text, span) and text[span.end : span.end + 1] != ","
    if _INSIDE.search(before) and not is_named:
        return True
    is_request = _REQUEST.match(text[span.end : span.end + 20])
    return bool(is_request and _OPENING.search(before))


def _by_place(reading: Reading, span: Span) -> Role:
    """By the document or the title, where the sentence does not tell."""
    if _NO_NAME.fullmatch(span.text) or _opens_in_repository(reading.sense, span):
        return "other"
    if not span.is_code or _TEXT_FILE.fullmatch(span.text) or _is_command(span.text):
        return "other"
    before = reading.sense[max(0, span.start - _QUOTE_NEAR) : span.start]
    if _names_other(reading.sense, span) or _nearest(before) == "other":
        return "other"
    if reading.about_labels and len(span.text) <= _MAX_LABEL:
        return "label"
    is_titled = re.search(r"\bbranch", reading.heading, re.IGNORECASE)
    return "branch" if is_titled and re.match(r"[\w.-]+/", span.text) else "other"


def _quoted(text: str, span: Span, previous: tuple[Span, Role] | None) -> Role:
    """A quoted text is a label or nothing."""
    if _follows("label", text, span):
        return "label"
    if previous and _is_listed(text, previous[0], span):
        return "label" if previous[1] == "label" else "other"
    near = _nearest(text[max(0, span.start - _QUOTE_NEAR) : span.start])
    if near == "label" and speaks_of_labels(text):
        return "label"
    return _by_list_end(text, span)


def _settled(role: Role, span: Span, text: str) -> Role:
    """What the nearest word says, unless the span cannot be that."""
    follows = text[span.end : span.end + 20]
    if role == "path":
        is_path = _PATH.fullmatch(span.text) or _FOLDERS.fullmatch(span.text)
        return "path" if is_path and not follows.startswith(("'s", "’s")) else "other"
    if role == "label":
        return "label" if speaks_of_labels(text) else "other"
    if " " in span.text or _follows("repository", text, span):
        return "other"
    is_hole = bool(PLACEHOLDER.search(span.text))
    if role == "base" and not _is_base_name(span.text):
        needed = "targets" if "/" in span.text else "branches"
        if not _speaks(needed, text):
            return "other"
    if role == "base" and is_hole and span.text.endswith("/"):
        return "branch"
    if role == "branch" and not _speaks("branch_names", text):
        return "other"
    is_plain = _is_base_name(span.text) and not re.search(r"[/-]", span.text)
    return "base" if role == "branch" and is_plain else role


def _by_list_end(text: str, span: Span) -> Role:
    """`x`, `y` and `z` labels: what follows the list says what each of it is."""
    later = [span, *(s for s in Reading(text, text).spans() if s.start > span.start)]
    for one, two in pairwise(later):
        if not _is_listed(text, one, two):
            return "other"
        if _follows("label", text, two):
            return "label"
    return "other"


def speaks_of_labels(text: str) -> bool:
    """Does the sentence speak of labels at all."""
    is_tagged = _speaks("tags", text) and _speaks("items", text)
    is_tagged = is_tagged and not _speaks("commits", text)
    return is_tagged or _speaks("labels", text)


def _speaks(of: str, text: str) -> bool:
    return bool(pattern("spans", f"speaks_of_{of}").search(text))


def _is_command(text: str) -> bool:
    if PLACEHOLDER.search(text):
        return False
    first = text.split(maxsplit=1)[0] if text.split() else ""
    is_named = re.fullmatch(words()["commands"], first)
    return bool(is_named) or bool(_OPERATORS.search(text))


def _is_trailer(text: str, span: Span) -> bool:
    """The `Fixes:` tag of a commit, the `v2` tag of a release."""
    is_tag = re.match(r"\s+tags?\b", text[span.end : span.end + 8])
    return bool(is_tag) and _speaks("commits", text)


def _is_named_trailer(name: str) -> bool:
    """`Depends-On:`, `Co-authored-by`."""
    known = pattern("trailers").fullmatch(name)
    return bool(known or _TRAILER.fullmatch(name))


def _is_trunk(name: str) -> bool:
    """`main` as a subject: what is said of it is said of the branch."""
    return bool(re.fullmatch(words()["trunks"], name))


def _is_base_name(name: str) -> bool:
    return bool(re.fullmatch(words()["base_names"], name))


def _is_example(text: str, span: Span, previous: tuple[Span, Role] | None) -> bool:
    """`e.g. `ticket_314``, and what is listed with such a one."""
    if previous and previous[1] == "other" and _is_listed(text, previous[0], span):
        return _is_example(text, previous[0], None)
    return bool(_example().search(text[max(0, span.start - 30) : span.start]))


@cache
def _example() -> re.Pattern[str]:
    return re.compile(rf"(?:{words()['examples']})[\s,:]*$", re.IGNORECASE)


def _names_other(text: str, span: Span) -> bool:
    """A noun after the span, or after the list that it stands in: `x` headers."""
    later = [span, *(s for s in Reading(text, text).spans() if s.start > span.start)]
    for one, two in pairwise(later):
        if _follows("other", text, one):
            return True
        if not _is_listed(text, one, two):
            return False
    return _follows("other", text, later[-1])


def _is_listed(text: str, one: Span, two: Span) -> bool:
    """Do only commas, brackets and `and` stand between two spans."""
    return bool(_list_joint().fullmatch(text[one.end : two.start]))


@cache
def _list_joint() -> re.Pattern[str]:
    joint = spaced(words()["spans"]["listed"])
    marks = r"[\s,;/|&()–—-]{0,12}"
    return re.compile(rf"{marks}{joint}{marks}", re.IGNORECASE)


@cache
def _after(what: str) -> re.Pattern[str]:
    expression = spaced(words()["spans"]["after"][what])
    return re.compile(rf"[\s,]{{0,3}}(?:{expression})(?!\w)", re.IGNORECASE)


def _follows(what: str, text: str, span: Span) -> bool:
    return bool(_after(what).match(text[span.end : span.end + 40]))


@cache
def _ending(what: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{spaced(words()['spans'][what])})\s*$", re.IGNORECASE)


def _ends_with(what: str, before: str) -> bool:
    return bool(_ending(what).search(before))


@cache
def _before() -> dict[Role, re.Pattern[str]]:
    return {
        role: re.compile(rf"(?<![\w`-])(?:{spaced(said)})(?!\w)", re.IGNORECASE)
        for role, said in words()["spans"]["before"].items()
    }


def _nearest(before: str) -> Role | None:
    """What the word says that stands nearest before a span."""
    return next(iter(_ranked(before)), None)


def _ranked(before: str) -> list[Role]:
    """What the words before a span say, the nearest first."""
    last: list[tuple[int, bool, bool, Role]] = []
    for role, expression in _before().items():
        ends = [found.end() for found in expression.finditer(before)]
        if ends:
            last.append((-max(ends), role != "base", role != "other", role))
    return [role for *_, role in sorted(last)]
