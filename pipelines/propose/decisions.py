"""Records of decisions to be made: one for every topic that nobody has settled."""

from __future__ import annotations

from collections import defaultdict

from pipelines.propose.drafts import Folder, Row, slug
from pipelines.propose.tables import Tables


def propose_decisions(tables: Tables, folder: Folder) -> None:
    """Write an architecture decision record per repository and topic."""
    said: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in tables.rows("authority"):
        said[row["repository_id"], row["topic"]].append(row)
    for row in tables.rows("gaps"):
        topic = row["topic"].replace("_", " ")
        folder.markdown(
            f"decisions/{slug(row['repository_id'])}/{slug(row['topic'])}.md",
            "decision",
            f"{row['repository_id']}: {topic}",
            topic=topic,
            gaps=row["gaps"],
            statements=said[row["repository_id"], row["topic"]],
        )
