"""Citations: where a statement can be checked, and the list of all that were given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from pipelines.escaping import code, escape, link, quotation, shorten
from pipelines.report.wording import listed

Row = Mapping[str, Any]
_GITHUB = "https://github.com/"


@dataclass
class Citer:
    """Writes citations in one form and remembers them.

    Attributes:
        items: Issues and pull requests by id, with `url`, `path`, `line`.
        incidents: Incidents by id, with `issue_ids`, `path`, `line`.
        repositories: Repositories by id, with `url` and `source`.
        cited_items: Ids of the items that were cited.
        cited_places: Repository, path and line that were cited.
        cited_commits: Repository and commit whose messages were cited.
    """

    items: Mapping[str, Row]
    incidents: Mapping[str, Row]
    repositories: Mapping[str, Row]
    cited_items: set[str] = field(default_factory=set)
    cited_places: set[tuple[str, str, int | None]] = field(default_factory=set)
    cited_commits: set[tuple[str, str]] = field(default_factory=set)

    def item(
        self,
        item_id: str,
        path: str | None = None,
        line: int | None = None,
        *,
        is_aside: bool = False,
    ) -> Markup:
        """Cite an issue or pull request: a link, else its id with path and line.

        Args:
            item_id: Its id.
            path: File in which the words stand; without it, its heading is cited.
            line: Line there, from 1.
            is_aside: The citation stands in brackets already.
        """
        name = escape(self._short(item_id))
        row = self.items.get(item_id)
        if row is None:
            return name
        self.cited_items.add(item_id)
        linked = link(name, row["url"])
        if linked != name:
            return linked
        if path is None:
            path, line = row["path"], row["line"]
        if path is None:
            return name
        place = self.place(row["repository_id"], path, line)
        return Markup(f"{name}, {place}" if is_aside else f"{name} ({place})")

    def named(self, item_id: str) -> Markup:
        """Cite an item with its title."""
        row = self.items.get(item_id)
        title = row["title"] if row else None
        words = f"{quotation(title, longest=90)} " if title else ""
        return Markup(f"{words}{self.item(item_id)}")

    def place(
        self,
        repository_id: str | None,
        path: str,
        line: int | None,
        commit_sha: str | None = None,
    ) -> Markup:
        """Cite a file and line; a link where the repository shows files by commit."""
        repository = self.repositories.get(repository_id or "")
        self.cited_places.add((repository_id or "", path, line))
        where = path if line is None else f"{path}:{line}"
        if len(self.repositories) > 1 and repository_id:
            where = f"{repository_id}:{where}"
        return link(code(where), file_address(repository, path, line, commit_sha))

    def source(self, citation: Row, *, is_aside: bool = False) -> Markup:
        """Cite what a `citation(...)` of the queries names, without its words."""
        subject, path = citation["subject_id"], citation["path"]
        if subject in self.items:
            return self.item(subject, path, citation["line"], is_aside=is_aside)
        if subject in self.incidents:
            return self.incident(subject, is_aside=is_aside)
        if path:
            repository_id, sha = citation["repository_id"], citation["commit_sha"]
            return self.place(repository_id, path, citation["line"], sha)
        if subject:
            return link(code(shorten(self._short(subject), 60)), citation["url"])
        return self.commit(citation["repository_id"], citation["commit_sha"])

    def commit(self, repository_id: str | None, commit_sha: str | None) -> Markup:
        """Cite a commit whose message holds the words."""
        if not commit_sha:
            return Markup("place unknown")
        self.cited_commits.add((repository_id or "", commit_sha))
        repository = self.repositories.get(repository_id or "")
        base = server_address(repository)
        address = f"{base}/commit/{commit_sha}" if base else None
        return Markup(f"commit {link(code(commit_sha[:12]), address)}")

    def sources(self, citations: Iterable[Row], *, otherwise: str = "none") -> Markup:
        """Cite several, separated by commas."""
        said = [self.source(citation) for citation in citations]
        return listed(list(dict.fromkeys(said)), otherwise=otherwise)

    def item_list(self, item_ids: Iterable[str], *, otherwise: str = "none") -> Markup:
        """Cite several issues and pull requests, separated by commas."""
        return listed([self.item(item_id) for item_id in item_ids], otherwise=otherwise)

    def words(self, citation: Row, *, longest: int = 200) -> Markup:
        """Cite it with its words, else with the title of the record."""
        subject = citation["subject_id"]
        told = self.items.get(subject) or self.incidents.get(subject)
        words = citation["quote"] or (told["title"] if told else None)
        if not words:
            return self.source(citation)
        place = self.source(citation, is_aside=True)
        return Markup(f"{quotation(words, longest=longest)} ({place})")

    def incident(self, incident_id: str, *, is_aside: bool = False) -> Markup:
        """Cite an incident by its entry in a log and by its issues."""
        row = self.incidents[incident_id]
        places = [
            self.item(issue_id, is_aside=is_aside) for issue_id in row["issue_ids"][:3]
        ]
        if row["path"]:
            places.append(
                self.place(
                    row["repository_id"], row["path"], row["line"], row["commit_sha"]
                )
            )
        return listed(places, otherwise=self._short(incident_id))

    def cited_in_order(self) -> list[str]:
        """Return the ids of the cited items by repository and number."""
        return sorted(
            self.cited_items,
            key=lambda item_id: (
                self.items[item_id]["repository_id"],
                self.items[item_id]["number"],
            ),
        )

    def places_by_file(self) -> list[Row]:
        """Return the cited files with their cited lines, in order."""
        lines: dict[tuple[str, str], set[int]] = {}
        for repository_id, path, line in self.cited_places:
            known = lines.setdefault((repository_id, path), set())
            if line is not None:
                known.add(line)
        return [
            {"repository_id": place[0], "path": place[1], "lines": sorted(numbers)}
            for place, numbers in sorted(lines.items())
        ]

    def _short(self, subject_id: str) -> str:
        """Leave out the repository where there is only one."""
        if len(self.repositories) != 1:
            return subject_id
        (only,) = self.repositories
        rest = subject_id.removeprefix(only)
        return rest if rest != subject_id and rest[:1] == "#" else subject_id


def file_address(
    repository: Row | None, path: str, line: int | None, commit_sha: str | None
) -> str | None:
    """Return where GitHub shows a file; None where no server is known to."""
    base = server_address(repository)
    if not base or not commit_sha or not commit_sha.isalnum():
        return None
    fragment = "" if line is None else f"#L{line}"
    return f"{base}/blob/{commit_sha}/{quote(path, safe='/')}{fragment}"


def server_address(repository: Row | None) -> str | None:
    """Return the address of a repository on GitHub; None where it is elsewhere."""
    if repository is None or not repository["url"]:
        return None
    base = str(repository["url"]).removesuffix("/")
    is_shown = repository["source"] == "github" or base.startswith(_GITHUB)
    return base if is_shown else None
