"""Questions to GitHub in GraphQL and REST, and what became of each.

Every answer is told apart: good, limited (wait until when GitHub says), broken (ask
again, later), too much (the caller asks for less), withheld, gone, refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import requests

from pipelines.extract.github import answers
from pipelines.extract.github.answers import Answer, Kind, has_nothing_left
from pipelines.extract.github.dialect import (
    NEWER_VALUES,
    Dialect,
    Lack,
    listed_values,
)
from pipelines.extract.github.errors import (
    GoneError,
    RejectedError,
    TooMuchError,
    UnavailableError,
    WithheldError,
)
from pipelines.extract.github.limits import is_limited
from pipelines.extract.github.transport import LIMIT_TRIES, Transport

_TRIES = 10
_TRIES_OF_A_LIST = 3  # that holds what no list should, before it is taken as it is
_ROUNDS = 20  # of leaving out what an older server does not know
_BROKEN = (408, 425, 500, 502, 503, 504, 520, 522, 524)


@dataclass(frozen=True, slots=True)
class Reply:
    """A REST answer: what it holds, and the addresses that its Link header names.

    Attributes:
        hole_count: Entries of a list that were no records, and are left out.
    """

    status: int
    content: Any
    links: Mapping[str, str]
    headers: Mapping[str, str] = field(repr=False)
    hole_count: int = 0

    def is_last(self, size: int) -> bool:
        """Tell whether no page follows this one; a server may give no Link header."""
        if "next" in self.links or not self.content:
            return not self.content
        return bool(self.links) or len(self.content) < size


class Client:
    """Asks GitHub, and asks again what it did not answer."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.addresses = transport.addresses
        self.cost = transport.cost
        self.limits = transport.limits
        self.dialect = Dialect()
        self._say = transport.progress.say
        self._clean = transport.clean
        self._wait_for_limit = transport.wait_for_limit

    def close(self) -> None:
        self.transport.close()

    def now(self) -> datetime:
        """Return the server's time as of its last answer, else this machine's."""
        return self.limits.now()

    def pause(self, failures: int) -> None:
        """Let a server that failed rest, longer each time."""
        self.transport.pause(failures)

    def graphql(
        self, query: str, variables: Mapping[str, Any], *, tries: int = _TRIES
    ) -> Answer:
        """Send one query. Nulls for what is gone or withheld come with their reasons.

        Raises:
            TooMuchError: The server gave up on it: ask for less.
            RejectedError: The query is not one that this server understands.
            WithheldError: The token may not ask at all.
            UnavailableError, BadCredentialsError: It cannot be answered at all.
        """
        failures = rounds = 0
        for attempt in range(LIMIT_TRIES + _ROUNDS + tries):
            sent = self.dialect.adapt(query)
            body = json.dumps({"query": sent, "variables": dict(variables)})
            reply = self._post(body)
            kind, answer, words = answers.of_graphql(reply)
            if kind is Kind.GOOD:
                self.cost.point_count += answer.cost
                self.limits.note_points(answer.data.get("rateLimit"))
                return answer
            if kind is Kind.LIMITED:
                limited = attempt - failures - rounds
                self._wait_for_limit(reply, "graphql", limited, words)
                continue
            if kind is Kind.REFUSED and reply.status_code == 403:
                raise WithheldError(
                    f"POST graphql: 403 {self._clean(words)}",
                    _permission(reply),
                )
            if kind is Kind.REFUSED:
                rounds += 1
                if rounds > _ROUNDS or not self._leave_out(sent, answer.refusals):
                    raise RejectedError(f"POST graphql: {self._clean(words)}")
                continue
            if kind is Kind.TOO_MUCH:
                raise TooMuchError(f"POST graphql: {self._clean(words)}")
            failures += 1
            if failures >= tries:
                raise TooMuchError(f"POST graphql: {self._clean(words)}")
            self.pause(failures)
        raise UnavailableError("POST graphql: failed and limited by turns")

    def _post(self, body: str) -> requests.Response:
        return self.transport.send("POST", self.addresses.graphql, "graphql", body=body)

    def _leave_out(self, query: str, refusals: Sequence[Any]) -> bool:
        """Learn what the server does not know; False if that is nothing new."""
        found, enums = self.dialect.learn(query, refusals)
        for name in enums:
            lacks = self._unknown_values(name, query) - self.dialect.lacks
            self.dialect.add(lacks)
            found |= lacks
        if found:
            told = ", ".join(sorted(map(str, found)))
            self._say(f"  an older server, which does not know {told}")
        return bool(found)

    def _unknown_values(self, enum: str, query: str) -> set[Lack]:
        """Return which listed values an enum lacks; if nobody says, the newest."""
        asked = (
            f'query Values {{ __type(name: "{enum}") '
            "{ enumValues(includeDeprecated: true) { name } } }"
        )
        body = json.dumps({"query": asked, "variables": {}})
        unknown: set[str] = set()
        for _ in range(_TRIES_OF_A_LIST):
            reply = self._post(body)
            kind, answer, _ = answers.of_graphql(reply)
            found = (answer.data.get("__type") or {}).get("enumValues")
            if kind is Kind.GOOD and found:
                known = {one["name"] for one in found}
                unknown = listed_values(query) - known
                break
        return {
            Lack("value", "", name)
            for name in unknown or listed_values(query).intersection(NEWER_VALUES)
        }

    def rest(
        self,
        path: str,
        params: Mapping[str, Any] | None = None,
        *,
        is_redirected: bool = True,
    ) -> Reply:
        """GET a path below the REST address, or an address that a Link header gave.

        Raises:
            WithheldError: The token may not read it.
            GoneError: There is no such thing (404, 410; 301 unless `is_redirected`).
            RejectedError: The request is wrong (422 and the like).
            UnavailableError, BadCredentialsError: It cannot be answered at all.
        """
        address = path if "://" in path else self.addresses.rest + path
        place = f"GET {address.removeprefix(self.addresses.rest).split('?')[0]}"
        failures = 0
        for attempt in range(LIMIT_TRIES + _TRIES):
            reply = self.transport.send(
                "GET", address, "core", params=params, is_redirected=is_redirected
            )
            status, words = reply.status_code, answers.words_of(reply)
            if status in (200, 201, 304):
                content = answers.content_of(reply)
                if content is not answers.BROKEN:
                    return Reply(status, content, _links(reply), reply.headers)
                words = "an answer that breaks off"
            elif is_redirected and status in (301, 302, 307, 308):
                raise GoneError(f"{place}: leads nowhere")
            elif status in (301, 302, 307, 308, 404, 410):
                raise GoneError(
                    f"{place}: {status} {self._clean(words)}",
                    reply.headers.get("Location"),
                )
            elif status in (403, 429):
                if _is_limit(reply, words):
                    self._wait_for_limit(reply, "core", attempt - failures, words)
                    continue
                self._believe(reply, f"{place}: {status} {self._clean(words)}")
            elif status and status not in _BROKEN:
                raise RejectedError(f"{place}: {status} {self._clean(words)}")
            failures += 1
            if failures >= _TRIES:
                raise UnavailableError(f"{place}: {status or ''} {self._clean(words)}")
            self.pause(failures)
        raise UnavailableError(f"{place}: failed and limited by turns")

    def rest_list(self, path: str, params: Mapping[str, Any] | None = None) -> Reply:
        """GET a list; what is no list of records is asked for again.

        What stays a null, or holds nulls, is taken without them; they are counted.

        Raises:
            UnavailableError: It is no list, again and again; else as `rest`.
        """
        for attempt in range(1, _TRIES_OF_A_LIST + 1):
            reply = self.rest(path, params)
            content = reply.content
            if isinstance(content, list):
                records = [one for one in content if isinstance(one, dict)]
                holes = len(content) - len(records)
                if not holes:
                    return reply
                reply = replace(reply, content=records, hole_count=holes)
            elif content is None:
                reply = replace(reply, content=[])
            else:
                reply = replace(reply, content=None)
            if attempt < _TRIES_OF_A_LIST:
                self.pause(attempt)
        if reply.content is None:
            raise UnavailableError(f"GET {path.split('?')[0]}: not a list")
        return reply

    @staticmethod
    def _believe(reply: requests.Response, what: str) -> None:
        """Take a refusal for one, unless its words break off."""
        if answers.content_of(reply) is not answers.BROKEN:
            raise WithheldError(what, _permission(reply))


def _is_limit(reply: requests.Response, words: str) -> bool:
    return (
        is_limited(reply.status_code, words)
        or "Retry-After" in reply.headers
        or has_nothing_left(reply.headers)
    )


def _links(reply: requests.Response) -> dict[str, str]:
    return {name: link["url"] for name, link in reply.links.items() if link.get("url")}


def _permission(reply: requests.Response) -> str | None:
    """`issues=read` as GitHub names what it would accept, cut to a sane length."""
    named = reply.headers.get("X-Accepted-GitHub-Permissions") or reply.headers.get(
        "X-Accepted-OAuth-Scopes"
    )
    return named[:100] if named else None
