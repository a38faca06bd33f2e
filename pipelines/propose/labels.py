"""A label document, and the commands that would make all labels follow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from pipelines.propose.drafts import Folder, Row, slug
from pipelines.propose.shell import (
    command,
    comment,
    flag,
    repository_for_gh,
    script,
)
from pipelines.propose.tables import Tables


def propose_labels(tables: Tables, folder: Folder) -> None:
    """Write a document for every repository that has labels, a script where needed."""
    items: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in tables.rows("label_items"):
        items[row["repository_id"], row["label"]].append(row)
    labels = tables.rows("labels")
    for repository, rows in groupby(labels, key=lambda row: row["repository_id"]):
        _propose(repository, list(rows), items, folder)


def _propose(
    repository: str,
    labels: list[Row],
    items: dict[tuple[str, str], list[Row]],
    folder: Folder,
) -> None:
    clusters = [
        list(rows) for _, rows in groupby(labels, key=lambda row: row["canonical_name"])
    ]
    facets = [
        (facet, list(rows))
        for facet, rows in groupby(clusters, key=lambda rows: rows[0]["facet"])
    ]
    path = f"labels/{slug(repository)}"
    folder.markdown(f"{path}/LABELS.md", "labels", repository, facets=facets)
    variants = [row for row in labels if not row["is_canonical"]]
    if not variants or labels[0]["source"] != "github":
        return
    lines = [
        line
        for variant in variants
        for line in _rename(variant, items[repository, variant["name"]])
    ]
    target = repository_for_gh(repository, labels[0]["repository_url"])
    text = script("normalise.sh", f"Labels of {repository}", target, lines)
    folder.script(f"{path}/normalise.sh", "labels", repository, text)


def _rename(variant: Row, items: list[Row]) -> Iterator[str]:
    """Put the canonical label on every item that carries the variant, then drop it."""
    old, new = variant["name"], variant["canonical_name"]
    yield comment(f"{old} -> {new} ({variant['canonical_because']})")
    create = command("gh", "label", "create", "--repo", "$repo", "--", new)
    yield f"{create} || true  # it may be there already"
    for item in items:
        kind = "pr" if item["is_pull_request"] else "issue"
        yield command(
            "gh", kind, "edit", str(item["number"]), "--repo", "$repo",
            flag("--add-label", new), flag("--remove-label", old),
        )  # fmt: skip
    yield command("gh", "label", "delete", "--repo", "$repo", "--yes", "--", old)
    yield ""
