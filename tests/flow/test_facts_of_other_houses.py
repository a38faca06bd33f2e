"""Breaking changes and overrides of three teams that write otherwise than the sample.

A library with Conventional Commits, a service with described interfaces and migrations,
and a team of infrastructure: read over HTTP, every row as a person would set it down.
"""

from __future__ import annotations

import io
import os
from datetime import timedelta

import duckdb
import pytest

from pipelines import refresh
from pipelines.extract.github.run import extract_from_github
from pipelines.progress import Progress
from pipelines.settings import Settings
from pipelines.steps import Steps
from tests.github_server.server import TOKEN, GitHubServer
from tests.oracle.busy import BusyWorld

# Title, text, changed paths ("-" deletes, "+" adds), labels; what breaks, and why.
LIBRARY = [
    ("feat!: drop Node 14", "BREAKING CHANGE: Node 14 is not supported.", [], [],
     (None, ["title", "text"])),
    ("fix: handle null", "", [], [], None),
    ("chore(deps): bump webpack from 4.46.0 to 5.90.0", "", ["package.json"], [],
     ("dependency", ["dependency"])),
    ("chore(deps): bump lodash from 4.17.20 to 4.17.21", "", ["package.json"], [],
     None),
    ("docs: explain what breaking changes are", "", ["docs/semver.md"], [], None),
    ("refactor(client)!: rename `getUser` to `fetchUser`", "", ["src/client.ts"], [],
     ("api", ["title"])),
    ("feat: retry requests", "## Breaking changes\n\nNone\n", ["src/retry.ts"], [],
     None),
    ("feat: another default", "The timeout is 5 seconds.", [], ["semver-major"],
     (None, ["label"])),
    ('Revert "feat!: drop Node 14"', "This reverts commit 1234567.", [], [], None),
    ("build!: require pnpm 9", "", ["package.json"], [], ("dependency", ["title"])),
    ("refactor!: return type of `parse()`", "", [], [], ("api", ["title"])),
    ("feat(cli)!: rename --verbose", "", [], [], ("api", ["title"])),
    ("feat: small things", "", [], ["non-breaking"], None),
    ("feat: more small things", "This is not a breaking change.", [], [], None),
    ("chore: say so in the template", "Does this PR introduce a breaking change?\n\n"
     "- [ ] Yes\n- [x] No\n", [], [], None),
    ("feat: of two types", "## Type of change\n\n- [ ] Fix\n- [x] Breaking change (fix "
     "or feature that makes what exists work otherwise)\n", [], [], (None, ["text"])),
    ("feat: of one type", "## Type of change\n\n- [x] New\n- [ ] Breaking change (fix "
     "or feature that makes what exists work otherwise)\n", [], [], None),
    ("feat: duties", "- [x] Breaking changes are documented\n- [x] No breaking "
     "changes\n", [], [], None),
    ("feat: asked", "**Is this a breaking change?** Yes\n", [], [], (None, ["text"])),
    ("feat!: `limit` is keyword-only", "<!-- Does it touch the database? -->\n"
     "Migration: name it.\n\n- [x] Tests\n- [ ] I have described the migration below\n",
     [], [], ("api", ["title"])),
    ("feat!: remove the `hint` property", "- [ ] Needs a migration of the schema\n", [],
     [], ("api", ["title"])),
    ("feat: denied", "**Is this a breaking change?** No\n", [], [], None),
    ("feat: new parser", "Does this PR introduce a breaking change?\n\n"
     "- [x] Yes: `parse()` throws now instead of returning null\n- [ ] No\n", [], [],
     (None, ["text"])),
]  # fmt: skip
SERVICE = [
    ("Add /v2/orders", "", ["+api/v2/orders.py"], [], ("api", ["paths"])),
    ("Add a note to /v2/orders", "", ["api/v2/orders.py", "+api/v2/notes.py"], [],
     None),
    ("Delete the old description", "", ["-api/openapi.yaml"], [], ("api", ["paths"])),
    ("Remove field `total` from orders", "", ["spec/openapi.yaml"], [],
     ("api", ["paths"])),
    ("Add column note to orders", "", ["+migrations/0012_note.sql"], [], None),
    ("Drop column legacy_id of orders", "", ["+migrations/0013_drop.sql"], [],
     ("database", ["paths"])),
    ("Rename an internal helper", "", ["src/helper.py"], [], None),
    ("Remove unused imports", "", ["spec/openapi.yaml", "src/a.py"], [], None),
    ("Upgrade protobuf messages of billing", "", ["proto/billing.proto"], [], None),
    ("Remove rpc Refund", "Nobody calls it.", ["proto/billing.proto"], [],
     ("api", ["paths"])),
    ("Make `q` required",
     "This is a breaking change for clients of the search API.", ["src/search.py"], [],
     ("api", ["text"])),
    ("Take over what others wrote", "", ["+vendor/sdk/v3/client.go"], [], None),
    ("Update dependency django to v5", "", ["requirements.txt"], [],
     ("dependency", ["dependency"])),
]  # fmt: skip
INFRASTRUCTURE = [
    ("Replace the VPC", "", ["network/main.tf"], ["breaking-change"],
     ("infrastructure", ["label"])),
    ("[BREAKING] new names of clusters", "", ["clusters/main.tf"], [],
     ("infrastructure", ["title"])),
    ("Breaking news banner", "", ["web/banner.tsx"], [], None),
    ("Fix the breaking build", "", ["ci/build.sh"], [], None),
    ("Breaking: rename outputs", "", ["modules/db/outputs.tf"], [],
     ("infrastructure", ["title"])),
    ("Bump provider aws from 4.67.0 to 5.1.0", "", ["versions.tf"], ["dependencies"],
     ("dependency", ["dependency"])),
    ("Another size of nodes", "Not breaking: rolled one by one.", ["nodes.tf"], [],
     None),
]  # fmt: skip
# What is said below an approved pull request; whether it went round the gate by that.
WORDS = [
    ("Merging this without review, production is down.", True),
    ("I bypassed branch protection to get this in.", True),
    ("Admin-merged: the flaky e2e check was red.", True),
    ("Force-merged because CI is broken on main.", True),
    ("Merged with failing checks, the failures are unrelated.", True),
    ("Please do not merge without approval.", False),
    ("Can this be merged with red CI?", False),
    ("> Merged without review.\n\nWho did this?", False),
    ("We don't accept merging with red CI.", False),
    ("If CI stays red, we could force-merge.", False),
    ("Never bypass the required checks.", False),
]
HOUSES = {"lib": LIBRARY, "service": SERVICE, "infra": INFRASTRUCTURE}


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("houses")
    world = BusyWorld(folder / "git")
    server = GitHubServer(world)
    server.git_root = world.git_root
    for house, changes in HOUSES.items():
        _live(world, f"acme/{house}", changes)
    _deprecate(world)
    _go_round(world)
    place = Settings((), folder / "data")
    place.state.mkdir(parents=True)
    found = extract_from_github(
        [f"acme/{house}" for house in (*HOUSES, "ops")],
        raw_path=place.raw,
        environ=os.environ
        | {
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_API_URL": server.url,
            "GITHUB_GRAPHQL_URL": f"{server.url}/graphql",
            "GITHUB_SERVER_URL": server.url,
        },
        progress=Progress(io.StringIO()),
    )
    server.close()
    assert found.failures == {}
    steps = Steps(Progress(io.StringIO()))
    refresh.read(place, steps)
    refresh.model(place, steps)
    connection = duckdb.connect(str(place.build), read_only=True)
    yield connection
    connection.close()


def _live(world, name, changes):
    repository = world.found(name, {"README.md": "# Readme\n"})
    labels = {}
    for title, text, paths, names, _ in changes:
        item = world.pull_request(repository, "ann", title, text)
        for label in names:
            labels[label] = labels.get(label) or world.define_label(repository, label)
            world.label(item, labels[label])
        if paths:
            world.touch(item, *(path.lstrip("+-") for path in paths))
            for file, path in zip(item["files"], paths, strict=True):
                signs = {"+": "ADDED", "-": "DELETED"}
                file["changeType"] = signs.get(path[0], "MODIFIED")
        world.review(item, "bob")
        world.land(item, "ann", [])


def _deprecate(world):
    """A notice, and after a hundred days what it announced."""
    repository = world.repositories["acme/service"]
    notice = world.pull_request(
        repository, "ann", "Deprecate /v1/orders",
        "It will be removed after a deprecation window of 6 months.",
    )  # fmt: skip
    world.land(notice, "bob", [])
    world.now += timedelta(days=100)
    removal = world.pull_request(
        repository, "bob", "Remove /v1/orders", "As announced."
    )
    world.land(removal, "bob", [])


def _go_round(world):
    """Approved changes with words below, and some without an approval or a check."""
    last = world.now + timedelta(days=300)
    rota = (
        "# Rota\n\n| From | To | On call |\n|---|---|---|\n"
        f"| {world.now:%Y-%m-%d} | {last:%Y-%m-%d} | @bob |\n| soon | | @ann |\n"
    )
    files = {"README.md": "# Readme\n", "oncall.md": rota}
    repository = world.found("acme/ops", files)
    for number, (words, _) in enumerate(WORDS):
        item = world.pull_request(repository, "ann", f"Change {number}")
        world.review(item, "bob")
        world.comment(item, "ann", words)
        world.land(item, "bob", [])
    alone = world.pull_request(repository, "ann", "Alone")
    world.review(alone, "ann", "COMMENTED")
    world.land(alone, "ann", [])
    bump = world.pull_request(repository, "renovate[bot]", "Bump by a machine")
    world.review(bump, "bob")
    world.land(bump, "renovate[bot]", [])
    late = world.pull_request(repository, "ann", "Approved too late")
    world.land(late, "bob", [])
    world.review(late, "cid")
    red = world.pull_request(repository, "ann", "Red")
    world.review(red, "bob")
    checks = [world.check("build", "FAILURE", world.tick(), world.tick())]
    world.land(red, "bob", checks)
    world.push_past(repository, "ann", "Straight in")
    world.push_past(repository, "release-please[bot]", "Release 2")


def test_what_breaks_and_what_only_speaks_of_it(facts):
    found = {
        (repository.removeprefix("acme/"), title): (kind, evidence)
        for repository, title, kind, evidence in facts.execute(
            "select repository_id, title, change_kind, evidence_kinds"
            " from breaking_changes"
        ).fetchall()
    }
    expected = {
        (house, title): breaks
        for house, changes in HOUSES.items()
        for title, _, _, _, breaks in changes
        if breaks
    }
    expected["service", "Deprecate /v1/orders"] = ("api", ["notice"])
    expected["service", "Remove /v1/orders"] = ("api", ["removal"])
    wrong = {
        key: (found.get(key), expected.get(key))
        for key in found.keys() | expected.keys()
        if not _agree(found.get(key), expected.get(key))
    }
    assert wrong == {}


def _agree(found, expected):
    """The same kind, and at least the evidence that a person names first."""
    if found is None or expected is None:
        return found is expected
    return found[0] == expected[0] and set(expected[1]) <= set(found[1])


def test_a_window_is_stated_by_the_notice_and_kept_until_the_removal(facts):
    rows = facts.execute(
        "select title, stated_deprecation_days, kept_deprecation_days"
        " from breaking_changes where title like '% /v1/orders' order by title"
    ).fetchall()
    assert rows == [("Deprecate /v1/orders", 180, 100), ("Remove /v1/orders", 180, 100)]


def test_a_removal_is_judged_by_what_was_kept_and_a_notice_by_what_it_says(facts):
    rows = facts.execute(
        "select title, deprecation_days from breaking_changes"
        " where title like '% /v1/orders' order by title"
    ).fetchall()
    assert rows == [("Deprecate /v1/orders", 180), ("Remove /v1/orders", 100)]


def test_a_machine_that_merges_its_own_is_nobody_who_does(facts):
    found = facts.execute(
        "select title, is_self_merged from pull_requests"
        " where title in ('Alone', 'Bump by a machine') order by title"
    ).fetchall()
    assert found == [("Alone", True), ("Bump by a machine", False)]


def test_every_way_round_the_gate_has_its_row_and_nothing_else_has(facts):
    found = facts.execute(
        "select coalesce(pull_requests.title, 'push'), kind, is_confirmed,"
        " merge_overrides.is_self_merged, missing_because"
        " from merge_overrides left join pull_requests using (pull_request_id)"
        " where merge_overrides.repository_id = 'acme/ops' order by all"
    ).fetchall()
    expected = [
        (f"Change {number}", "stated_override", True, False, None)
        for number, (_, is_override) in enumerate(WORDS)
        if is_override
    ]
    expected += [
        ("Alone", "missing_approval", False, True, "no_review"),
        ("Approved too late", "missing_approval", False, False, "approved_after_merge"),
        ("Red", "failing_checks", False, False, None),
        ("push", "direct_push", True, None, None),
    ]
    assert found == sorted(expected, key=lambda row: row[:2])


def test_who_merges_is_on_call_by_the_rota_and_unknown_where_there_is_none(facts):
    found = facts.execute(
        "select distinct repository_id = 'acme/ops', merged_by_id, is_merged_by_on_call"
        " from pull_requests where merged_by_id is not null order by all"
    ).fetchall()
    assert found == [
        (False, "ann", None),
        (False, "bob", None),
        (True, "ann", False),
        (True, "bob", True),
        (True, "renovate[bot]", None),
    ]
    found = facts.execute(
        "select distinct merged_by_id, is_merged_by_on_call from merge_overrides"
        " where repository_id = 'acme/ops' order by all"
    ).fetchall()
    assert found == [("ann", False), ("bob", True)]
    found = facts.execute(
        "select person_id, path, line, origin from on_call_shifts"
    ).fetchall()
    assert found == [("bob", "oncall.md", 5, "found")]
    found = facts.execute(
        "select path, line, reason from staging.stg_parsed__unreadable"
    ).fetchall()
    assert found == [("oncall.md", 6, "rota: no day")]


def test_a_reason_is_recorded_where_the_words_give_one(facts):
    found = facts.execute(
        "select reason_quote from merge_overrides where kind = 'stated_override'"
        " and has_recorded_reason and repository_id = 'acme/ops' order by all"
    ).fetchall()
    assert [row[0].split()[0] for row in found] == [
        "Admin-merged:",
        "Force-merged",
        "Merged",
        "Merging",
    ]
