"""Where the links between documents of incidents lead."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.links import path_of_link
from pipelines.read.incidents.references import linked_items, repository_named


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("a.md", "docs/pm/a.md"),
        ("./a.md#timeline", "docs/pm/a.md"),
        ("../a%20b.md", "docs/a b.md"),
        ("/pm/a.md", "pm/a.md"),
        ("https://github.com/o/r/blob/main/pm/a.md", "pm/a.md"),
        ("https://github.com/O/R/blob/v1/pm/a.md?plain=1", "pm/a.md"),
        ("https://github.com/o/other/blob/main/pm/a.md", None),
        ("https://example.org/a.md", None),
        ("../../../a.md", None),
        ("mailto:a@example.org", None),
        ("#timeline", None),
    ],
)
def test_a_link_leads_to_a_path_or_out_of_the_repository(target, path) -> None:
    assert path_of_link(target, "docs/pm/README.md", "o/r") == path


def test_an_entry_names_the_documents_that_it_links_to() -> None:
    text = (
        "# Incidents\n\n## 2024-03-04 Queue stuck\n\nSee [all of it](pm/queue.md) and"
        " [#12](https://github.com/o/r/issues/12).\n"
    )
    [entry] = read_incidents(text, path="log.md", kind="incident_log").entries
    assert entry.document_links == ("pm/queue.md",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see search#210", (("search", 210),)),
        ("PR#12 and issue#13", ((None, 12), (None, 13))),
        ("INC#7, guide.md#3, @ana#4", ()),
        ("docs/mill/wheel.md#12, docs/wheel.yml#3", ()),
        ("acme/wheel.js#12", (("acme/wheel.js", 12),)),
        ("src/mill/wheel.go#6, mill/wheel/v2#5", ()),
        ("git.mill.example/acme/wheel#6", (("acme/wheel", 6),)),
        ("acme/mills/wheel#6", (("acme/mills/wheel", 6),)),
        ("acme/search#210", (("acme/search", 210),)),
    ],
)
def test_a_repository_may_be_named_without_its_owner(text, found) -> None:
    assert linked_items(text) == found


def test_a_number_of_another_tracker_is_none_of_ours() -> None:
    links = (("#11612", "https://tracker.example.org/infra/issue/11612"),)
    assert linked_items("#11612 pool", links) == ()


@pytest.mark.parametrize(
    ("name", "repository"),
    [
        (None, "acme/api"),
        ("api", "acme/api"),
        ("search", "acme/search"),
        ("tools", "other/tools"),
        ("web", None),
        ("gone", None),
        ("else/where", "else/where"),
    ],
)
def test_a_bare_name_is_of_the_same_owner_or_the_only_one(name, repository) -> None:
    known = ["acme/api", "acme/search", "x/search", "other/tools", "a/web", "b/web"]
    assert repository_named(name, "acme/api", known) == repository


def test_a_repository_may_stand_in_a_group_of_a_group() -> None:
    assert linked_items("see mill/north/wheel#12") == (("mill/north/wheel", 12),)
