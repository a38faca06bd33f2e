"""What a repository is called, from the address of its `origin` remote."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCP_LIKE = re.compile(r"^(?:[^@/\s]+@)?(?P<host>[\w.-]+):(?P<path>(?!//)[^\s]+)$")
_NAME = re.compile(r"^[\w.-]+$")
_WEB = ("http", "https")
_REMOTE = (*_WEB, "ssh", "git", "git+ssh", "ssh+git")


def split_remote(address: str) -> tuple[str, str] | None:
    """Return (`owner/name`, web url without credentials); None if it names neither.

    Groups above the owner (`group/subgroup/name`) stay in the web url only.
    """
    address = address.strip()
    if "://" in address:
        found = _from_url(address)
    else:
        matched = _SCP_LIKE.match(address)
        # A single letter before the colon is a drive, not a host.
        if matched is None or len(matched["host"]) == 1:
            return None
        found = f"https://{matched['host']}", matched["path"]
    if found is None:
        return None
    site, path = found
    parts = [part for part in path.removesuffix("/").split("/") if part]
    if len(parts) < 2:
        return None
    parts[-1] = parts[-1].removesuffix(".git")
    if not all(_NAME.match(part) and part not in (".", "..") for part in parts):
        return None
    return "/".join(parts[-2:]), f"{site}/{'/'.join(parts)}"


def _from_url(address: str) -> tuple[str, str] | None:
    try:
        url = urlsplit(address)
        host, port = url.hostname, url.port
    except ValueError:
        return None
    if url.scheme.lower() not in _REMOTE or not host:
        return None
    if url.scheme.lower() not in _WEB:
        return f"https://{host}", url.path
    site = f"{url.scheme.lower()}://{host}"
    return (f"{site}:{port}" if port else site), url.path
