"""What a code span is: a label, a branch, a path, a team, or something else.

A span is a label only where the sentence speaks of labels; the words right beside it
decide, then those before it, then the span that it is listed with (words.yml, `spans`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipelines.read.clauses.parameters.elsewhere import (
    is_merged_on,
    is_moved_to,
    is_no_target,
    is_requested,
    is_titled_request,
    leads_elsewhere,
    opens_in_repository,
)
from pipelines.read.clauses.parameters.neighbours import (
    Role,
    by_list_end,
    ends_with,
    follows,
    is_given,
    is_listed,
    names_other,
    nearest,
    ranked,
    speaks,
    speaks_of_labels,
)
from pipelines.read.clauses.parameters.placeholders import PLACEHOLDER, is_glob
from pipelines.read.clauses.parameters.reading import Reading, Span, words
from pipelines.read.clauses.parameters.shapes import by_shape, shape_of
from pipelines.read.clauses.parameters.spellings import (
    FOLDERS,
    NO_NAME,
    PATH,
    TEXT_FILE,
    is_base_name,
    is_command,
    is_commit_tag,
    is_named_trailer,
    is_trunk,
)

_FAMILY = re.compile(r"[a-z][\w.-]*(?:::?|/)\s?", re.IGNORECASE)
_REPOSITORY = re.compile(r"([\w-]+)/\1", re.IGNORECASE)  # `harbour/harbour`
# A plain word in code may be anything; these are names.
_BRANCHLIKE = re.compile(  # `staging-next`
    r"(?:[\w.]+-)?(?:next|staging|stable|release|dev|lts|edge)(?:-[\w.]+)?"
)
_DISTINCT = re.compile(r"[-_:/\s]|[^\x00-\x7f]")
_ACTING = re.compile(  # `nobody pushes to a release branch, only `deploy-bot` may`
    r"\b(?:only|except|besides|lets?|allows?|by|through|via)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AIM = re.compile(  # `e.g. `feat/a` for features or `fix/b` for the rest`
    r"\s+(?:for|when|if|in)\s[\w\s-]{2,40}?(?P<joint>\s*,\s*|\s+(?:or|and)\s+)$",
    re.IGNORECASE,
)
_SENT = re.compile(  # `fixes go to `current``: a branch, though no word says so
    r"\b(?:changes|fixes|bugfixes|patches|features|backports|prs|(?:pull|merge)\s+requests)"
    r"\b[^.;:`]{0,50}\bgo\s+(?:in)?to\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_WHERE_TO = re.compile(  # `use `main`, that's where most changes go`
    r",?\s+(?:as\s+)?(?:that['’]s|(?:that|which)\s+is)\s+where\s[^.;,]{0,40}\b(?:go|land)\b",
    re.IGNORECASE,
)
_IF_UNSURE = re.compile(  # `if in doubt, use `main``
    r"\b(?:doubt|unsure|not\s+sure|undecided|unclear|otherwise)\b[^.;:`]{0,30}"
    r"\buse\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s+labels?\b", re.IGNORECASE)
_OTHERS = re.compile(  # `Label bugs with `bug`, and those which are wishes with `idea``
    r",?\s+(?:and|or|but)\s+(?:those|(?:all\s+)?(?:the\s+)?(?:others?|rest)|everything\s+else"
    r"|(?:[\w-]+\s+){0,2}(?:issues|bugs|tickets|prs|requests|ones|questions|features|fixes))"
    r"(?:\s+(?:which|that|who|for|about|of|on|in)(?:\s+[\w-]+){1,6})?\s+(?:with|as)\s+$",
    re.IGNORECASE,
)
_CUT = re.compile(  # `train/<week>` is cut from main
    r"`?\s+(?:is|are|gets?)\s+(?:cut|branched|forked)\b", re.IGNORECASE
)
_PLACE = re.compile(  # `a PR to `web``, `a bug in `web``: where something is or goes
    r"\b(?:in|touch(?:es|ing)?|(?:prs?|requests?|changes?)\s+to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_HANDLED_NEAR = 30  # characters before a label in which it's put on or taken off
_NEAR = 90  # characters before a span in which a word may decide what it is
_QUOTE_NEAR = 20  # the same for what is seldom a name, such as a quoted text
_MAX_LABEL = 50


def roles(reading: Reading) -> Iterator[tuple[Span, Role]]:
    """Each span of the sentence with what it is."""
    previous: tuple[Span, Role] | None = None
    shown: Span | None = None
    families = _families(reading.known_labels)
    for span in reading.spans():
        shown = span if _is_example(reading.sense, span, shown) else None
        role = _role(reading.sense, span, previous, is_shown=shown is not None)
        if role == "other" and not shown:
            role = _by_place(reading, span)
        listed = role
        if role == "base" and is_no_target(reading.sense, span):
            role = "other"
        if role == "label" and leads_elsewhere(reading, span):
            role = "other"
        family = _FAMILY.match(span.text)
        if family and role == "label":
            families.add(family[0])
        is_ours = bool(family and family[0] in families)
        is_ours = is_ours or _is_known(reading, span)
        is_ours = is_ours or bool(re.fullmatch(words()["label_families"], span.text))
        if role == "other" and is_ours and not names_other(reading.sense, span):
            role = "label"
        previous = (span, listed if role == "other" else role)
        yield span, role


def is_of_others(text: str, one: Span, two: Span) -> bool:
    """Does the second label go to other things than the first."""
    return bool(_OTHERS.fullmatch(text[one.end : two.start]))


def _is_known(reading: Reading, span: Span) -> bool:
    """A label of the document; a plain word is one where it's put on or taken off."""
    if span.text not in reading.known_labels:
        return False
    if _DISTINCT.search(span.text):
        return True
    before = reading.sense[max(0, span.start - _HANDLED_NEAR) : span.start]
    return nearest(before) == "label"


def _families(known: frozenset[str]) -> set[str]:
    """`prio/` of the label `prio/1`, of those that the sentence names."""
    return {found[0] for name in known if (found := _FAMILY.match(name))}


def _role(
    text: str, span: Span, previous: tuple[Span, Role] | None, *, is_shown: bool
) -> Role:
    if span.text.startswith(("@", "~")) and not NO_NAME.fullmatch(span.text):
        return "team" if span.text[0] == "@" else "label"  # `~bug`, `~"help wanted"`
    if is_shown:
        return "other"
    if not span.is_code:
        return _quoted(text, span, previous)
    if _is_no_name(text, span):
        return "other"
    if role := _by_form(text, span):
        # Requests to the `main` and `release-X.Y` branches.
        goes_on = previous and previous[1] == "base" and role == "branch"
        if previous and goes_on and is_listed(text, previous[0], span):
            return "base"
        return role
    if previous and previous[1] != "team" and is_listed(text, previous[0], span):
        is_whose = (
            previous[1] == "base" and text[previous[0].end : span.start] == " of "
        )
        return "other" if is_whose else previous[1]  # `main` of `acme/site`
    goes_on = previous and previous[1] == "label"
    goes_on = previous and goes_on and is_of_others(text, previous[0], span)
    if goes_on or by_list_end(text, span) == "label":
        return "label"
    start = max(previous[0].end if previous else 0, span.start - _NEAR)
    before = text[start : span.start]
    is_branch = is_base_name(span.text) or _is_target(span, text)
    if is_branch and ends_with("right_before_base", before):
        return "base"
    return _by_words_before(text, span, before)


def _by_words_before(text: str, span: Span, before: str) -> Role:
    """By what the words before it say, the nearest first."""
    for role in ranked(before):
        settled = _settled(role, span, text)
        if settled != "other" or role not in ("base", "path"):
            return settled
    return "other" if nearest(before) else by_list_end(text, span)


def _is_no_name(text: str, span: Span) -> bool:
    """A command, a number, a trailer, a repository that something is opened in."""
    if '"' in span.text or NO_NAME.fullmatch(span.text) or is_command(span.text):
        return True  # a label has no quotes inside of it
    if is_named_trailer(span.text) and not _LABEL.match(text, span.end):
        return True
    return opens_in_repository(text, span) or is_commit_tag(text, span)


def _by_form(text: str, span: Span) -> Role | None:
    """By the word right after the span, and by its own form."""
    if is_titled_request(text, span):
        return "other"
    if follows("label", text, span):
        return "label"
    return by_shape(text, span) or _by_what_follows(text, span)


def _by_what_follows(text: str, span: Span) -> Role | None:
    """By the words right after the span."""
    says_branch = nearest(text[max(0, span.start - _NEAR) : span.start])
    if follows("passive", text, span) and not says_branch:
        return "label"
    if is_given(text, span):
        return "label"
    if _REPOSITORY.fullmatch(span.text) or names_other(text, span):
        return "other"
    if is_trunk(span.text) and follows("trunk", text, span):
        return "base"  # the `main` build
    if _is_mostly_used(text, span):
        return "base"
    if "/" in span.text and is_glob(span.text) and _CUT.match(text, span.end):
        return "branch"
    if follows("branch", text, span):
        if not speaks("branch_names", text):
            is_part = is_glob(span.text) and speaks_of_labels(text)
            return "label" if is_part else "other"  # the `area:` prefix of a label
        return "base" if says_branch == "base" else "branch"
    if follows("base", text, span):
        is_hole = PLACEHOLDER.search(span.text) and says_branch != "base"
        return "branch" if is_hole else "base"
    return None


def _is_mostly_used(text: str, span: Span) -> bool:
    """`use `main`, that's where most changes go`, `otherwise use `main``."""
    if is_base_name(span.text) and _WHERE_TO.match(text, span.end):
        return True
    is_last = re.match(r"\s*(?:[.,;]|$)", text[span.end :])
    before = text[max(0, span.start - _NEAR) : span.start]
    return bool(is_trunk(span.text) and is_last and _IF_UNSURE.search(before))


def _by_place(reading: Reading, span: Span) -> Role:
    """By the document or the title, where the sentence does not tell."""
    if NO_NAME.fullmatch(span.text) or opens_in_repository(reading.sense, span):
        return "other"
    if not span.is_code or TEXT_FILE.fullmatch(span.text) or is_command(span.text):
        return "other"
    before = reading.sense[max(0, span.start - _QUOTE_NEAR) : span.start]
    if names_other(reading.sense, span) or nearest(before) == "other":
        return "other"
    if follows("branch", reading.sense, span):
        return "other"  # a `docs` prefix
    if is_moved_to(reading.sense[max(0, span.start - _NEAR) : span.start]):
        return "other"
    if span.text in reading.known_branches or is_merged_on(reading.sense, span):
        return "base"
    is_place = _PLACE.search(before) and span.text not in reading.known_labels
    if reading.about_labels and not is_place and _may_be_label(reading, span):
        return "label"
    is_titled = re.search(r"\bbranch", reading.heading, re.IGNORECASE)
    return "branch" if is_titled and re.match(r"[\w.-]+/", span.text) else "other"


def _may_be_label(reading: Reading, span: Span) -> bool:
    """A name in a text on labels; not what a title is like, nor a folder."""
    name = span.text
    if len(name) > _MAX_LABEL or _REPOSITORY.fullmatch(name) or name.count("/") > 1:
        return False
    return not speaks("titles", reading.sense) or speaks_of_labels(reading.sense)


def _quoted(text: str, span: Span, previous: tuple[Span, Role] | None) -> Role:
    """A quoted text is a label or nothing."""
    if span.text.endswith(":") and not follows("label", text, span):
        return "other"  # the `Fixes:` line of a commit
    if follows("label", text, span):
        return "label"
    if previous and is_listed(text, previous[0], span):
        return "label" if previous[1] == "label" else "other"
    if previous and previous[1] == "label" and _is_next(text, previous[0], span):
        return "label"
    near = nearest(text[max(0, span.start - _QUOTE_NEAR) : span.start])
    if near == "label" and speaks_of_labels(text):
        return "label"
    return by_list_end(text, span)


def _is_next(text: str, one: Span, two: Span) -> bool:
    """`... "pending" once it is fixed, and "moreinfo" if you ask`: two of a kind."""
    is_name = re.fullmatch(r"[a-z][\w:/-]{2,40}", two.text)
    between = text[one.end : two.start]
    joins = re.search(r",\s+(?:and|or|then)\s+$", between, re.IGNORECASE)
    return bool(is_name and joins) and not one.is_code


def _settled(role: Role, span: Span, text: str) -> Role:
    """What the nearest word says, unless the span cannot be that."""
    after = text[span.end : span.end + 20]
    if role == "path":
        is_path = PATH.fullmatch(span.text) or FOLDERS.fullmatch(span.text)
        return "path" if is_path and not after.startswith(("'s", "’s")) else "other"
    if role == "label":
        return "label" if speaks_of_labels(text) else "other"
    if " " in shape_of(span) or follows("repository", text, span):
        return "other"
    is_hole = bool(PLACEHOLDER.search(span.text))
    if role == "base" and span.text.endswith("/") and not is_hole:
        return "path" if PATH.fullmatch(span.text) else "other"
    if role == "base" and not is_base_name(span.text):
        needed = "targets" if "/" in span.text else "branches"
        is_picked = is_hole and speaks("pushes", text)
        if not (speaks(needed, text) or is_picked or _is_sent_to(span, text)):
            return "other"
    if role == "base" and is_hole and span.text.endswith("/"):
        return "branch"
    if role == "branch" and not speaks("branch_names", text):
        return "other"
    if role == "branch" and _is_far_word(span, text):
        return "other"
    is_plain = is_base_name(span.text) and not re.search(r"[/-]", span.text)
    return "base" if role == "branch" and is_plain else role


def _is_target(span: Span, text: str) -> bool:
    """`PRs to `staging-next``: a branch by its name, and by what goes there."""
    return bool(_BRANCHLIKE.fullmatch(span.text)) and is_requested(text[: span.start])


def _is_sent_to(span: Span, text: str) -> bool:
    """A plain word that changes go to."""
    is_word = re.fullmatch(r"[a-z]{3,20}", span.text)
    return bool(is_word and _SENT.search(text[max(0, span.start - _NEAR) : span.start]))


def _is_far_word(span: Span, text: str) -> bool:
    """`the release branch is green, and `stress` too`: a word for something else."""
    is_plain = re.fullmatch(r"[A-Za-z]+", span.text) and not is_base_name(span.text)
    near = text[max(0, span.start - _HANDLED_NEAR) : span.start]
    is_far = bool(is_plain) and "branch" not in near.lower()
    return is_far or bool(_ACTING.search(near) and not is_glob(span.text))


def _is_example(text: str, span: Span, shown: Span | None) -> bool:
    """`e.g. `ticket_314``, and what is listed with such a one.

    Args:
        text: The sentence.
        span: The name.
        shown: The one before it, if that is an example.
    """
    if shown and (between := text[shown.end : span.start]):
        aim = _AIM.match(between)
        if is_listed(text, shown, span) or (aim and aim["joint"]):
            return True
    return bool(_example().search(text[max(0, span.start - 30) : span.start]))


@cache
def _example() -> re.Pattern[str]:
    return re.compile(rf"(?:{words()['examples']})[\s,:]*$", re.IGNORECASE)
