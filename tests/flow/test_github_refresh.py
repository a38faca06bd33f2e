"""The whole job on live data: a GitHub of our own over HTTP, three nights long."""

import os
import subprocess

import pytest

from tests.github_server.server import TOKEN, GitHubServer
from tests.github_server.world import World

RULES = """# Contributing

All pull requests must:

- have at least one approval from `@octo/core`;
- pass CI before merge.

Issues must carry the label `bug` or `feature`.
"""


def serve_git(root, files):
    """Make `octo/cat` below `root`, with one commit from before the world begins."""
    work = root / "work"
    work.mkdir(parents=True)
    moment = "2026-01-05T10:00:00Z"
    who = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment} | {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", "Ann"), ("EMAIL", "ann@example.org"))
    }

    def git(*command):
        subprocess.run(
            ["git", *command],
            cwd=work,
            env={**os.environ, **who},
            check=True,
            capture_output=True,
        )

    git("init", "-q", "-b", "main")
    for path, text in files.items():
        (work / path).write_text(text)
    git("add", "-A")
    git("commit", "-q", "-m", "Rules")
    (root / "served" / "octo").mkdir(parents=True)
    git("clone", "-q", "--bare", ".", str(root / "served" / "octo" / "cat.git"))
    return root / "served"


def a_week_of_work(world):
    cat = world.repository("octo/cat")
    world.team("octo", "core", "bob", "cid")
    world.define_label(cat, "bug")
    issue = world.issue(cat, "ann", "Crash on start", "It fails.")
    world.label(issue, cat["labels"][0])
    good = world.pull_request(cat, "ann", "Mend the start", "Fixes #1")
    world.review(good, "bob", "APPROVED")
    world.merge(good, "bob")
    alone = world.pull_request(cat, "dan", "Hotfix for the queue")
    world.merge(alone, "dan", checks="FAILURE")
    return cat, alone


@pytest.fixture(scope="module")
def nights(refresh, tmp_path_factory):
    """Refresh, let the world go on for a day, refresh again."""
    folder = tmp_path_factory.mktemp("github")
    world = World()
    server = GitHubServer(world)
    server.git_root = serve_git(folder / "git", {"CONTRIBUTING.md": RULES})
    variables = {
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_API_URL": server.url,
        "GITHUB_GRAPHQL_URL": f"{server.url}/graphql",
        "GITHUB_SERVER_URL": server.url,
    }
    cat, alone = a_week_of_work(world)
    done, facts, calls = [], [], []

    def night():
        before = server.request_count
        result = refresh(folder / "data", "octo/cat", variables=variables)
        assert result.status == 0, result.err
        done.append(result)
        calls.append(server.request_count - before)
        facts.append(
            {
                row[0]: row[1:]
                for row in result.rows(
                    "select pull_request_id, approval_count, checks_state,"
                    " approved_by_team_ids, is_self_merged, closed_issue_ids"
                    " from pull_requests"
                )
            }
        )

    night()
    world.comment(alone, "eve", "Merged past the red checks because prod was down.")
    late = world.pull_request(cat, "eve", "Tidy up")
    world.review(late, "cid", "APPROVED")
    world.merge(late, "cid")
    night()
    night()
    yield done, facts, calls
    server.close()


def test_the_first_night_fills_the_facts_from_github(nights):
    _, facts, _ = nights
    assert facts[0]["octo/cat#2"] == (
        1,
        "passing",
        ["@octo/core"],
        False,
        ["octo/cat#1"],
    )
    assert facts[0]["octo/cat#3"] == (0, "failing", [], True, [])


def test_the_policies_are_judged_on_live_data(nights):
    done, _, _ = nights
    rows = done[-1].rows(
        """
        select results.subject_id, results.outcome
        from policy_results as results
        join policy_clauses as clauses using (policy_id)
        where contains(clauses.quote, 'approval')
        """
    )
    assert dict(rows) == {
        "octo/cat#2": "pass",
        "octo/cat#3": "fail",
        "octo/cat#4": "pass",
    }


def test_inferred_and_confirmed_overrides_are_told_apart(nights):
    done, _, _ = nights
    rows = done[1].rows(
        "select kind, is_confirmed from merge_overrides"
        " where pull_request_id = 'octo/cat#3'"
    )
    assert dict(rows) == {
        "failing_checks": False,
        "missing_approval": False,
        "stated_override": True,
    }


def test_the_next_night_adds_what_changed(nights):
    _, facts, _ = nights
    assert set(facts[1]) - set(facts[0]) == {"octo/cat#4"}
    assert facts[1]["octo/cat#4"][:2] == (1, "passing")
    assert facts[2] == facts[1]


def test_a_night_without_changes_costs_a_handful_of_requests(nights):
    done, _, calls = nights
    assert calls[2] <= 5
    ((counted,),) = done[2].rows(
        "select (cost->>'$.request_count')::int from runs order by run_id desc limit 1"
    )
    assert counted == calls[2]


def test_the_token_is_nowhere(nights):
    done, _, _ = nights
    data = done[-1].settings.data
    for file in data.rglob("*"):
        if file.is_file():
            assert TOKEN.encode() not in file.read_bytes(), file
    for result in done:
        assert TOKEN not in result.out + result.err
