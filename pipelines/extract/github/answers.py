"""What an answer means, told from its status, its words and GraphQL's errors."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import requests

from pipelines.extract.github.limits import is_limited

BROKEN = object()

_TOO_MUCH_TYPES = ("RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED", "TIMEOUT")
_TOO_MUCH_WORDS = ("resource limits", "timeout", "timed out", "couldn't respond")
_PASSING_WORDS = (
    "something went wrong", "internal error", "internal server error", "try again",
    "temporarily unavailable", "service unavailable", "bad gateway",
)  # fmt: skip
_WITHHELD_TYPES = ("FORBIDDEN", "INSUFFICIENT_SCOPES", "UNAUTHORIZED")
_WITHHELD_WORDS = (
    "not accessible by", "must have", "required scopes", "permission", "saml",
    "ip allow list", "forbidden", "does not have access", "not authorized",
)  # fmt: skip
_GONE_WORDS = ("could not resolve to",)
# The query itself is not what this server understands; all else passes, or is told.
_INVALID_CODES = {
    "UNDEFINEDFIELD", "UNDEFINEDTYPE", "ARGUMENTNOTACCEPTED", "CANNOTSPREADFRAGMENT",
    "ARGUMENTLITERALSINCOMPATIBLE", "VARIABLEMISMATCH", "MISSINGREQUIREDARGUMENTS",
    "SELECTIONMISMATCH", "VARIABLENOTUSED", "GRAPHQL_VALIDATION_FAILED",
    "GRAPHQL_PARSE_FAILED", "PARSE_ERROR",
}  # fmt: skip
_INVALID_WORDS = re.compile(
    r"cannot query field|n['o]t exist on type|unknown (?:argument|type|fragment)"
    r"|doesn't accept argument|no such type|does not exist in .{0,200}enum"
    r"|has an invalid value|syntax error|parse error|is never used|be spread"
    r"|must have a? ?selection|was provided invalid value|but not used"
)


class Kind(Enum):
    """What is to be done about an answer."""

    GOOD = auto()
    LIMITED = auto()
    BROKEN = auto()
    TOO_MUCH = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Problem:
    """A null in the data, explained.

    Attributes:
        path: Where it stands, such as `("repository", "labels")`.
        is_withheld: The token may not read it; else it is not there.
    """

    path: tuple[str | int, ...]
    is_withheld: bool
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """GraphQL data, with the reason for each null that has one.

    Attributes:
        refusals: The errors of a query that was refused, as they came.
    """

    data: Mapping[str, Any]
    problems: Sequence[Problem] = field(default=())
    refusals: Sequence[Any] = field(default=())

    @property
    def cost(self) -> int:
        """Points that the server says it cost, 0 where it was not asked."""
        return int((self.data.get("rateLimit") or {}).get("cost") or 0)

    def problem_at(self, *path: str | int) -> Problem | None:
        """Return the reason for a null at `path`, at something above it, or below."""
        for one in self.problems:
            shared = min(len(one.path), len(path))
            if one.path[:shared] == path[:shared]:
                return one
        return None


def of_graphql(reply: requests.Response) -> tuple[Kind, Answer, str]:
    """Tell what an answer to a query is; its words say what is wrong with it."""
    nothing = Answer({})
    status, words = reply.status_code, words_of(reply)
    content = content_of(reply)
    if status in (403, 429):
        limited = (
            is_limited(status, words)
            or "Retry-After" in reply.headers
            or has_nothing_left(reply.headers)
        )
        if not limited and content is BROKEN:
            return Kind.BROKEN, nothing, f"{status} {words}"
        return (Kind.LIMITED if limited else Kind.REFUSED), nothing, words
    if status in (504, 524):
        return Kind.TOO_MUCH, nothing, f"{status} {words}"
    errors = content.get("errors") if isinstance(content, dict) else None
    is_refused = status in (400, 422) and bool(errors)
    if status != 200 and not is_refused:
        is_broken = status == 0 or status >= 500 or status in (408, 425)
        kind = Kind.BROKEN if is_broken else Kind.REFUSED
        return kind, nothing, f"{status} {words}"
    if not isinstance(content, dict):
        return Kind.BROKEN, nothing, "an answer that breaks off"
    problems, worst, said = _sort_errors(errors or [])
    if worst is Kind.REFUSED:
        return worst, Answer({}, (), errors or ()), said
    if worst is Kind.GOOD and not isinstance(content.get("data"), dict):
        if "rate limit" in words.lower():
            return Kind.LIMITED, nothing, words
        if not problems:
            return Kind.BROKEN, nothing, words or said or "no data, and no reason"
    data = content.get("data")
    return worst, Answer(data if isinstance(data, dict) else {}, problems), said


def has_nothing_left(headers: Mapping[str, str]) -> bool:
    """Tell whether the headers say that a limit is used up."""
    return str(headers.get("X-RateLimit-Remaining") or "").strip() == "0"


def _sort_errors(errors: Any) -> tuple[list[Problem], Kind, str]:  # noqa: ANN401
    """Sort errors into explained nulls and the worst of the others."""
    problems: list[Problem] = []
    worst, said = Kind.GOOD, ""
    for error in errors if isinstance(errors, list) else []:
        kind, problem = _sort_error(error if isinstance(error, dict) else {})
        if problem is not None:
            problems.append(problem)
        elif kind.value > worst.value:
            worst, said = kind, str(error.get("message") or "")
    return problems, worst, said


def _sort_error(error: Mapping[str, Any]) -> tuple[Kind, Problem | None]:
    extensions = error.get("extensions")
    code = extensions.get("code") if isinstance(extensions, Mapping) else None
    named = str(error.get("type") or code or "").upper()
    message = str(error.get("message") or "")
    lower, path = message.lower(), _path_of(error)
    if named in ("RATE_LIMITED", "RATE_LIMIT") or is_limited(200, message):
        return Kind.LIMITED, None
    if named in _INVALID_CODES or _INVALID_WORDS.search(lower[:2000]):
        return Kind.REFUSED, None
    if named in _TOO_MUCH_TYPES or any(mark in lower for mark in _TOO_MUCH_WORDS):
        return Kind.TOO_MUCH, None
    if named == "NOT_FOUND" or any(mark in lower for mark in _GONE_WORDS):
        return Kind.GOOD, Problem(path, False, message)
    is_passing = any(mark in lower for mark in _PASSING_WORDS)
    if named in _WITHHELD_TYPES or (
        not is_passing and any(mark in lower for mark in _WITHHELD_WORDS)
    ):
        return Kind.GOOD, Problem(path, True, message)
    return Kind.BROKEN, None


def _path_of(error: Mapping[str, Any]) -> tuple[str | int, ...]:
    path = error.get("path")
    return tuple(path) if isinstance(path, list) else ()


def words_of(reply: requests.Response) -> str:
    """Return the server's own message, or the first line of what it sent."""
    content = content_of(reply)
    if isinstance(content, dict):
        return str(content.get("message") or "")[:500]
    if reply.reason and reply.status_code != 200:
        return str(reply.reason)[:500]
    return ""


def content_of(reply: requests.Response) -> Any:  # noqa: ANN401 any JSON
    """Return an answer's JSON, None for an empty one, `BROKEN` if it breaks off."""
    if not reply.content:
        return None if reply.status_code in (204, 304) else BROKEN
    try:
        return json.loads(reply.content)
    except ValueError:
        return BROKEN


def no_answer(status: int, why: str) -> requests.Response:
    """An answer that stands for none: the connection failed or took too long."""
    reply = requests.Response()
    reply.status_code = status
    reply.reason = why
    reply._content = b""
    return reply
