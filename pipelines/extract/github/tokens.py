"""The token: a person's own, or an App installation's, which is renewed in time."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

import jwt
import requests

from pipelines.errors import UsageError
from pipelines.extract.github.addresses import Addresses, is_safe
from pipelines.extract.github.errors import BadCredentialsError

_EARLY_SECONDS = 300
_REMEDY = "Set GITHUB_TOKEN (or GH_TOKEN), or run: gh auth login"


class Tokens(Protocol):
    """Gives the token of the moment. None of its kinds shows it when printed."""

    def get(self) -> str:
        """Return the token to send now."""

    def renew(self) -> bool:
        """Get another after this one was refused; False if there is none."""


class PersonalToken:
    """A token that stays the same."""

    def __init__(self, token: str) -> None:
        self._token = token.strip()

    def get(self) -> str:
        return self._token

    def renew(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "PersonalToken(***)"


class AppToken:
    """Tokens of a GitHub App's installation; each lives an hour."""

    def __init__(
        self,
        addresses: Addresses,
        *,
        app_id: str,
        private_key: str,
        installation_id: str,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._addresses = addresses
        self._app_id, self._private_key = app_id, private_key
        self._installation_id = installation_id
        self._now = now
        self._token, self._ends_at = "", 0.0

    def get(self) -> str:
        if self._now() > self._ends_at - _EARLY_SECONDS:
            self.renew()
        return self._token

    def renew(self) -> bool:
        """Exchange a signed statement of who we are for a new token.

        Raises:
            BadCredentialsError: GitHub does not accept it.
        """
        now = int(self._now())
        claims = {"iat": now - 60, "exp": now + 540, "iss": self._app_id}
        place = f"/app/installations/{self._installation_id}/access_tokens"
        try:
            signed = jwt.encode(claims, self._private_key, algorithm="RS256")
            reply = requests.post(
                self._addresses.rest + place,
                headers={"Authorization": f"Bearer {signed}"},
                timeout=30,
                allow_redirects=False,
            )
            answer = reply.json() if reply.status_code == 201 else {}
        except (ValueError, TypeError, jwt.PyJWTError, requests.RequestException) as e:
            raise _refused_app(place, type(e).__name__) from None
        if not answer.get("token"):
            raise _refused_app(place, str(reply.status_code))
        self._token = str(answer["token"])
        ends = str(answer.get("expires_at") or "")
        self._ends_at = (
            datetime.fromisoformat(ends).timestamp() if ends else now + 3600.0
        )
        return True

    def __repr__(self) -> str:
        return f"AppToken(app {self._app_id}, ***)"


def tokens_from(variables: Mapping[str, str], addresses: Addresses) -> Tokens:
    """Find the token: an App's, `GITHUB_TOKEN`, `GH_TOKEN`, else `gh auth token`.

    An App is named by `GITHUB_APP_ID`, `GITHUB_APP_INSTALLATION_ID` and
    `GITHUB_APP_PRIVATE_KEY` (the key itself, or the path of its file).

    Raises:
        UsageError: There is none.
    """
    if variables.get("GITHUB_APP_ID"):
        return _app(variables, addresses)
    names = ["GITHUB_TOKEN", "GH_TOKEN"]
    if addresses.host != "github.com":
        names += ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"]
    for name in names:
        if token := variables.get(name, "").strip():
            return PersonalToken(token)
    if (token := _token_of_gh(addresses)) and is_safe(addresses.rest):
        return PersonalToken(token)
    raise UsageError(f"no token for {addresses.host}", _REMEDY)


def _app(variables: Mapping[str, str], addresses: Addresses) -> AppToken:
    key = variables.get("GITHUB_APP_PRIVATE_KEY", "")
    installation = variables.get("GITHUB_APP_INSTALLATION_ID", "")
    if key and "-----BEGIN" not in key:
        try:
            key = Path(key).read_text(encoding="utf-8")
        except OSError:
            key = ""
    if not key or not installation:
        raise UsageError(
            "GITHUB_APP_ID is set, but not all that an App needs",
            "Set GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID too.",
        )
    return AppToken(
        addresses,
        app_id=variables["GITHUB_APP_ID"],
        private_key=key.replace("\\n", "\n"),
        installation_id=installation,
    )


def _token_of_gh(addresses: Addresses) -> str:
    program = shutil.which("gh")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "auth", "token", "--hostname", addresses.host],
            capture_output=True, text=True, timeout=20, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _refused_app(place: str, why: str) -> BadCredentialsError:
    return BadCredentialsError(
        f"POST {place}: no token for the App: {why}",
        "Check GITHUB_APP_ID, its private key, and the installation's id.",
    )
