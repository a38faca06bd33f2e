"""Names that stand where a branch or a label may, and lead elsewhere."""

from __future__ import annotations

import re

from pipelines.read.clauses.parameters.neighbours import follows
from pipelines.read.clauses.parameters.reading import Reading, Span

_BARRED = re.compile(
    r"(?:,\s+(?:and\s+)?(?:not|never)|\binstead\s+of|\brather\s+than)\s+(?:\w+\s+){0,2}"
    r"(?:`[^`]{1,40}`(?:,|,?\s+n?or)\s+(?:\w+\s+){0,2}){0,3}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_PICKED = re.compile(  # `cherry-picked from`: the change is there already
    r"\b(?:cherry[- ]?pick\w*|merges|built|generated)\s+from\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(  # changes to `a` should go to `b` instead
    r"`?\s[^.;,`]{0,40}\b(?:in)?to\s+(?:the\s+)?`[^`]{1,60}`\s+instead\b", re.IGNORECASE
)
_LANDED = re.compile(  # `after it landed on`: where it was before
    r"\b(?:after|once|when|until|already)\b[^.;,]{0,40}\b(?:landed|merged|is|are)\s+"
    r"(?:on|in|into|to|in\s+to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PUSHED = re.compile(  # `never push to`, `no force pushes on`: no request goes there
    r"(?:\bforce[- ]?push\w*|\bpush\w*\s+--?f\w*`?|\bdirect(?:ly)?\s+push\w*"
    r"|\b(?:never|not|nobody|no[- ]one|no|avoid|\w+n['’]t|nothing\s+(?:is|gets))\b"
    r"[^.;:]{0,40}\bpush\w*|\bpush\w*\s+(?:straight|directly))(?:\s+[\w-]+){0,2}?"
    r"(?:\s+(?:to|on|onto|at))?(?:\s+the)?"
    r"(?:\s+[`*\w./-]{1,60},?(?:\s+(?:and|or|nor)(?:\s+(?:to|on|any|the)){0,2})?){0,4}?\s+$",
    re.IGNORECASE,
)
_NOT_STRAIGHT = re.compile(r"`?\s+(?:branch\s+)?(?:directly|straight)\b", re.IGNORECASE)
_PUSHING = re.compile(
    r"\b(?:push|commit)(?:e?s|t?ed|t?ing)?\s+(?:\w+\s+){0,2}(?:to|on|onto)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_STANDS = re.compile(  # `has to be on main`, `was not fixed on`: where something is
    r"(?:(?<!merged\s)(?<!opened\s)\b(?:is|are|be|been|was|were|exists?|lives?|stays?|sits?)"
    r"(?:\s+already)?|\b(?:available(?:\s+in\s+[\w-]+)?|affected|present|found|seen|reproduc\w+|tested|built|broken"
    r"|fails?|failing|(?:days?|weeks?|months?|time)(?:\s+old)?))\s+(?:on|in)\s+(?:the\s+)?$"
    r"|\b(?:conflict(?:s|ing)?\s+with|diverge[sd]?\s+from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LINKED = re.compile(  # `a link to the PR on `master``
    r"\b(?:links?|refer\w*|points?|mentions?)\s+(?:to\s+)?(?:the|an?|its)\s+(?:\w+\s+)?"
    r"(?:pr|pull\s+request|commit|issue|change|fix)\s+(?:on|in|to|against)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TAGGED = re.compile(  # `tag releases on main`, `checks pass on main`
    r"\b(?:tags?|tagged|tagging|pass(?:es|ed)?|succeeds?|runs?|green|red)\b[^.;,`]{0,24}"
    r"\s(?:on|in|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OF_FORK = re.compile(r"\b(?:fork|clone|copy)['’]s\s+$", re.IGNORECASE)
_IN_FORK = re.compile(  # the `main` branch of your fork
    r"`?\s+(?:branch\s+)?(?:of|in|on)\s+(?:your|their|the|a)\s+(?:own\s+)?(?:fork|clone)\b",
    re.IGNORECASE,
)
_IN_STATE = re.compile(r"\b(?:broken|red|green|failing)\s+$", re.IGNORECASE)
_STATE = re.compile(  # `main` should be releasable: nothing goes there
    r"`?\s+(?:branch\s+)?(?:(?:is|are|will|must|should|shall|has\s+to|have\s+to|needs?\s+to"
    r"|not|stays?|remains?|always|be|kept|in\s+an?|never|at\s+all\s+times)\s+){0,4}"
    r"(?:contains?|releas(?:e|able)|deployable|shippable|buildable|green|red|broken|working|healthy"
    r"|edited|deleted|removed|renamed|rewritten|rebased|amended|bumped|excepted|exempt)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(  # `requests against `x` are closed`
    r"`?(?:\s+branch)?(?:\s+(?:or|and|nor)\s+[^.;,]{1,40}?)?\s+(?:(?:is|are|be|gets?|will|may|not|get"
    r"|automatically)\s+){1,3}(?:closed|rejected|declined|refused|ignored|turned\s+(?:down|away)"
    r"|not\s+(?:accepted|merged|considered))\b",
    re.IGNORECASE,
)
_TO_BASE = re.compile(
    r"[^.;]{0,40}\b(?:(?:in)?to|targeting|against)\s+(?:the\s+)?`", re.IGNORECASE
)
_MERGES = re.compile(r"\b(?:forward-)?merg(?:e|es|ing)\s+(?:the\s+)?$", re.IGNORECASE)
_INTO_BASE = re.compile(r"\s+(?:back\s+|branch\s+)?into\s+(?:the\s+)?`", re.IGNORECASE)
_REQUEST = re.compile(r"\s+(?:(?:pull|merge)\s+request|pr)s?\b", re.IGNORECASE)
_ONE_REQUEST = re.compile(r"\s+(?:(?:pull|merge)\s+request|pr|mr)\b", re.IGNORECASE)
_INSIDE = re.compile(
    r"\b(?:issues?|labels?|tickets?)`?\s+(?:in|on|at)\s+$", re.IGNORECASE
)
_LABELLED = re.compile(  # an issue in `board` labelled `vote`
    r"`?\s+(?:labell?ed|tagged)\s+(?:as\s+|with\s+)?[`\"“]", re.IGNORECASE
)
_MOVED = re.compile(  # to a milestone, a column: a label is not moved to
    r"\bmov(?:e|es|ed|ing)\b[^.;`]{0,60}\bto\s+(?:the\s+)?$", re.IGNORECASE
)
_OPENING = re.compile(
    r"\b(?:raise|open|submit|file|send|create)s?\s+(?:\S{1,20}\s+){0,2}$", re.IGNORECASE
)

_RELEASED = re.compile(  # `releases are cut from main`: nothing is asked to go there
    r"\b(?:releases?|builds?|images?|packages?|artifacts?|deploy(?:s|ed|ment|ments)?|tags?"
    r"|(?:release|maintenance|stable|support)\s+branch(?:es)?)\b(?:`[^`]*`|[^.;,`]){0,70}"
    r"\s(?:off|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_REQUESTED = re.compile(  # `pull requests to `main` must be green`: they go there
    r"\b(?:(?:pull|merge)\s+requests?|prs?|mrs?)\s+(?:to|against|into|targeting)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NO_TARGETS = (
    *(_RELEASED, _PUSHED, _STANDS, _LINKED, _TAGGED, _OF_FORK, _IN_STATE, _PICKED),
)


def is_no_target(text: str, span: Span) -> bool:
    """`main`, not `release`; a request from `develop` to `main`."""
    before = text[: span.start]
    if is_barred(before):
        return True
    if is_spoken_of(before, text[span.end :]) and not is_requested(before):
        return True
    after = text[span.end :]
    if _INSTEAD.match(after):
        return True
    return bool(_FROM.search(before[-30:]) and _TO_BASE.match(after))


def is_merged_on(text: str, span: Span) -> bool:
    """Merge `4.x` into `main`: a branch, whatever else the text says of it."""
    is_merged = _MERGES.search(text[max(0, span.start - 24) : span.start])
    return bool(is_merged and _INTO_BASE.match(text[span.end :]))


def is_requested(before: str) -> bool:
    """Do pull requests go to what follows."""
    return bool(_REQUESTED.search(before[-40:]))


def is_barred(before: str) -> bool:
    """`..., never into `; `once it has landed on `: it goes elsewhere, or was there."""
    return bool(_BARRED.search(before[-160:]) or _LANDED.search(before[-80:]))


def is_spoken_of(before: str, after: str) -> bool:
    """A branch that is pushed to, that holds something, or that is in a state.

    No request goes there by what the sentence says: `main` is always releasable.
    """
    near = before[-160:]
    if _NOT_STRAIGHT.match(after) and _PUSHING.search(near):
        return True
    if any(one.search(near) for one in _NO_TARGETS):
        return True
    return bool(_STATE.match(after) or _IN_FORK.match(after))


def is_refused(after: str) -> bool:
    """Is what goes to a branch closed, by the words behind it."""
    return bool(_REFUSED.match(after))


def leads_elsewhere(reading: Reading, span: Span) -> bool:
    """A link that does not lead to a label, and that no word calls one."""
    targets = [target for text, target in reading.links if text.strip() == span.text]
    is_other = any("label" not in target.lower() for target in targets)
    return is_other and not follows("label", reading.sense, span)


def opens_in_repository(text: str, span: Span) -> bool:
    """`Raise a `acme/infra` pull request`: it is opened there."""
    before = text[max(0, span.start - 40) : span.start]
    if _INSIDE.search(before) and _LABELLED.match(text, span.end):
        return True
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", span.text):
        return False
    is_named = follows("label", text, span) and text[span.end : span.end + 1] != ","
    if _INSIDE.search(before) and not is_named:
        return True
    is_request = _REQUEST.match(text[span.end : span.end + 20])
    return bool(is_request and _OPENING.search(before))


def is_titled_request(text: str, span: Span) -> bool:
    """`merge the `Version Packages` PR`: the request's title."""
    before = text[max(0, span.start - 8) : span.start].lower()
    is_one = _ONE_REQUEST.match(text[span.end : span.end + 20])
    is_title = " " in span.text and span.text[:1].isupper()
    return bool(is_one) and is_title and before.endswith(("the ", "this ", "that "))


def is_moved_to(before: str) -> bool:
    """`moves what is left to `x``: a milestone or a column."""
    return bool(_MOVED.search(before))
