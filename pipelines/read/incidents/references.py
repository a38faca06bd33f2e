"""Issues and pull requests that a text refers to."""

from __future__ import annotations

import re

from pipelines.read.incidents.data import bare, load

_REFERENCE = re.compile(
    r"https?://[^\s/()<>]{1,100}/(?P<repo>[\w.-]{1,60}/[\w.-]{1,100}(?:/[\w.][\w.-]{0,99})?)"
    r"(?:/-)?/(?:issues|pull|pulls|merge_requests)/(?P<n1>\d{1,7})"
    r"|(?<![\w/.-])(?P<other>[\w.-]{1,60}/[\w.-]{1,100}(?:/[\w.-]{1,100})?)"
    r"#(?P<n2>\d{1,7})\b"
    r"|(?<![\w/.@#&-])(?P<name>[A-Za-z][\w.-]{1,99})#(?P<n4>\d{1,7})\b"
    r"|(?<![\w/&-])(?:GH-|#)(?P<n3>\d{1,7})\b"
)
_GREATEST = 999_999  # no repository has as many; another tracker may
_OWN = ("pr", "prs", "pull", "issue", "issues", "gh", "fix", "fixes", "closes", "see")
_TEXTS = r"\.(?:md|mdx|rst|adoc|txt|html?|ya?ml)$"
_FILES = rf"{_TEXTS}|\.(?:py|js|ts|tsx|go|rs|rb|java|c|h|cc|cpp|sh|sql|json|toml|tf)$"
_NO_REPOSITORY = re.compile(  # `INC#12`, `guide.md#3`
    r"(?:fs|bz|rt|rhbz|lp|bsc|boo|otrs|trac|redmine|launchpad|inc|incidents?|sev|case|cases|rfc|tickets?|bugs?|task|tasks|jira|step|item|no)$"
    rf"|.*(?:{_FILES})",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(  # `docs/guide.md`, `src/lib/x.go`, `pkg/mod/v2`; no `acme/x.js`
    rf"{_TEXTS}|/[^/]+/(?:[^/]+(?:{_FILES})|v\d+$)", re.IGNORECASE
)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/(?=[^/]+/)", re.IGNORECASE)

Item = tuple[str | None, int]


def linked_items(
    text: str, links: tuple[tuple[str, str], ...] = ()
) -> tuple[Item, ...]:
    """(repository or None for its own, number) of each reference, in order, once.

    A repository without an owner (`name#12`) is given as written.

    Args:
        text: Words; `#12`, `name#12`, `owner/name#12` and addresses are references.
        links: (words, address) of its links; an address counts more than its words.
    """
    found: list[Item] = []
    for words, target in links:
        is_elsewhere = target.startswith("http")  # another tracker's number is not ours
        if words and (is_elsewhere or _REFERENCE.search(target)):
            text = text.replace(words, " ")
    for place in (text, *(target for _, target in links)):
        for match in _REFERENCE.finditer(place):
            numbers = (match[name] for name in ("n1", "n2", "n3", "n4"))
            number = int(next(one for one in numbers if one))
            name = match["name"]
            if (name and _NO_REPOSITORY.match(name)) or number > _GREATEST:
                continue
            other = _HOST.sub("", match["other"] or "", count=1)
            if _DOCUMENT.search(other):
                continue
            if name and name.lower() in _OWN:
                name = None
            found.append((match["repo"] or other or name, number))
    return tuple(dict.fromkeys(found))


def marked(column: str, cell: str) -> str:
    """`412` in a column of issues or pull requests is `#412`."""
    is_number = (
        cell.strip().isdigit() and bare(column) in load("actions.yml")["numbered"]
    )
    return f"#{cell.strip()}" if is_number else cell


def repository_named(name: str | None, own: str, known: list[str]) -> str | None:
    """The repository that a text of `own` names, by `owner/name` or by its name alone.

    A name alone is one of the same owner, or else the only one of that name among those
    that are read; None if there is no such one.
    """
    if name is None or name.lower() == own.rpartition("/")[2].lower():
        return own
    if "/" in name:
        return name
    alike = [one for one in known if one.rpartition("/")[2].lower() == name.lower()]
    owner = own.rpartition("/")[0]
    same_owner = [one for one in alike if one.rpartition("/")[0] == owner]
    return next(iter(same_owner), alike[0] if len(alike) == 1 else None)
