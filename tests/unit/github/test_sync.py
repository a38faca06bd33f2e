"""What a sync loads, and what the next one finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest

from pipelines.extract import loading
from pipelines.extract.github.errors import GoneError
from pipelines.extract.staging import staged
from pipelines.extract.tables import RAW_TABLES
from tests.github_server.server import TOKEN
from tests.github_server.tables import differences, rows_of


@pytest.fixture
def raw(tmp_path):
    return tmp_path / "raw.duckdb"


@pytest.fixture
def repository(world):
    return world.repository("octo/cat")


def query(path, sql):
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as store (read_only)")
        connection.execute("use store.raw")
        return connection.execute(sql).fetchall()


def completeness(path):
    rows = query(path, "select kind, expected_count, loaded_count, reason from"
                       " completeness")  # fmt: skip
    return {kind: (expected, loaded, reason) for kind, expected, loaded, reason in rows}


def test_everything_under_an_item_is_loaded(world, repository, raw, sync):
    world.team("octo", "core", "ann")
    issue = world.issue(repository, "ann", "Broken", "It is")
    pull = world.pull_request(repository, "bob", "Fix", "fixes #1")
    world.label(issue, world.define_label(repository, "bug"))
    world.comment(issue, "cem", "Same here")
    world.review(pull, "ann", body="Well done")
    world.review_comment(pull, "ann", "A nit")
    world.request_review(pull, "dee")
    world.merge(pull, "ann")
    world.release(repository, "v1")
    world.milestone(repository, "M1")
    world.deploy(repository, "production")
    world.bypass(repository, world.push(repository, "eve"))
    summary = sync(raw)
    assert summary.failures == {}
    assert summary.withheld == {"octo/cat": {}}
    assert query(raw, "select number, state, author_id, closed_by_id from issues") == [
        (1, "closed", "ann", "ann")
    ]
    merged = "state, merged_by_id, merge_method, base_branch, head_branch"
    assert query(raw, f"select {merged} from pull_requests") == [
        ("merged", "ann", "squash", "main", "topic-2")
    ]
    assert query(raw, "select kind, body from comments order by 1") == [
        ("comment", "Same here"), ("review", "Well done"), ("review_comment", "A nit"),
    ]  # fmt: skip
    assert query(raw, "select state, reviewer_id from reviews") == [("approved", "ann")]
    assert query(raw, "select reviewer_id from review_requests") == [("dee",)]
    assert query(raw, "select action, label, actor_id from label_events") == [
        ("labeled", "bug", "ann")
    ]
    assert query(raw, "select number, target_number from item_links"
                      " where kind = 'closes'") == [(2, 1)]  # fmt: skip
    assert query(raw, "select name, conclusion from checks") == [("build", "passing")]
    assert query(raw, "select team_id, person_id from team_members") == [
        ("@octo/core", "ann")
    ]
    for table in ("releases", "milestones", "deployments", "rule_bypasses"):
        assert len(query(raw, f"select * from {table}")) == 1
    assert {kind for kind, (expected, loaded, _) in completeness(raw).items()
            if expected != loaded} == set()  # fmt: skip


def test_a_second_run_changes_nothing(world, repository, server, raw, sync):
    world.comment(world.issue(repository, "ann", "One"), "bob", "Text")
    sync(raw)
    before, asked = rows_of(raw, with_deleted=True), server.request_count
    sync(raw)
    assert differences(before, rows_of(raw, with_deleted=True)) == {}
    assert server.request_count - asked <= 5


def test_long_lists_are_followed_to_their_ends(world, repository, raw, sync):
    issue = world.issue(repository, "ann", "Long")
    pull = world.pull_request(repository, "bob", "Longer")
    label = world.define_label(repository, "bug")
    for number in range(230):
        world.comment(issue, "ann", f"Remark {number}")
    for _ in range(70):
        world.label(pull, label)
        world.unlabel(pull, label)
    sync(raw)
    assert query(raw, "select count(*) from comments") == [(230,)]
    assert query(raw, "select count(*) from label_events") == [(140,)]
    assert completeness(raw)["events"] == (140, 140, None)


def test_an_edited_review_comment_is_found_though_nothing_else_moved(
    world, repository, raw, sync
):
    pull = world.pull_request(repository, "bob", "Fix")
    comment = world.review_comment(pull, "ann", "A nit")
    sync(raw)
    world.edit_review_comment(comment, "More than a nit")
    sync(raw)
    assert query(raw, "select body from comments") == [("More than a nit",)]


def test_a_connection_is_found_on_both_sides_though_neither_moved(
    world, repository, raw, sync
):
    issue = world.issue(repository, "ann", "Broken")
    pull = world.pull_request(repository, "bob", "Fix")
    sync(raw)
    world.connect(pull, issue)
    sync(raw)
    links = query(raw, "select number, target_number, kind from item_links")
    assert sorted(links) == [
        (1, 2, "connected"),
        (2, 1, "closes"),
        (2, 1, "connected"),
    ]


def test_a_deleted_comment_stays_marked_as_deleted(world, repository, raw, sync):
    issue = world.issue(repository, "ann", "Broken")
    comment = world.comment(issue, "bob", "Never mind")
    sync(raw)
    world.delete_comment(issue, comment)
    sync(raw)
    found = query(raw, "select body, deleted_at is not null from comments")
    assert found == [("Never mind", True)]


def test_a_deleted_review_comment_is_found_by_the_count(world, repository, raw, sync):
    pull = world.pull_request(repository, "bob", "Fix")
    kept = world.review_comment(pull, "ann", "Kept")
    gone = world.review_comment(pull, "ann", "Gone")
    sync(raw)
    world.delete_review_comment(gone)
    sync(raw)
    found = query(raw, "select body from comments where deleted_at is null")
    assert found == [(kept["body"],)]


@pytest.mark.parametrize("moved_to", [None, "octo/other/issues/5"])
def test_an_item_that_is_gone_is_marked_as_deleted(
    world, repository, raw, sync, moved_to
):
    issues = [world.issue(repository, "ann", f"Issue {number}") for number in range(3)]
    world.comment(issues[1], "bob", "A remark")
    sync(raw)
    world.delete(repository, issues[1], moved_to)
    sync(raw)
    found = query(raw, "select number from issues where deleted_at is not null")
    assert found == [(2,)]
    assert query(raw, "select * from comments where deleted_at is null") == []
    assert completeness(raw)["issues"] == (2, 2, None)


def test_many_items_that_vanish_at_once_are_not_believed_to_be_deleted(
    world, repository, raw, sync
):
    issues = [world.issue(repository, "ann", f"Issue {number}") for number in range(40)]
    sync(raw)
    for issue in issues[:30]:
        world.delete(repository, issue)
    summary = sync(raw)
    assert query(raw, "select count(*) from issues where deleted_at is null") == [(40,)]
    assert "30 vanished at once" in summary.withheld["octo/cat"]["issues"]


def test_a_renamed_label_is_renamed_everywhere(world, repository, raw, sync):
    label = world.define_label(repository, "bug")
    world.label(world.issue(repository, "ann", "Broken"), label)
    sync(raw)
    world.rename_label(label, "type: bug")
    sync(raw)
    for table, column in (("labels", "name"), ("item_labels", "label"),
                          ("label_events", "label")):  # fmt: skip
        assert query(raw, f"select {column} from {table}") == [("type: bug",)]


def test_a_deleted_label_leaves_its_items_but_not_its_history(
    world, repository, raw, sync
):
    label = world.define_label(repository, "bug")
    world.label(world.issue(repository, "ann", "Broken"), label)
    sync(raw)
    world.delete_label(repository, label)
    sync(raw)
    assert query(raw, "select * from item_labels") == []
    assert query(raw, "select name from labels where deleted_at is not null") == [
        ("bug",)
    ]
    assert query(raw, "select label from label_events") == [("bug",)]


def test_a_dismissed_approval_keeps_when_it_stood(world, repository, raw, sync):
    pull = world.pull_request(repository, "bob", "Fix")
    world.dismiss(pull, world.review(pull, "ann"))
    sync(raw)
    found = query(raw, "select state, dismissed_at > submitted_at from reviews")
    assert found == [("approved", True)]


def test_checks_stand_as_of_the_merge(world, repository, raw, sync):
    pull = world.pull_request(repository, "bob", "Fix")
    world.merge(pull, checks="FAILURE")
    merged = world.now
    later = (merged + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    before = (merged - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    run = pull["statusCheckRollup"]["contexts"][0]
    pull["statusCheckRollup"]["contexts"] += [
        run | {"id": "CR_again", "startedAt": later, "completedAt": later,
               "conclusion": "SUCCESS", "_seq": 10**6},
        run | {"id": "CR_slow", "name": "slow", "startedAt": before,
               "completedAt": later, "conclusion": "FAILURE", "_seq": 10**6 + 1},
    ]  # fmt: skip
    sync(raw)
    found = query(raw, "select name, conclusion from checks order by 1")
    assert found == [("build", "failing"), ("slow", "pending")]


@pytest.mark.parametrize("forbidden", [set(), {"Commit.checkSuites"}])
def test_what_later_reports_hide_is_asked_for_together(
    forbidden, world, repository, server, raw, sync, monkeypatch
):
    from tests.github_server import graphql_api

    pulls = [world.pull_request(repository, "bob", f"Fix {n}") for n in range(30)]
    for pull in pulls:
        world.merge(pull, checks="FAILURE")
    later = world.tick()
    answer = graphql_api.answer

    def latest_alone(world, query, variables, forbidden, **options):
        """A rollup shows the last report of a check, the list of all runs all."""
        for pull in pulls:
            (run, *_) = pull["statusCheckRollup"]["contexts"]
            again = run | {
                "id": f"{run['id']}b", "startedAt": later, "completedAt": later,
                "conclusion": "SUCCESS", "_seq": run["_seq"] + 10**6,
            }  # fmt: skip
            whole = "AllRunsById" in query
            pull["statusCheckRollup"]["contexts"] = [run, again] if whole else [again]
        found = answer(world, query, variables, forbidden, **options)
        for pull, run in zip(pulls, first, strict=True):
            pull["statusCheckRollup"]["contexts"] = [run]
        return found

    first = [pull["statusCheckRollup"]["contexts"][0] for pull in pulls]
    monkeypatch.setattr(graphql_api, "answer", latest_alone)
    server.forbidden = forbidden
    asked = server.request_count
    sync(raw)
    found = query(raw, "select distinct conclusion from checks")
    assert found == [("failing",)]
    by_commit = server.request_count - asked
    assert by_commit > 30 if forbidden else by_commit < 30


def test_checks_that_github_no_longer_keeps_are_unknown_not_absent(
    world, repository, raw, sync
):
    old = world.pull_request(repository, "bob", "Old")
    world.merge(old)
    old["statusCheckRollup"] = None
    world.now += timedelta(days=420)
    new = world.pull_request(repository, "bob", "New")
    world.merge(new)
    new["statusCheckRollup"] = None
    sync(raw)
    assert query(raw, "select number, conclusion from checks") == [(1, "unknown")]


def test_checks_once_read_are_never_overwritten_by_nothing(
    world, repository, raw, sync
):
    pull = world.pull_request(repository, "bob", "Fix")
    world.merge(pull)
    sync(raw)
    pull["statusCheckRollup"] = None
    world.comment(pull, "ann", "Thanks")
    sync(raw)
    assert query(raw, "select conclusion from checks") == [("passing",)]


def test_checks_left_out_without_a_word_are_unknown_where_rest_refuses_them(
    world, repository, server, raw, sync
):
    pull = world.pull_request(repository, "bob", "Fix")
    world.merge(pull)
    pull["statusCheckRollup"] = None
    server.forbidden = {"/commits"}
    summary = sync(raw)
    assert summary.withheld["octo/cat"]["checks"].startswith("Checks: read")
    assert query(raw, "select conclusion from checks") == [("unknown",)]


def test_a_result_that_a_later_one_hides_is_unknown_where_it_may_not_be_read(
    world, repository, server, raw, sync
):
    pull = world.pull_request(repository, "bob", "Fix")
    world.merge(pull)
    (check,) = pull["statusCheckRollup"]["contexts"]
    later = world.tick()
    check |= {"startedAt": later, "completedAt": later}
    server.forbidden = {"/commits", "Commit.checkSuites"}
    sync(raw)
    assert query(raw, "select name, conclusion from checks") == [("build", "unknown")]


def test_a_rule_says_which_checks_are_required(world, repository, raw, sync):
    world.merge(world.pull_request(repository, "bob", "Fix"))
    sync(raw)
    world.require_check(repository, "build")
    sync(raw)
    assert query(raw, "select name, is_required from checks") == [("build", True)]


def test_what_the_token_may_not_read_is_told_and_the_rest_is_read(
    world, repository, server, raw, sync
):
    world.merge(world.pull_request(repository, "bob", "Fix"))
    server.forbidden = {
        "/rulesets", "/rules", "Repository.deployments", "Organization.teams",
        "PullRequest.statusCheckRollup",
    }  # fmt: skip
    summary = sync(raw)
    assert summary.failures == {}
    withheld = summary.withheld["octo/cat"]
    assert withheld["checks"].startswith("Checks: read")
    assert withheld["teams"].startswith("Members: read")
    assert withheld["rule_bypasses"].startswith("administration=read")
    assert {"deployments", "branch_rules"} <= set(withheld)
    assert query(raw, "select conclusion from checks") == [("unknown",)]
    for kind in withheld:
        expected, _, reason = completeness(raw)[kind]
        assert expected is None
        assert reason
    assert query(raw, "select state from pull_requests") == [("merged",)]


def test_a_repository_that_fails_does_not_stop_the_others(world, repository, raw, sync):
    world.issue(repository, "ann", "One")
    summary = sync(raw, "octo/none", "octo/cat")
    assert summary.repository_ids == ("octo/cat",)
    assert isinstance(summary.failures["octo/none"], GoneError)
    assert query(raw, "select title from issues") == [("One",)]


def test_completeness_says_what_is_as_of_an_earlier_run(
    world, repository, server, raw, sync
):
    world.issue(repository, "ann", "One")
    sync(raw)
    world.issue(repository, "ann", "Two")
    server.fault = lambda number, path: "reset" if "graphql" in path else None
    summary = sync(raw)
    assert set(summary.failures) == {"octo/cat"}
    assert "could not read" in completeness(raw)["issues"][2]
    server.fault = lambda number, path: None
    sync(raw)
    assert completeness(raw)["issues"] == (2, 2, None)


def test_a_renamed_repository_keeps_its_history(world, repository, raw, sync):
    world.issue(repository, "ann", "One")
    world.merge(world.pull_request(repository, "bob", "Fix", "Fixes #1"))
    sync(raw)
    repository["nameWithOwner"] = "octo/lion"
    world.repositories["octo/lion"] = world.repositories["octo/cat"]
    world.issue(repository, "ann", "Two")
    sync(raw)
    found = query(raw, "select repository_id, number from issues order by 2")
    assert found == [("octo/lion", 1), ("octo/lion", 3)]
    assert query(raw, "select repository_id from repositories") == [("octo/lion",)]
    urls = query(raw, "select distinct url from pull_requests")
    assert urls == [("https://github.com/octo/lion/pull/2",)]
    closer = "select details->'$.closer'->>'$.repository' from timeline_events"
    assert query(raw, f"{closer} where kind = 'closed' and number = 1") == [
        ("octo/lion",)
    ]


def test_an_item_that_breaks_the_server_does_not_stop_the_others(
    world, repository, server, raw, sync, monkeypatch
):
    for number in range(3):
        world.issue(repository, "ann", f"Issue {number}")
    from tests.github_server import graphql_api

    answer = graphql_api.answer

    def breaking(world, query, variables, forbidden):
        found = answer(world, query, variables, forbidden)
        if "Issue 1" in str(found):
            return {"errors": [{"message": "Something went wrong"}]}
        return found

    monkeypatch.setattr(graphql_api, "answer", breaking)
    summary = sync(raw)
    assert summary.failures == {}
    found = query(raw, "select title from issues order by 1")
    assert found == [("Issue 0",), ("Issue 2",)]
    assert completeness(raw)["issues"][:2] == (3, 2)
    assert ("octo/cat#2",) in query(raw, "select item_id from unreadable")


@pytest.mark.parametrize("stop", [3, 6, 9, 12])
def test_a_run_that_is_killed_goes_on_where_it_stopped(
    world, repository, client, server, raw, tmp_path, sync, stop, monkeypatch
):
    for number in range(4):
        issue = world.issue(repository, "ann", f"Issue {number}")
        for _ in range(130):
            world.comment(issue, "bob", "A remark")
    pull = world.pull_request(repository, "bob", "Fix")
    world.review_comment(pull, "ann", "A nit")
    world.merge(pull)
    send, sent = client.transport._once, []

    def killed(*arguments):
        sent.append(arguments)
        if len(sent) == stop:
            raise KeyboardInterrupt
        return send(*arguments)

    monkeypatch.setattr(client.transport, "_once", killed)
    with pytest.raises(KeyboardInterrupt):
        sync(raw)
    assert query(raw, "from issues") == []
    world.comment(issue, "cem", "Said in between")
    monkeypatch.setattr(client.transport, "_once", send)
    sync(raw)
    sync(tmp_path / "fresh.duckdb")
    assert differences(rows_of(raw), rows_of(tmp_path / "fresh.duckdb")) == {}


def test_the_token_is_nowhere_on_disk(world, repository, raw, sync, tmp_path, said):
    world.issue(repository, "ann", "One")
    sync(raw)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert TOKEN.encode() not in file.read_bytes()
    assert TOKEN not in said.getvalue()


def test_a_merge_queues_own_checks_count_for_what_it_merged(
    world, repository, raw, sync
):
    pull = world.pull_request(repository, "bob", "Fix")
    world.event(pull, "AddedToMergeQueueEvent", "ann")
    world.merge(pull, "ann")
    on_head = pull["statusCheckRollup"]["contexts"][0]
    on_queue = on_head | {"id": "CR_queue", "name": "integration", "_seq": 10**6}
    pull["mergeCommit"]["statusCheckRollup"] = {
        "__typename": "StatusCheckRollup", "contexts": [on_queue]
    }  # fmt: skip
    sync(raw)
    assert query(raw, "select merge_method from pull_requests") == [("queue",)]
    assert query(raw, "select name from checks order by 1") == [
        ("build",), ("integration",),
    ]  # fmt: skip


def test_the_checks_of_merge_queues_are_asked_for_together(
    world, repository, raw, sync, monkeypatch
):
    from tests.github_server import graphql_api

    for number in range(120):
        pull = world.pull_request(repository, "bob", f"Fix {number}")
        if number % 10 == 0:
            world.event(pull, "AddedToMergeQueueEvent", "ann")
        world.merge(pull, "ann")
    asked, answer = [], graphql_api.answer

    def counting(world, query, variables, forbidden):
        asked.extend(["queue"] if "QueueChecksById" in query else [])
        return answer(world, query, variables, forbidden)

    monkeypatch.setattr(graphql_api, "answer", counting)
    sync(raw)
    assert asked == ["queue"]


def test_an_item_that_came_from_elsewhere_is_found_by_the_count(
    world, repository, raw, sync
):
    world.issue(repository, "ann", "One")
    sync(raw)
    moved = world.issue(repository, "bob", "From elsewhere")
    moved["createdAt"] = moved["updatedAt"] = "2020-01-01T00:00:00Z"
    sync(raw)
    found = query(raw, "select title from issues order by number")
    assert found == [("One",), ("From elsewhere",)]


def test_a_changed_login_is_changed_everywhere(world, repository, raw, sync, tmp_path):
    issue = world.issue(repository, "ann", "Broken")
    world.label(issue, world.define_label(repository, "bug"), "ann")
    pull = world.pull_request(repository, "ann", "Fix")
    world.request_review(pull, "dee")
    world.review(pull, "dee")
    world.review_comment(pull, "ann", "A nit")
    world.merge(pull, "ann")
    sync(raw)
    world.rename_user("ann", "anna")
    world.rename_user("dee", "ann")  # who takes the login that is free now
    sync(raw)
    sync(tmp_path / "fresh.duckdb")
    assert differences(rows_of(raw), rows_of(tmp_path / "fresh.duckdb")) == {}
    assert query(raw, "select distinct author_id from comments") == [("anna",)]


def test_labels_beyond_the_first_page_are_looked_at_in_a_quiet_night(
    world, repository, server, raw, sync
):
    labels = [world.define_label(repository, f"label {n}") for n in range(250)]
    issue = world.issue(repository, "ann", "Broken")
    world.label(issue, labels[120])
    world.label(issue, labels[230])
    sync(raw)
    before = server.request_count
    sync(raw)
    assert server.request_count - before <= 5
    world.rename_label(labels[120], "renamed")
    world.delete_label(repository, labels[230])
    sync(raw)
    assert query(raw, "select label from item_labels") == [("renamed",)]
    assert query(raw, "select name from labels where deleted_at is not null") == [
        ("label 230",)
    ]


def test_a_milestone_of_another_title_is_followed(world, repository, raw, sync):
    first, second = (world.milestone(repository, name) for name in ("M1", "M2"))
    for milestone in (first, second):
        issue = world.issue(repository, "ann", "Broken")
        issue["milestone"] = milestone
    sync(raw)
    world.rename_milestone(first, "M2 at last")
    repository["milestones"].remove(second)
    repository["issues"][1]["milestone"] = None
    sync(raw)
    found = query(raw, "select number, milestone from issues order by 1")
    assert found == [(1, "M2 at last"), (2, None)]


def test_an_item_that_came_from_elsewhere_is_found_though_another_one_went(
    world, repository, raw, sync, tmp_path
):
    other = world.repository("octo/dog")
    came = world.issue(other, "ann", "From the dog")
    went = world.issue(repository, "ann", "To be deleted")
    world.issue(repository, "ann", "Stays")
    sync(raw, "octo/cat", "octo/dog")
    world.delete(repository, went)
    world.transfer(came, repository)
    sync(raw, "octo/cat", "octo/dog")
    living = "select repository_id, title from issues where deleted_at is null"
    found = query(raw, f"{living} order by number")
    assert found == [("octo/cat", "Stays"), ("octo/cat", "From the dog")]


def test_what_closes_an_issue_that_moved_follows_it(world, repository, raw, sync):
    other = world.repository("octo/dog")
    issue = world.issue(repository, "ann", "Of the dog")
    world.pull_request(repository, "bob", "Fix", "Fixes #1")
    sync(raw, "octo/cat", "octo/dog")
    world.transfer(issue, other)
    sync(raw, "octo/cat", "octo/dog")
    links = (
        "select number, target_repository_id, target_number from item_links"
        " where kind = 'closes'"
    )
    assert query(raw, links) == [(2, "octo/dog", 1)]


def test_a_team_names_the_team_above_it(world, repository, raw, sync):
    above = world.team("octo", "all")
    world.team("octo", "core", "ann", parent=above)
    sync(raw)
    found = query(raw, "select team_id, parent_team_id from teams order by 1")
    assert found == [("@octo/all", None), ("@octo/core", "@octo/all")]


def test_classic_protection_is_looked_at_in_a_quiet_night(world, repository, raw, sync):
    world.merge(world.pull_request(repository, "bob", "Fix"))
    sync(raw)
    world.protect(repository, "build")
    sync(raw)
    assert query(raw, "select name, is_required from checks") == [("build", True)]


@pytest.fixture
def many(world):
    """Fifteen repositories, each with a review comment."""
    comments = {}
    for number in range(15):
        repository = world.repository(f"octo/r{number}")
        pull = world.pull_request(repository, "bob", "Fix")
        comments[repository["nameWithOwner"]] = world.review_comment(pull, "ann", "A")
    return comments


def edited(raw):
    found = query(raw, "select count(*) from comments where body = 'More than that'")
    return found[0][0]


def test_small_quiet_repositories_are_looked_at_as_a_whole(
    world, server, raw, sync, many
):
    sync(raw, *many)
    for comment in many.values():  # which no time of a pull request shows
        world.edit_review_comment(comment, "More than that")
    gone = many["octo/r3"]
    world.repositories["octo/r3"]["_review_comments"].remove(gone)
    one, other = (world.repositories[f"octo/r{n}"]["pullRequests"][0] for n in (4, 5))
    world.connect(one, other)
    world.team("octo", "core", "ann")
    sync(raw, *many)
    assert edited(raw) == 14
    assert query(raw, "select repository_id from comments where deleted_at is not null"
                 ) == [("octo/r3",)]  # fmt: skip
    events = query(raw, "select repository_id from timeline_events order by 1")
    assert events == [("octo/r4",), ("octo/r5",)]
    assert query(raw, "select count(*) from team_members") == [(15,)]
    before = server.request_count
    sync(raw, *many)
    assert server.request_count - before <= 4


def test_each_of_many_quiet_repositories_has_its_turn(
    world, server, raw, sync, many, monkeypatch
):
    # A server that gives no comments by their ids, as if they were too many.
    monkeypatch.setattr(world, "review_comment_of", lambda node_id: None)
    sync(raw, *many)
    sync(raw, *many)  # finds out
    for comment in many.values():
        world.edit_review_comment(comment, "More than that")
    for _ in range(6):
        before = server.request_count
        sync(raw, *many)
        assert server.request_count - before <= 10
    assert edited(raw) == 15


def test_a_file_of_an_earlier_version_gets_what_it_lacks(repository, raw, sync):
    with pytest.MonkeyPatch.context() as earlier:
        earlier.setattr(loading, "RAW_TABLES", tuple(map(_older, RAW_TABLES)))
        with staged(raw) as copy:
            loading.load(copy, [], disposition="merge", source_name="github")
        sync(raw)
    with pytest.raises(duckdb.BinderException):
        query(raw, "select commit_sha from releases")
    sync(raw)  # in which nothing is to be read
    assert query(raw, "select commit_sha from releases") == []


def _older(table):
    if table.name != "releases":
        return table
    known = {one: kind for one, kind in table.columns.items() if one != "commit_sha"}
    return replace(table, columns=known)


def test_a_release_names_its_commit(world, repository, raw, sync):
    release = world.release(repository, "v1.0")
    sync(raw)
    found = query(raw, "select tag, commit_sha from releases")
    assert found == [("v1.0", release["tagCommit"]["oid"])]


def test_a_comment_that_vanishes_without_a_trace_is_found(world, repository, raw, sync):
    issues = [world.issue(repository, "ann", f"Issue {n}") for n in range(40)]
    comments = [world.comment(issue, "bob", "Spam") for issue in issues]
    sync(raw)
    issues[25]["comments"].remove(comments[25])  # GitHub moves no time for it
    sync(raw)
    found = query(raw, "select number from comments where deleted_at is not null")
    assert found == [(26,)]


def test_a_mention_from_another_repository_is_found(world, repository, raw, sync):
    other = world.repository("octo/dog")
    issue = world.issue(repository, "ann", "Mentioned elsewhere")
    source = world.issue(other, "ann", "See octo/cat#1")
    sync(raw, "octo/cat", "octo/dog")
    world.silent_event(
        issue, "CrossReferencedEvent", "ann", source=source, isCrossRepository=True,
        willCloseTarget=False,
    )  # fmt: skip
    sync(raw, "octo/cat", "octo/dog")
    found = query(raw, "select repository_id, target_number from item_links")
    assert found == [("octo/dog", 1)]


def test_an_older_deployment_that_changed_is_read_again(world, repository, raw, sync):
    deployments = [world.deploy(repository, f"env-{n}") for n in range(20)]
    sync(raw)
    deployments[3] |= {"state": "INACTIVE", "updatedAt": world.tick()}
    deployments[3]["latestStatus"] = None
    world.deploy(repository, "env-20")
    sync(raw)
    found = query(raw, "select environment from deployments where state = 'inactive'")
    assert found == [("env-3",)]


def test_answers_of_another_form_stop_one_repository_alone(
    world, repository, server, raw, sync, monkeypatch
):
    from tests.github_server import graphql_api

    world.issue(repository, "ann", "One")
    world.issue(world.repository("octo/dog"), "ann", "Two")
    answer = graphql_api.answer

    def odd(world, query, variables, forbidden):
        found = answer(world, query, variables, forbidden)
        if variables.get("name") == "cat" and "IssuesPage" in query:
            found["data"]["repository"]["issues"] = {"nodes": [{"number": "?"}]}
        return found

    monkeypatch.setattr(graphql_api, "answer", odd)
    summary = sync(raw, "octo/cat", "octo/dog")
    assert set(summary.failures) == {"octo/cat"}
    assert summary.repository_ids == ("octo/dog",)
