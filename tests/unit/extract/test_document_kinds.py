"""A path tells what kind of document stands there."""

import pytest

from pipelines.errors import UsageError
from pipelines.extract.checkout.kinds import DocumentKinds


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("CONTRIBUTING.md", "contributing"),
        ("docs/source/incident-reports/2018-02-20-hub.md", "postmortem"),
        ("blog/_posts/2020-06-12-incident-report.md", "postmortem"),
        ("rca/RCA_2022_08.md", "postmortem"),
        ("_incidents/2020-12-14-auth.md", "incident_log"),
        ("INCIDENT-2020-05-30.md", "incident_log"),
        ("docs/outage-2020-01.md", "postmortem"),
        ("docs/outage-log.md", "incident_log"),
        ("WHAT-BROKE.md", "incident_log"),
        ("docs/downtime.md", "incident_log"),
        ("docs/incident-reporting.md", "other"),
        (".github/contributing.rst", "contributing"),
        ("docs/contributing/reviews.md", "contributing"),
        ("GOVERNANCE.md", "governance"),
        ("SECURITY.md", "security"),
        ("CODE_OF_CONDUCT.md", "code_of_conduct"),
        (".github/LABELS.md", "labels"),
        (".github/labels.yml", "labels"),
        ("label_sync/labels.yaml", "labels"),
        (".github/labels.js", "labels"),
        ("labels.json5", "labels"),
        ("infra/github/labels.tf", "labels"),
        (".github/label-renames.yml", "labels"),
        ("scripts/rename-labels.sh", "labels"),
        ("tools/migrate_labels.py", "labels"),
        (".github/workflows/rename-labels.yml", "labels"),
        (".github/CODEOWNERS", "codeowners"),
        ("CODEOWNERS", "codeowners"),
        (".github/ISSUES.md", "issue_archive"),
        (".github/issues/101.md", "issue_archive"),
        (".github/PULL_REQUESTS.md", "pull_request_archive"),
        (".github/MILESTONES.md", "milestone_archive"),
        ("ops/incidents.md", "incident_log"),
        ("docs/incidents/2024-01-01-outage.md", "incident_log"),
        ("docs/postmortems/2024-01-01.md", "postmortem"),
        ("docs/Post-Mortem-queue.md", "postmortem"),
        ("ops/oncall.md", "oncall"),
        ("docs/on-call/README.md", "oncall"),
        ("docs/rota.md", "oncall"),
        ("team/support-rota.rst", "oncall"),
        ("ops/oncall/2024.ics", "on_call_calendar"),
        ("rota.ics", "on_call_calendar"),
        ("ops/on-call.csv", "on_call_rota"),
        ("data/duty-2024.yaml", "on_call_rota"),
        ("oncall/q3.yml", "on_call_rota"),
        ("org/support-rota.org", "on_call_rota"),
        ("Support-Rota.mediawiki", "on_call_rota"),
        ("wiki/oncall.textile", "on_call_rota"),
        (".github/workflows/oncall.yml", None),
        ("src/oncall.ts", None),
        ("docs/triage/rotation.md", "oncall"),
        ("docs/weekend-cover.md", "oncall"),
        ("docs/log-rotation.md", "other"),
        ("docs/runbooks/restart.md", "runbook"),
        ("docs/api_versioning.md", "api_versioning"),
        ("docs/deprecation-policy.md", "api_versioning"),
        ("CHANGELOG.md", "release_notes"),
        ("docs/release-notes/v1.rst", "release_notes"),
        ("docs/architecture.md", "architecture"),
        ("docs/adr/0001-queue.md", "adr"),
        (".github/PULL_REQUEST_TEMPLATE.md", "pull_request_template"),
        (".github/ISSUE_TEMPLATE/bug.md", "issue_template"),
        ("README.md", "readme"),
        ("services/api/README.md", "readme"),
        ("docs/style.md.erb", "other"),
        ("NOTES.txt", "other"),
        ("release/train.md", "other"),
        ("docs/templates/postmortem.md", "postmortem"),
        (".github/examples/on-call.md", "oncall"),
        ("incidents/samples/2024-05-06.md", "incident_log"),
        ("services/demo/CONTRIBUTING.md", "contributing"),
        ("handbook/snapshots/oncall.md", "oncall"),
    ],
)
def test_a_path_tells_the_kind(path, kind):
    assert DocumentKinds().kind_of(path) == kind


@pytest.mark.parametrize(
    "path",
    ["src/main.py", "src/notes.md", "node_modules/x/README.md", "vendor/y/CHANGELOG.md",
     "examples/demo/CONTRIBUTING.md", "templates/new-repo/CONTRIBUTING.md",
     "packages/new/templates/CONTRIBUTING.md", "{{cookiecutter.slug}}/CONTRIBUTING.md",
     ".venv/lib/README.md", ".github/workflows/ci.yml", "docs/diagram.png",
     "requirements-dev.txt"],
)  # fmt: skip
def test_other_files_are_no_documents(path):
    assert DocumentKinds().kind_of(path) is None


def test_a_team_adds_kinds_that_come_first():
    own = {"kinds": [{"kind": "incident_log", "files": ["/wiki/fires.md"]}]}
    assert DocumentKinds().kind_of("wiki/fires.md") == "other"
    assert DocumentKinds(own).kind_of("wiki/Fires.md") == "incident_log"


def test_a_team_excludes_folders():
    assert DocumentKinds({"excluded": ["/docs/"]}).kind_of("docs/a.md") is None


@pytest.mark.parametrize(
    "own",
    [{"kind": []}, {"kinds": {}}, {"kinds": [{"kind": "x"}]}, {"excluded": "docs"}],
)
def test_a_wrong_configuration_is_told(own):
    with pytest.raises(UsageError, match="documents"):
        DocumentKinds(own)


@pytest.mark.parametrize(
    "own",
    [
        {"extensions": [5]},
        {"excluded": [["a/"]]},
        {"kinds": [{"kind": "labels", "files": [5]}]},
        {"kinds": [{"kind": "labels", "files": ["a"], "any_extensions": True}]},
        {"kinds": [{"kind": "labels", "files": ["a"], "any_extension": "yes"}]},
        {"kinds": [{"kind": "labels", "files": ["a"], "repositories": "a"}]},
    ],
)
def test_what_has_another_type_or_name_is_told(own):
    with pytest.raises(UsageError, match="documents"):
        DocumentKinds(own)


def test_the_name_of_a_repository_can_tell_what_its_documents_are():
    kinds = DocumentKinds(repository_id="o/Post-Mortems")
    assert kinds.kind_of("2024-01-02-outage.md") == "postmortem"
    assert kinds.kind_of("2024/outage.md") == "postmortem"
    assert kinds.kind_of("README.md") == "readme"
    assert kinds.kind_of("tool.py") is None
    assert DocumentKinds(repository_id="o/n").kind_of("2024-01-02-x.md") == "other"
