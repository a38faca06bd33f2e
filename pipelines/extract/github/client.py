"""The one way to GitHub: GraphQL and REST over one session, with patience.

Every answer is told apart: good, limited (wait until when GitHub says), broken (ask
again, later), too much (the caller asks for less), withheld, gone, refused. The token
goes to the configured addresses alone, and never into words.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import requests
from requests.auth import AuthBase

from pipelines.extract.github import answers
from pipelines.extract.github.addresses import Addresses, is_safe
from pipelines.extract.github.answers import Answer, Kind, has_nothing_left
from pipelines.extract.github.dialect import (
    NEWER_VALUES,
    Dialect,
    Lack,
    listed_values,
)
from pipelines.extract.github.errors import (
    BadCredentialsError,
    GoneError,
    RejectedError,
    TooMuchError,
    UnavailableError,
    WithheldError,
)
from pipelines.extract.github.limits import Limits, backoff, is_limited, pause
from pipelines.extract.github.tokens import Tokens
from pipelines.progress import Progress

_TIMEOUT = (10.0, 30.0)  # GitHub itself gives a query up after 10 seconds
_TRIES = 10
_TRIES_OF_A_LIST = 3  # that holds what no list should, before it is taken as it is
_ROUNDS = 20  # of leaving out what an older server does not know
_LIMIT_TRIES = 30  # times that one request may be told how long to wait
_BLIND_TRIES = 8  # times that it may not be told: an hour and a half
_REDIRECTS = 5
# Plain http stays on this machine: it goes through no proxy.
_DIRECT: Any = {"http": None, "https": None, "all": None}
_BROKEN = (408, 425, 500, 502, 503, 504, 520, 522, 524)


@dataclass(slots=True)
class Cost:
    """What a run has cost so far."""

    request_count: int = 0
    graphql_request_count: int = 0
    point_count: int = 0
    byte_count: int = 0
    retry_count: int = 0
    limit_wait_count: int = 0
    waited_seconds: float = 0.0

    def as_row(self) -> dict[str, float]:
        return {name: getattr(self, name) for name in self.__slots__}


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
    """Asks GitHub; one request at a time, as its limits would have it."""

    def __init__(
        self,
        addresses: Addresses,
        tokens: Tokens,
        *,
        progress: Progress | None = None,
        sleep: Callable[[float], None] = time.sleep,
        timeout: tuple[float, float] = _TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.addresses = addresses
        self.tokens = tokens
        self.cost = Cost()
        self.limits = Limits(clock=clock)
        self.dialect = Dialect()
        self._progress = progress or Progress()
        self._sleep = sleep
        self._timeout = timeout
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": "saydo", "X-GitHub-Api-Version": "2022-11-28"}
        )

    def close(self) -> None:
        self._session.close()

    def now(self) -> datetime:
        """Return the server's time as of its last answer, else this machine's."""
        return self.limits.now()

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
        for attempt in range(_LIMIT_TRIES + _ROUNDS + tries):
            sent = self.dialect.adapt(query)
            body = json.dumps({"query": sent, "variables": dict(variables)})
            reply = self._send("POST", self.addresses.graphql, "graphql", body=body)
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
                    f"POST graphql: 403 {self._clean(words)}", _permission(reply)
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

    def _leave_out(self, query: str, refusals: Sequence[Any]) -> bool:
        """Learn what the server does not know; False if that is nothing new."""
        found, enums = self.dialect.learn(query, refusals)
        for name in enums:
            lacks = self._unknown_values(name, query) - self.dialect.lacks
            self.dialect.add(lacks)
            found |= lacks
        if found:
            told = ", ".join(sorted(map(str, found)))
            self._progress.say(f"  an older server, which does not know {told}")
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
            reply = self._send("POST", self.addresses.graphql, "graphql", body=body)
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
        for attempt in range(_LIMIT_TRIES + _TRIES):
            reply = self._send(
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

    def _send(
        self,
        method: str,
        address: str,
        resource: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: str | None = None,
        is_redirected: bool = True,
    ) -> requests.Response:
        """Send once (twice if the token ran out) and follow redirects.

        A connection that fails is an answer of status 0, 504 if it took too long.
        """
        if waiting := self.limits.seconds_before_asking(resource):
            self._wait(waiting, f"no points left ({resource})")
            self.limits.forget(resource)
        reply = self._once(method, address, params, body)
        for _ in range(_REDIRECTS):
            target = reply.headers.get("Location")
            if reply.status_code not in (301, 302, 307, 308) or not target:
                break
            if not is_redirected or (body and reply.status_code in (301, 302)):
                break
            address, params = urljoin(address, target), None
            reply = self._once(method, address, params, body)
        self.limits.note(reply.headers, resource)
        if reply.status_code == 401:
            if not self.tokens.renew():
                raise BadCredentialsError(
                    f"{self.addresses.host}: the token is not accepted (401)",
                    "It is wrong or has run out. Set GITHUB_TOKEN to a valid one.",
                )
            reply = self._once(method, address, params, body)
            self.limits.note(reply.headers, resource)
            if reply.status_code == 401:
                raise BadCredentialsError(
                    f"{self.addresses.host}: a fresh token is not accepted (401)",
                    "Check the App's installation and its permissions.",
                )
        return reply

    def _once(
        self,
        method: str,
        address: str,
        params: Mapping[str, Any] | None,
        body: str | None,
    ) -> requests.Response:
        if not is_safe(address):
            return answers.no_answer(0, "a redirect to an unsafe address")
        self.cost.request_count += 1
        if body is not None:
            self.cost.graphql_request_count += 1
        has_token = self.addresses.may_have_token(address)
        auth = _Bearer(self.tokens.get() if has_token else "")
        headers = {"Accept": "application/vnd.github+json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            reply = self._session.request(
                method, address, params=params, headers=headers, auth=auth,
                data=body.encode() if body is not None else None,
                timeout=self._timeout, allow_redirects=False,
                proxies=_DIRECT if address.startswith("http:") else None,
            )  # fmt: skip
        except requests.Timeout:
            return answers.no_answer(504, "no answer in time")
        except requests.RequestException as error:
            return answers.no_answer(0, f"the connection failed: {_name_of(error)}")
        self.cost.byte_count += len(reply.content)
        return reply

    def _wait_for_limit(
        self, reply: requests.Response, resource: str, attempt: int, words: str
    ) -> None:
        is_told = "Retry-After" in reply.headers or has_nothing_left(reply.headers)
        most = _LIMIT_TRIES if is_told else _BLIND_TRIES
        if attempt >= most:
            raise UnavailableError(f"{resource}: limited {most} times, one by one")
        seconds = pause(reply.headers, self.limits, resource, min(attempt, 5), words)
        which = f" ({attempt + 1} of at most {most} times)" if attempt else ""
        self._wait(seconds, f"GitHub's limit is reached{which}")
        self.cost.limit_wait_count += 1
        self.limits.forget(resource)
        self.cost.retry_count += 1

    @staticmethod
    def _believe(reply: requests.Response, what: str) -> None:
        """Take a refusal for one, unless its words break off."""
        if answers.content_of(reply) is not answers.BROKEN:
            raise WithheldError(what, _permission(reply))

    def pause(self, failures: int) -> None:
        """Let a server that failed rest, longer each time."""
        self.cost.retry_count += 1
        seconds = backoff(failures - 1)
        self.cost.waited_seconds += seconds
        self._sleep(seconds)

    def _wait(self, seconds: float, why: str) -> None:
        until = self.now() + timedelta(seconds=seconds)
        if seconds >= 2:
            self._progress.say(
                f"  {why}: waiting {seconds:,.0f} s, until {until:%H:%M:%S} UTC"
            )
        self.cost.waited_seconds += seconds
        self._sleep(seconds)

    def _clean(self, words: str) -> str:
        """One short line without the token, should the server have repeated it."""
        line = " ".join(words.split())[:300]
        token = self.tokens.get()
        return line.replace(token, "***") if token else line


class _Bearer(AuthBase):
    """The token as a header; given always, or `.netrc` would add its own."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


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


def _name_of(error: BaseException) -> str:
    return type(error).__name__
