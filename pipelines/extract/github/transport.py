"""One request to GitHub, sent with patience: limits, redirects, tokens, connections.

The token goes to the configured addresses alone, and never into words.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import requests
from requests.auth import AuthBase

from pipelines.extract.github import answers
from pipelines.extract.github.addresses import Addresses, is_safe
from pipelines.extract.github.answers import has_nothing_left
from pipelines.extract.github.errors import BadCredentialsError, UnavailableError
from pipelines.extract.github.limits import Limits, backoff, pause
from pipelines.extract.github.tokens import Tokens
from pipelines.progress import Progress

_TIMEOUT = (10.0, 30.0)  # GitHub itself gives a query up after 10 seconds
LIMIT_TRIES = 30  # times that one request may be told how long to wait
_BLIND_TRIES = 8  # times that it may not be told: an hour and a half
_REDIRECTS = 5
# Plain http stays on this machine: it goes through no proxy.
_DIRECT: Any = {"http": None, "https": None, "all": None}


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


class Transport:
    """Sends one request at a time, as GitHub's limits would have it."""

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
        self.progress = progress or Progress()
        self._sleep = sleep
        self._timeout = timeout
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": "saydo", "X-GitHub-Api-Version": "2022-11-28"}
        )

    def close(self) -> None:
        self._session.close()

    def send(
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

    def wait_for_limit(
        self, reply: requests.Response, resource: str, attempt: int, words: str
    ) -> None:
        is_told = "Retry-After" in reply.headers or has_nothing_left(reply.headers)
        most = LIMIT_TRIES if is_told else _BLIND_TRIES
        if attempt >= most:
            raise UnavailableError(f"{resource}: limited {most} times, one by one")
        seconds = pause(reply.headers, self.limits, resource, min(attempt, 5), words)
        which = f" ({attempt + 1} of at most {most} times)" if attempt else ""
        self._wait(seconds, f"GitHub's limit is reached{which}")
        self.cost.limit_wait_count += 1
        self.limits.forget(resource)
        self.cost.retry_count += 1

    def pause(self, failures: int) -> None:
        """Let a server that failed rest, longer each time."""
        self.cost.retry_count += 1
        seconds = backoff(failures - 1)
        self.cost.waited_seconds += seconds
        self._sleep(seconds)

    def _wait(self, seconds: float, why: str) -> None:
        until = self.limits.now() + timedelta(seconds=seconds)
        if seconds >= 2:
            self.progress.say(
                f"  {why}: waiting {seconds:,.0f} s, until {until:%H:%M:%S} UTC"
            )
        self.cost.waited_seconds += seconds
        self._sleep(seconds)

    def clean(self, words: str) -> str:
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


def _name_of(error: BaseException) -> str:
    return type(error).__name__
