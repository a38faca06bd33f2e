"""The CODEOWNERS file that GitHub used in each period, per repository, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipelines.read.codeowners import (
    CodeownersRevision,
    CodeownersVersion,
    codeowners_versions,
)
from pipelines.read.rows.ids import short_hash
from pipelines.read.store import Row, Store
from pipelines.read.tables import CODEOWNERS_RULES, UNREADABLE

_REVISIONS = """
    select revisions.repository_id, revisions.path, revisions.previous_path,
        revisions.size_bytes, revisions.commit_sha, revisions.committed_at, texts.text,
        revisions.change = 'deleted' as is_deleted,
        coalesce(revisions.commit_position = 0, false) as is_first_commit
    from raw.document_revisions as revisions
    left join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where revisions.kind = 'codeowners'
    order by revisions.repository_id, revisions.committed_at nulls first,
        revisions.commit_position nulls first, revisions.commit_sha, revisions.position,
        revisions.path
"""


def read_owners(store: Store) -> None:
    """Read every revision of the files in which GitHub looks for owners."""
    rows = store.rows(_REVISIONS)
    for repository_id, revisions in groupby(rows, lambda row: row["repository_id"]):
        for version in codeowners_versions(map(_revision, revisions)):
            store.add(CODEOWNERS_RULES, _rules(repository_id, version))
            if version.effective_to is None:
                store.add(UNREADABLE, _invalid(repository_id, version))


def _revision(row: Row) -> CodeownersRevision:
    return CodeownersRevision(
        **{name: row[name] for name in CodeownersRevision.__slots__}
    )


def _rules(repository_id: str, version: CodeownersVersion) -> Iterator[Row]:
    for rule in version.rules:
        yield {
            "repository_id": repository_id,
            "path": version.path,
            "version": version.version,
            "line": rule.line,
            "commit_sha": version.commit_sha,
            "pattern": rule.pattern,
            "pattern_regex": rule.pattern_regex,
            "owners": list(rule.owners),
            "is_valid": rule.is_valid,
            "reason": rule.reason,
            "effective_from": version.effective_from,
            "effective_to": version.effective_to,
        }


def _invalid(repository_id: str, version: CodeownersVersion) -> Iterator[Row]:
    for rule in version.rules:
        if not rule.is_valid:
            yield {
                "repository_id": repository_id,
                "unreadable_id": short_hash(version.path, rule.line, rule.reason),
                "path": version.path,
                "line": rule.line,
                "reason": f"GitHub skips this line of CODEOWNERS: {rule.reason}",
                "quote": rule.quote,
            }
