"""The pages of the site: the one list. A new page is an entry, a template, a query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or a family of pages with one for each row of a query.

    Attributes:
        name: Of its template, `templates/site/<name>.html.j2`, and of its file.
        title: What links to it say.
        group: Heading of the menu that it stands under; None: not in the menu.
        queries: What its template reads, by name; rows of `queries/site/` or, where
            there is none of that name, of `queries/`, shared with the report.
        each: Query with a row for each page of the family; None: a single page.
        key: Column that tells these rows apart. Queries that have it give each page
            its own rows only.
        parent: Page that the family belongs to.
    """

    name: str
    title: str
    group: str | None = None
    queries: tuple[str, ...] = ()
    each: str | None = None
    key: str = ""
    parent: str | None = None


PAGES = (
    Page(
        "index",
        "Overview",
        "",
        (
            "metrics",
            "conformance_by_run",
            "conformance_by_month",
            "topics",
            "verdicts_by_topic",
            "changed_policies",
            "changed_records",
            "completeness_all",
            "unreadable",
        ),
    ),
    Page("topics", "Topics", "Rules", ("topics",)),
    Page("policies", "Policies", "Rules", ("policies",)),
    Page("clauses", "Uncovered", "Rules", ("clauses",)),
    Page(
        "gaps",
        "Gaps",
        "Rules",
        ("gaps", "contradictions", "lost_references", "decisions"),
    ),
    Page(
        "incidents",
        "Incidents",
        "Practice",
        ("incident_list", "incident_totals", "action_item_list", "hotfixes"),
    ),
    Page(
        "overrides",
        "Overrides",
        "Practice",
        ("overrides", "overrides_by_month", "overrides_by_kind"),
    ),
    Page("breaking-changes", "Breaking", "Practice", ("breaking_changes",)),
    Page(
        "labels",
        "Labels",
        "Practice",
        (
            "label_totals",
            "label_clusters",
            "label_renames",
            "label_drift",
            "label_drift_by_facet",
            "labels_out_of_step",
            "label_pair_list",
            "label_list",
        ),
    ),
    Page(
        "ownership",
        "Ownership",
        "Practice",
        (
            "review_coverage",
            "review_totals",
            "reviews_by_team",
            "expected_reviews",
            "merged_changes",
            "authority",
        ),
    ),
    Page(
        "delivery",
        "Delivery",
        "Practice",
        ("deployment_list", "deployed_commits", "first_responses"),
    ),
    Page(
        "numbers",
        "Numbers",
        "Data",
        ("metrics", "metric_months", "metric_repositories"),
    ),
    Page(
        "changes",
        "Changes",
        "Data",
        ("conformance_by_run", "changed_policies", "changed_records"),
    ),
    Page(
        "trust",
        "Trust",
        "Data",
        (
            "completeness_all",
            "unreadable",
            "run_list",
            "document_list",
            "reasons_for_unknown",
        ),
    ),
    Page("advice", "Advice", "Data"),
    Page(
        "topic",
        "Topic",
        queries=("policies", "clauses", "gaps", "contradictions"),
        each="topics",
        key="topic",
        parent="topics",
    ),
    Page(
        "policy",
        "Policy",
        queries=(
            "policy_versions",
            "policy_wordings",
            "policy_records",
            "policy_today",
            "policy_by_run",
            "policy_by_month",
        ),
        each="policies",
        key="policy_id",
        parent="policies",
    ),
    Page(
        "incident",
        "Incident",
        queries=(
            "incident_moments",
            "incident_changes",
            "incident_verdicts",
            "incident_words",
            "action_item_list",
        ),
        each="incident_list",
        key="incident_id",
        parent="incidents",
    ),
)

# Pages that others make: where they stand, and what links to them say.
NEIGHBOURS = (
    ("report.html", "Report"),
    ("docs/index.html", "Tables"),
    ("expectations/index.html", "Checks"),
)
