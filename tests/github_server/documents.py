"""Every GraphQL document that the extraction sends, by name."""

from __future__ import annotations

from pathlib import Path

from pipelines.extract.github import queries
from pipelines.extract.github.queries import Aspect, Unfinished, lists_of

FOLDER = Path(queries.__file__).with_name("queries")


def all_documents() -> dict[str, str]:
    """Return the checked-in queries, and one example of each that is composed."""
    found = {
        file.stem: queries.document(file.stem)
        for file in sorted(FOLDER.glob("*.graphql"))
        if file.read_text(encoding="utf-8").startswith("query")
    }
    for name in ("issues_page", "pull_requests_page"):
        found[f"bare {name}"] = queries.bare(name)
    found["glance of fifty"] = queries.glance([f"octo/r{n}" for n in range(50)])
    found["glance"] = queries.glance(["octo/cat"])
    found["glance without"] = queries.glance(["octo/cat"], ["deployments", "rulesets"])
    ids = [f"I_{n}" for n in range(100)]
    many = [
        Aspect("octo", f"r{n}", [ids[:10]], [ids[:20]], [ids[:40]], [])
        for n in range(50)
    ]
    found["second look"] = queries.second_look(
        [Aspect("octo", "cat", [ids] * 5, [ids] * 10, [ids] * 10, ["C1", "C2"])]
    )
    found["second look at fifty"] = queries.second_look(many)
    found["by numbers"] = queries.by_numbers("octo", "cat", list(range(1, 201)))
    found["present"] = queries.present([[f"I_{n}" for n in range(100)]] * 10)
    paths = [
        *((kind, (name,)) for kind in ("Issue", "PullRequest", "Team")
          for name in lists_of(kind)),
        ("PullRequest", ("statusCheckRollup", "contexts")),
    ]  # fmt: skip
    for kind, path in paths:
        one = Unfinished("ID", kind, path, "CURSOR")
        found[f"further {kind} {path[-1]}"] = queries.further_pages([one], 100)
    twenty = [
        Unfinished(f"ID{n}", "PullRequest", ("comments",), "C") for n in range(20)
    ]
    found["further of twenty"] = queries.further_pages(twenty, 100)
    return found
