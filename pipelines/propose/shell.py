"""Shell scripts for `gh`, which show what they would do until told to do it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from urllib.parse import urlsplit

from pipelines.terminal import plain

_HEAD = """\
#!/bin/sh
# {title}
# Shows the commands and changes nothing; to carry them out: APPLY=1 sh {name}
# Needs GitHub's command line (gh), logged in with the right to write.
set -eu
repo={repo}

run() {{
  if [ "${{APPLY:-}}" = 1 ]; then
    "$@"
  else
    printf '%s ' "$@"
    printf '\\n'
  fi
}}
"""


def script(name: str, title: str, repository: str, lines: Iterable[str]) -> str:
    """The text of a script; `repository` is `owner/name`, or `host/owner/name`."""
    head = _HEAD.format(title=plain(title), name=name, repo=shlex.quote(repository))
    return "\n".join([head, *lines]) + "\n"


def command(*words: str) -> str:
    """A line that runs `words`, each of them quoted; `$repo` stays a variable."""
    quoted = ['"$repo"' if word == "$repo" else shlex.quote(word) for word in words]
    return " ".join(["run", *quoted])


def comment(text: str) -> str:
    """A line that does nothing, whatever the text holds."""
    return f"# {plain(text, width=160)}"


def flag(name: str, label: str) -> str:
    """`--add-label=...`; gh splits the value at commas, unless quoted as in CSV."""
    doubled = label.replace('"', '""')
    return f'{name}="{doubled}"' if any(c in label for c in ',"') else f"{name}={label}"


def repository_for_gh(repository_id: str, url: str | None) -> str:
    """`owner/name`, with the host before it where that is not github.com."""
    host = urlsplit(url or "").hostname
    return repository_id if host in (None, "github.com") else f"{host}/{repository_id}"
