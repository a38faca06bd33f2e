"""Where GitHub is: github.com, or the Enterprise server that the variables name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from pipelines.errors import UsageError

_PUBLIC = "https://api.github.com"
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Base addresses, without a slash at their end.

    Attributes:
        rest: `https://api.github.com`, `https://HOST/api/v3`.
        graphql: `https://api.github.com/graphql`, `https://HOST/api/graphql`.
        server: `https://github.com`, `https://HOST`: web pages and git.
    """

    rest: str = _PUBLIC
    graphql: str = "https://api.github.com/graphql"
    server: str = "https://github.com"

    def __post_init__(self) -> None:
        for address in (self.rest, self.graphql, self.server):
            check_safe(address)

    @property
    def host(self) -> str:
        return urlsplit(self.server).hostname or "github.com"

    def may_have_token(self, address: str) -> bool:
        """Tell whether the token may go to `address`: a configured host, and safely."""
        return is_safe(address) and _site(address) in {
            _site(one) for one in (self.rest, self.graphql, self.server)
        }


def addresses_from(variables: Mapping[str, str]) -> Addresses:
    """Read `GITHUB_API_URL`, `GITHUB_GRAPHQL_URL` and `GITHUB_SERVER_URL`.

    One of them is enough: the others follow from it, as GitHub lays them out.

    Raises:
        UsageError: One of them is not an address, or not a safe one.
    """
    server = variables.get("GITHUB_SERVER_URL", "").rstrip("/")
    rest = variables.get("GITHUB_API_URL", "").rstrip("/")
    graphql = variables.get("GITHUB_GRAPHQL_URL", "").rstrip("/")
    rest = rest or _rest_beside(server, graphql)
    return Addresses(
        rest=rest,
        graphql=graphql or f"{rest.removesuffix('/v3')}/graphql",
        server=server or _server_beside(rest),
    )


def is_safe(address: str) -> bool:
    """Tell whether nobody can listen: https, or http that stays on this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and _is_loopback(parts.hostname or "")


def check_safe(address: str) -> None:
    """Refuse an address that the token must not go to.

    Raises:
        UsageError: It is not https (http is allowed on loopback), or has a password.
    """
    try:
        parts = urlsplit(address)
        is_good = is_safe(address) and not parts.username and not parts.password
    except ValueError:
        is_good = False
    if not is_good:
        raise UsageError(
            "GitHub's address is not https://HOST (without a name or password in it)",
            "Check GITHUB_API_URL, GITHUB_GRAPHQL_URL and GITHUB_SERVER_URL.",
        )


def _rest_beside(server: str, graphql: str) -> str:
    if graphql:
        above = graphql.removesuffix("/graphql")
        return f"{above}/v3" if above.endswith("/api") else above
    host = urlsplit(server).hostname or "github.com"
    if not server or host == "github.com":
        return _PUBLIC
    if host.endswith(".ghe.com"):
        return f"https://api.{host}"
    return f"{server}/api/v3"


def _server_beside(rest: str) -> str:
    parts = urlsplit(rest)
    host = parts.netloc
    if parts.path.endswith("/api/v3"):
        return f"{parts.scheme}://{host}{parts.path.removesuffix('/api/v3')}"
    return f"{parts.scheme}://{host.removeprefix('api.')}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _site(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
