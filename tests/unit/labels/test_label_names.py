"""A name stands for another only by words, spelling or a listed synonym."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.read.labels import (
    DocumentedLabel,
    Swap,
    facet_of,
    label_conflicts,
    name_labels,
    read_documented_labels,
    severity_of,
)


def said(name, alias_of=None, standing="preferred", *, year=None, line=1):
    return DocumentedLabel(
        name=name,
        facet=facet_of(alias_of or name),
        standing="deprecated" if alias_of and standing == "preferred" else standing,
        alias_of=alias_of,
        description="",
        line=line,
        quote=f"words about {name}",
        path="LABELS.md",
        said_at=datetime(year, 1, 1, tzinfo=UTC) if year else None,
    )


def canonical(used, documented=(), **more):
    rows = name_labels(used, list(documented), **more)
    return {row.name: row.canonical_name for row in rows}


@pytest.mark.parametrize(
    ("used", "documented"),
    [
        ("SEV-1", "sev1"),
        ("severity/1", "sev1"),
        ("S1", "sev1"),
        ("Severity: 1", "sev1"),
        ("good-first-issue", "good first issue"),
        ("Good_First_Issue", "good first issue"),
        ("🐛 bug", "bug"),
        (":bug: bug", "bug"),
        ("bugs", "bug"),
        ("type:bug", "bug"),
        ("kind/bug", "type:bug"),
        ("type::bug", "type: bug"),
        ("backend", "area:backend"),
        ("component/api", "area:api"),
        ("in-progress", "status: in progress"),
        ("high priority", "priority:high"),
        ("P1", "priority/1"),
        ("windows", "os/windows"),
        ("source-public", "source::public"),
        ("NeedsTriage", "needs-triage"),
        ("P0", "priority: p0"),
        ("good 1st issue", "good first issue"),
        ("c++", "lang/c++"),
        ("APIs", "area/api"),
        ("bug (deprecated)", "bug"),
    ],
)
def test_a_variant_by_spelling_stands_for_the_documented_name(used, documented) -> None:
    [row] = [r for r in name_labels({used: 3}, [said(documented)]) if r.name == used]
    assert (row.canonical_name, row.reason) == (documented, "spelling")
    assert (row.is_canonical, row.is_documented) == (False, False)
    assert (row.reason_path, row.reason_line) == ("LABELS.md", 1)


@pytest.mark.parametrize(
    ("used", "documented"),
    [
        ("defect", "bug"),
        ("feature request", "enhancement"),
        ("docs", "documentation"),
        ("beginner", "good first issue"),
        ("kind/defect", "type:bug"),
        ("wip", "in progress"),
        ("win", "os/windows"),
        ("needs more info", "triage/needs-information"),
    ],
)
def test_a_listed_synonym_stands_for_the_documented_name(used, documented) -> None:
    [row] = [r for r in name_labels({used: 3}, [said(documented)]) if r.name == used]
    assert (row.canonical_name, row.reason) == (documented, "synonym")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("area:api", "area:app"),
        ("sev1", "sev10"),
        ("sev1", "sev2"),
        ("v1", "v2"),
        ("v1.0", "v10"),
        ("priority-high", "sev1"),
        ("priority:1", "sev1"),
        ("severity:high", "priority:high"),
        ("p1", "s1"),
        ("team/security", "security"),
        ("area:bug", "type:bug"),
        ("needs-docs", "docs"),
        ("test", "tested"),
        ("new", "news"),
        ("sig/network", "area/network"),
        ("release-1.2", "release-12"),
        ("ci", "cli"),
        ("size/s", "size/xs"),
        ("blocked", "blocker"),
        ("enhancement", "area/enhancements"),
        ("3", "sev3"),
        ("api", "api-breaking"),
        ("c", "c++"),
        ("c#", "c++"),
        ("bug", "bug?"),
        ("size: <10", "size: >10"),
        ("window", "windows"),
        ("net", ".net"),
        ("docs", "needs-docs"),
        ("reproduction", "needs reproduction"),
    ],
)
def test_labels_that_merely_look_alike_stay_apart(one, other) -> None:
    assert canonical({one: 3}, [said(other)])[one] == one
    assert canonical({other: 3}, [said(one)])[other] == other
    assert canonical({one: 3, other: 2}) == {one: one, other: other}


def test_two_documented_labels_are_one_only_by_the_words_of_a_document() -> None:
    both = [said("bug"), said("type:bug")]
    assert canonical({"bug": 3, "type:bug": 2}, both) == {
        "bug": "bug",
        "type:bug": "type:bug",
    }
    old = [said("bug", "type:bug"), said("type:bug")]
    assert canonical({"bug": 3, "type:bug": 2}, old)["bug"] == "type:bug"


def test_the_words_of_a_document_are_the_reason_with_their_place() -> None:
    documented = [said("priority-high", "sev1", line=7), said("sev1")]
    row = {r.name: r for r in name_labels({"priority-high": 4}, documented)}[
        "priority-high"
    ]
    assert (row.canonical_name, row.reason) == ("sev1", "documented_alias")
    assert (row.reason_line, row.reason_quote) == (7, "words about priority-high")
    assert (row.severity, row.facet, row.is_deprecated) == (1, "severity", True)


def test_a_variant_of_an_alias_follows_it_to_the_root() -> None:
    documented = [said("bug", "type:bug"), said("type:bug")]
    assert canonical({"Bug": 1}, documented)["Bug"] == "type:bug"


def test_a_rename_that_maintainers_made_counts() -> None:
    [row] = [
        r
        for r in name_labels(
            {"stuck": 2, "frozen": 4}, [], renames=[("stuck", "frozen")]
        )
        if r.name == "stuck"
    ]
    assert (row.canonical_name, row.reason) == ("frozen", "declared_rename")


def test_without_documents_the_name_in_use_most_is_canonical() -> None:
    assert canonical({"good-first-issue": 2, "good first issue": 9}) == {
        "good-first-issue": "good first issue",
        "good first issue": "good first issue",
    }


def test_a_circle_of_renames_ends_somewhere() -> None:
    found = canonical({"a": 1, "b": 1}, renames=[("a", "b"), ("b", "a")])
    assert set(found) == {"a", "b"}
    assert len(set(found.values())) == 1


def test_a_member_of_a_documented_family_is_documented() -> None:
    rows = {
        r.name: r for r in name_labels({"area:web": 2, "web2": 1}, [said("area:*")])
    }
    assert rows["area:web"].is_documented
    assert not rows["web2"].is_documented


def test_a_label_beside_a_family_stands_for_the_member_of_its_name() -> None:
    documented = [said("infra", "area:*"), said("area:infra")]
    assert canonical({"infra": 2}, documented)["infra"] == "area:infra"


def test_the_newer_statement_wins_and_the_conflict_is_reported() -> None:
    documented = [
        said("sev-1", "sev1", year=2022),
        said("sev1", year=2022),
        said("sev-1", year=2024, line=9),
        said("sev1", "sev-1", year=2024, line=9),
    ]
    assert canonical({"sev1": 3, "sev-1": 1}, documented)["sev1"] == "sev-1"
    found = {c.name: (c.newer.line, c.older.line) for c in label_conflicts(documented)}
    assert found == {"sev-1": (9, 1), "sev1": (9, 1)}


def test_statements_that_agree_are_no_conflict() -> None:
    assert label_conflicts([said("a", "b"), said("b"), said("a", "b", line=2)]) == []


def test_a_prescribed_label_is_not_a_variant_of_one_that_is_only_mentioned() -> None:
    mentioned = read_documented_labels("# Labels\n\n- `bug`, `type:bug`\n", path="L.md")
    prescribed = [said("type:bug", line=3)]
    assert canonical({"bug": 5}, [*mentioned, *prescribed])["bug"] == "type:bug"


@pytest.mark.parametrize(
    ("name", "facet", "severity"),
    [
        ("sev1", "severity", 1),
        ("SEV-0", "severity", 1),
        ("severity: critical", "severity", 1),
        ("severity/minor", "severity", 4),
        ("S2", "severity", 2),
        ("sev10", "severity", None),
        ("priority:high", "priority", None),
        ("P0", "priority", None),
        ("kind/bug", "type", None),
        ("area:api", "area", None),
        ("topic:io", "area", None),
        ("needs-triage", "status", None),
        ("help wanted", "community", None),
        ("purple", "other", None),
    ],
)
def test_facet_and_severity_follow_from_the_name(name, facet, severity) -> None:
    assert (facet_of(name), severity_of(name)) == (facet, severity)


def test_the_same_labels_in_another_order_give_the_same_names() -> None:
    documented = [said("type:bug"), said("good first issue"), said("area:api")]
    names = ["Bug", "defect", "good-first-issue", "api", "kind/bug"]
    forward = canonical(dict.fromkeys(names, 1), documented)
    backward = canonical(dict.fromkeys(reversed(names), 1), documented[::-1])
    assert forward == backward


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Deprecated, use kind/fault instead", "kind/fault"),
        ("DEPRECATED: replaced by `kind/fault`", "kind/fault"),
        ("[obsolete] see kind/fault", "kind/fault"),
        ("Do not use. -> kind/fault", "kind/fault"),
        ("Alias of kind/fault.", "kind/fault"),
        ("Please use the label kind/fault instead", "kind/fault"),
        ("Something that we use kind/fault with", "glitch"),
        ("Deprecated, use kind/fault-tolerance instead", "glitch"),
        ("A glitch, see the wiki", "glitch"),
        ("", "glitch"),
    ],
)
def test_a_description_says_what_a_label_stands_for(description, expected) -> None:
    rows = name_labels(
        {"glitch": 2, "kind/fault": 1}, [], descriptions={"glitch": description}
    )
    [row] = [row for row in rows if row.name == "glitch"]
    assert row.canonical_name == expected
    assert row.reason == ("itself" if expected == "glitch" else "description")


def test_a_description_names_the_former_label() -> None:
    found = canonical(
        {"glitch": 2, "kind/fault": 1},
        descriptions={"kind/fault": "What went wrong (formerly glitch)"},
    )
    assert found["glitch"] == "kind/fault"


def test_a_label_file_names_the_former_label_in_a_description() -> None:
    text = "- {name: fault, color: f00, description: Renamed from glitch}"
    documented = read_documented_labels(text, path="labels.yml")
    assert canonical({"glitch": 2}, documented)["glitch"] == "fault"


def test_a_description_alone_can_retire_a_label() -> None:
    rows = name_labels({"glitch": 2}, [], descriptions={"glitch": "No longer used"})
    assert [row.is_deprecated for row in rows] == [True]


def test_a_description_does_not_overrule_a_document() -> None:
    found = canonical(
        {"glitch": 2},
        [said("glitch"), said("fault")],
        descriptions={"glitch": "Deprecated, use fault"},
    )
    assert found["glitch"] == "glitch"


def test_synonyms_that_maintainers_describe_each_are_two_labels() -> None:
    described = {"enhancement": "Make it better", "feature": "Something new"}
    used = {"enhancement": 4, "feature": 9}
    assert canonical(used)["enhancement"] == "feature"
    assert canonical(used, descriptions=described)["enhancement"] == "enhancement"


def bulk(**changes):
    given = {
        "removed": "glitch", "added": "fault", "count": 40, "busiest_day_count": 38,
        "removal_count": 41, "later_count": 0, "carried_count": 0,
    }  # fmt: skip
    return Swap(**given | changes)


@pytest.mark.parametrize(
    ("swap", "expected"),
    [
        (bulk(), "fault"),
        (bulk(later_count=1), "glitch"),
        (bulk(carried_count=3), "glitch"),
        (bulk(busiest_day_count=9), "glitch"),
        (bulk(removal_count=90), "glitch"),
    ],
)
def test_a_label_swapped_in_bulk_stands_for_the_other(swap, expected) -> None:
    [row] = [
        r for r in name_labels({"glitch": 1, "fault": 9}, [], swaps=[swap])
        if r.name == "glitch"
    ]  # fmt: skip
    assert row.canonical_name == expected
    assert row.reason == ("bulk_swap" if expected == "fault" else "itself")


def test_a_state_that_moves_on_in_bulk_is_no_rename() -> None:
    swap = bulk(removed="needs triage", added="triaged")
    found = canonical({"needs triage": 1, "triaged": 9}, swaps=[swap])
    assert found["needs triage"] == "needs triage"


def test_swaps_decide_between_several_that_the_spelling_allows() -> None:
    documented = [said("os/windows"), said("desktop/windows")]
    assert canonical({"windows": 3}, documented)["windows"] == "windows"
    swap = bulk(removed="windows", added="os/windows", count=2, busiest_day_count=1)
    assert (
        canonical({"windows": 3}, documented, swaps=[swap])["windows"] == "os/windows"
    )
