"""Evidence as HTML: every record and place as a link, as far as an address is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pipelines.escaping import one_line, shorten, web_address
from pipelines.report.citing import file_address, server_address

Row = Mapping[str, Any]
_NOWHERE = Markup('<span class="unknown">place unknown</span>')


@dataclass(frozen=True, slots=True)
class Evidence:
    """Writes citations for one page.

    Attributes:
        items: Issues and pull requests by id.
        incidents: Incidents by id.
        repositories: Repositories by id.
        url: Address of a page of the site, by its name and key.
    """

    items: Mapping[str, Row]
    incidents: Mapping[str, Row]
    repositories: Mapping[str, Row]
    url: Callable[..., str | None]

    def item(self, item_id: str | None, *, has_title: bool = False) -> Markup:
        """Cite an issue or pull request: linked to GitHub, or with its place."""
        if not item_id:
            return Markup("")
        row = self.items.get(item_id)
        name = Markup("<b class=id>{}</b>").format(self.short(item_id))
        if row is None:
            return name
        title = self._title(row) if has_title else Markup("")
        if address := web_address(row["url"]):
            return Markup("{}{}").format(external(address, name), title)
        place = self.place(row["repository_id"], row["path"], row["line"])
        return Markup("{}{} {}").format(name, title, place)

    def item_list(
        self, item_ids: Iterable[str] | None, otherwise: str = "none"
    ) -> Markup:
        """Cite several, the first dozen by name."""
        ids = list(item_ids or ())
        if not ids:
            return Markup("<span class=none>{}</span>").format(otherwise)
        said = Markup(", ").join(self.item(item_id) for item_id in ids[:12])
        rest = len(ids) - 12
        return said + Markup(f" and {rest:,} more" if rest > 0 else "")

    def incident(self, incident_id: str | None) -> Markup:
        """Link to the page of an incident, by its title."""
        row = self.incidents.get(incident_id or "")
        if row is None:
            return Markup("<span class=none>none</span>")
        words = shorten(row["title"] or "An incident without a title", 90)
        return self.page("incident", incident_id, words)

    def policy(self, policy_id: str, title: str | None) -> Markup:
        """Link to the page of a policy; its id where it has no title any more."""
        return self.page("policy", policy_id, shorten(title or policy_id, 120))

    def page(self, name: str, key: str | None, words: str) -> Markup:
        """Link to a page of the site; just the words where there is none."""
        address = self.url(name, key)
        text = Markup("<bdi>{}</bdi>").format(one_line(words))
        if address is None:
            return text
        return Markup('<a href="{}">{}</a>').format(address, text)

    def subject(self, row: Row) -> Markup:
        """Cite what a verdict speaks of: an item, an incident, or what its id says."""
        subject, address = row["subject_id"], web_address(row.get("evidence_url"))
        if subject in self.incidents:
            return self.incident(subject)
        if subject in self.items:
            title = self._title(self.items[subject])
            name = Markup("<b class=id>{}</b>").format(self.short(subject))
            linked = web_address(self.items[subject]["url"]) or address
            return Markup("{}{}").format(
                external(linked, name) if linked else name, title
            )
        name = Markup("<b class=id><bdi>{}</bdi></b>").format(
            shorten(self.short(subject), 120)
        )
        return external(address, name) if address else name

    def where(self, row: Row) -> Markup:
        """Cite where a statement stands: its item, its place, or its commit."""
        if row.get("item_id"):
            item = self.items.get(row["item_id"])
            address = item and web_address(item["url"])
            name = Markup("<b class=id>{}</b>").format(self.short(row["item_id"]))
            if address:
                return external(address, name)
            return Markup("{} {}").format(name, self._place_of(row, item))
        return self._place_of(row, None)

    def cited(self, citation: Row, *, has_title: bool = False) -> Markup:
        """Cite what a `citation(...)` of the queries names, without its words."""
        subject = citation["subject_id"]
        if subject in self.items and not has_title:
            return self.where({**citation, "item_id": subject})
        if subject in self.items:
            return self.item(subject, has_title=True)
        if subject in self.incidents:
            return self.incident(subject)
        if citation["path"] or citation["commit_sha"]:
            return self._place_of(citation, None)
        return self.subject({**citation, "evidence_url": citation["url"]})

    def proof(self, row: Row) -> Markup:
        """Cite where a verdict can be checked: on GitHub, or in a file."""
        item = self.items.get(row["subject_id"])
        address = web_address(row["evidence_url"]) or web_address(
            item["url"] if item else None
        )
        if row["path"]:
            return self.place(row["repository_id"], row["path"], row["line"])
        if address:
            return external(address, Markup("on GitHub"))
        return self._place_of({**row, "path": None}, item)

    def web(self, address: str | None, words: str) -> Markup:
        """Link to a page of the web by its name."""
        text = Markup("{}").format(one_line(words))
        return external(address, text) if web_address(address) and address else text

    def _place_of(self, row: Row, item: Row | None) -> Markup:
        if row.get("path"):
            return self.place(
                row["repository_id"], row["path"], row["line"], row.get("commit_sha")
            )
        if address := web_address(row.get("url")):
            return external(address, Markup("on GitHub"))
        if item is not None:
            return self.place(item["repository_id"], item["path"], item["line"])
        if row.get("commit_sha"):
            return self.commit(row["repository_id"], row["commit_sha"])
        return _NOWHERE

    def place(
        self,
        repository_id: str | None,
        path: str | None,
        line: int | None,
        commit_sha: str | None = None,
    ) -> Markup:
        """Cite a file and line; a link where the repository is shown on the web."""
        if not path:
            return _NOWHERE
        repository = self.repositories.get(repository_id or "")
        where = shorten(path, 160) + ("" if line is None else f":{line}")
        if len(self.repositories) > 1 and repository_id:
            where = f"{repository_id}:{where}"
        code = Markup("<code class=place>{}</code>").format(
            Markup("/<wbr>").join(where.split("/"))
        )
        sha = commit_sha or (repository or {}).get("head_commit_sha")
        address = web_address(file_address(repository, path, line, sha))
        return external(address, code) if address else code

    def commit(self, repository_id: str | None, commit_sha: str | None) -> Markup:
        """Cite a commit."""
        if not commit_sha:
            return _NOWHERE
        base = server_address(self.repositories.get(repository_id or ""))
        code = Markup("commit <code>{}</code>").format(one_line(commit_sha)[:12])
        address = web_address(f"{base}/commit/{commit_sha}") if base else None
        return external(address, code) if address else code

    def short(self, item_id: str) -> str:
        """Leave out the repository where there is only one."""
        line = one_line(item_id)
        if len(self.repositories) != 1:
            return line
        (only,) = self.repositories
        rest = line.removeprefix(only)
        return rest.lstrip(":") if rest != line and rest[:1] in "#:@" else line

    def _title(self, row: Row) -> Markup:
        if not row["title"]:
            return Markup("")
        return Markup(" <bdi>{}</bdi>").format(shorten(row["title"], 100))


def external(address: str, words: Markup) -> Markup:
    """Link to the web; the words say where it leads, a mark that it leads away."""
    return Markup('<a class=out rel="noreferrer" href="{}">{}</a>').format(
        address, words
    )
