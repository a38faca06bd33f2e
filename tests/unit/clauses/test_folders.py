"""A document below a folder of the code speaks of that folder, another one of all."""

from __future__ import annotations

import pytest

from expectations.loading import load_catalogue
from expectations.parameters import judged_parameters
from expectations.policies import find_policies
from expectations.populations import population_of
from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.folders import folder_of
from pipelines.stated_policies import as_judged


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        *((f"{one}/CONTRIBUTING.md", f"{one}/") for one in ("billing", "src")),
        ("packages/billing/CONTRIBUTING.md", "packages/billing/"),
        ("services/support/docs/review.md", "services/support/"),
        ("apps/web/.github/CONTRIBUTING.md", "apps/web/"),
        ("services/billing/on-call.md", "services/billing/"),
        ("incident-service/README.md", "incident-service/"),
    ],
)
def test_a_document_speaks_of_its_folder(path, folder):
    assert folder_of(path) == folder


@pytest.mark.parametrize(
    "path",
    [
        *("CONTRIBUTING.md", ".github/CONTRIBUTING.md", "docs/billing/review.md"),
        *("ops/on-call/README.md", "on-call/README.md", "incidents/README.md"),
        *("handbook/engineering/review.md", "website/docs/contributing.md"),
        *("team-docs/review.md", "rfcs/README.md", "devguide/review.rst"),
        *("src/content/docs/review.md", "apps/docs/content/docs/review.md"),
        *("packages/docs/review.md", "platform/incident-response.md", "en/triage.md"),
        *("incident-response/roles.md", "how-we-work/reviews.md", "policies/a.md"),
    ],
)
def test_a_folder_of_documents_or_of_work_narrows_nothing(path):
    assert folder_of(path) == ""


def populations(text, path):
    clauses = [
        as_judged(one, path=path) for one in find_clauses(text, path=path, kind="")
    ]
    return {
        policy.entry.id: population_of(
            policy.entry, judged_parameters(policy.versions[-1].clause)
        )
        for policy in find_policies(clauses, load_catalogue())
    }


@pytest.mark.parametrize(
    "text",
    [
        "# Reviews\n\nEvery pull request needs two approvals.\n",
        "# Reviews\n\n| What | Rule |\n|---|---|\n"
        "| Review | Every pull request must have two approvals. |\n",
    ],
)
def test_changes_are_narrowed_to_the_folder(text):
    [found] = populations(text, "packages/billing/CONTRIBUTING.md").values()
    assert found.is_understood
    assert "`packages/billing/`" in found.bound.values()
    assert "changed_paths" in found.condition


def test_what_has_no_paths_is_unknown():
    text = "# On call\n\nPages must be acknowledged within 15 minutes.\n"
    [found] = populations(text, "services/billing/oncall.md").values()
    assert found.not_understood == ["in `services/billing/`"]
    [found] = populations(text, "docs/oncall.md").values()
    assert found.is_understood
