"""Labels are read from the documents that speak of them, and from nothing else."""

from __future__ import annotations

import pytest

from pipelines.read.labels import read_documented_labels

SCHEME = """\
# Labels

## Kinds of work

- `fault` (older), `kind:fault` (newer), `glitch`: something is broken
- `wish`: something new

## Severity

| Label | Formerly | Meaning |
|---|---|---|
| `sev1` | `sev-1`, `urgent!` | all is down |
| `sev2` | | some is down |

## For newcomers

- `good first issue` and `good-first-issue`
"""


def read(text, path=".github/LABELS.md", kind=None):
    return read_documented_labels(text, path=path, kind=kind)


def aliases(text, path="docs/labels.md"):
    return {label.name: label.alias_of for label in read(text, path) if label.alias_of}


def test_a_line_with_old_and_new_names_is_one_cluster_with_the_newer_on_top() -> None:
    found = {label.name: label for label in read(SCHEME)}
    assert found["fault"].alias_of == "kind:fault"
    assert found["glitch"].alias_of == "kind:fault"
    assert (found["fault"].standing, found["kind:fault"].standing) == (
        "deprecated",
        "preferred",
    )
    assert found["wish"].alias_of is None


def test_every_label_keeps_its_line_its_words_and_its_facet() -> None:
    found = {label.name: label for label in read(SCHEME)}
    assert (found["kind:fault"].line, found["kind:fault"].facet) == (5, "type")
    assert found["kind:fault"].quote == SCHEME.splitlines()[4]
    assert (found["sev2"].line, found["sev2"].facet) == (13, "severity")
    assert found["wish"].description == "something new"
    assert found["wish"].path == ".github/LABELS.md"


def test_a_column_of_former_names_declares_aliases() -> None:
    found = {label.name: label for label in read(SCHEME)}
    assert found["sev-1"].alias_of == "sev1"
    assert found["sev-1"].standing == "deprecated"


@pytest.mark.parametrize(
    "title",
    [
        *("Use", "To", "Target", "Target time", "Standard response", "Proposed by"),
        *("Official meaning", "Now means", "Current owner", "Former owner", "Today"),
    ],
)
def test_what_a_column_says_of_labels_is_no_other_name(title) -> None:
    table = (
        f"| Label | {title} |\n|---|---|\n| outage | 2 hours |\n| `slow` | a week |\n"
    )
    found = {label.name: label for label in read(f"# Labels\n\n{table}")}
    assert {label.alias_of for label in found.values()} == {None}
    assert {*found} == {"outage", "slow"}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Label | Use", "`fault` | `kind:fault`"),
        ("Label | Proposed", "fault | `kind:fault` instead"),
        ("Old label | Use", "fault | kind:fault"),
        ("Label | Target label", "fault | kind:fault"),
        ("Label | Replaced by", "fault | kind:fault"),
        ("Current label | New label", "fault | kind:fault"),
    ],
)
def test_a_column_of_newer_names_declares_aliases(header, row) -> None:
    table = f"| {header} |\n|---|---|\n| {row} |\n"
    assert aliases(f"# Labels\n\n{table}") == {"fault": "kind:fault"}


def test_two_spellings_in_one_line_are_one_label_even_without_an_age() -> None:
    assert aliases(SCHEME)["good-first-issue"] == "good first issue"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Use `kind:fault` instead of `fault`.", {"fault": "kind:fault"}),
        ("Please use `b`, not `a`.", {"a": "b"}),
        ("`a` was renamed to `b`.", {"a": "b"}),
        ("`a` is deprecated, use `b`.", {"a": "b"}),
        ("`a` is sometimes used instead of `b`.", {"a": "b"}),
        ("`b` (formerly `a`) marks what waits.", {"a": "b"}),
        ("`b` replaces `a` and `c`.", {"a": "b", "c": "b"}),
        ("`a` → `b`", {"a": "b"}),
        ("`b` (alias: `a`, `c`)", {"a": "b", "c": "b"}),
        ("Do not use `a`; use `b`.", {"a": "b"}),
        ("`a` has been replaced by `b`.", {"a": "b"}),
        ("`a` means the same as `b`.", {"a": "b"}),
        ("Pick `a`, `b` or `c`.", {}),
        ("`a` blocks a release; `b` does not.", {}),
        ("Add `a` and then `b`.", {}),
    ],
)
def test_a_sentence_says_which_label_stands_for_which(sentence, expected) -> None:
    assert aliases(f"# Labels\n\n{sentence}\n") == expected


def test_rows_and_items_below_one_another_say_that_they_mean_the_same() -> None:
    text = """\
# Labels

| label | remark |
|---|---|
| `fault` | something is broken (older) |
| `kind:fault` | the same, in the newer convention |
| `glitch` | the same again |
| `wish` | something new |
| `web` | older, from before the `part:` labels |

- `first steps`: for newcomers
- `first-steps`: the same thing, made by a script
- `hold`: the same day it is set, somebody looks
"""
    found = {label.name: label for label in read(text)}
    assert {name: label.alias_of for name, label in found.items()} == {
        "fault": "kind:fault",
        "kind:fault": None,
        "glitch": "kind:fault",
        "wish": None,
        "web": "part:*",
        "first steps": None,
        "first-steps": "first steps",
        "hold": None,
    }
    assert [found[n].standing for n in ("fault", "kind:fault", "glitch", "web")] == [
        "deprecated",
        "preferred",
        "plain",
        "deprecated",
    ]
    assert (found["glitch"].line, found["glitch"].quote) == (7, text.splitlines()[6])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- `sev1`, `sev2`. Some use `sev-1`.", {"sev-1": "sev1"}),
        ("- `area:api`, `area:db`. Older: `web`, `db`.", {"db": "area:db"}),
        ("- `sev1` (new), `sev2`, `sev3`, `urgent!` (old)", {"urgent!": "sev1"}),
        ("We used to use `S1` and `S2`; now: `sev:1`, `sev:2`.",
         {"S1": "sev:1", "S2": "sev:2"}),
        ("- `part:api` (new), `part:db`", {}),
        ("- `web` (old), `queue`", {}),
    ],
)  # fmt: skip
def test_only_what_means_the_same_is_one_cluster(line, expected) -> None:
    assert aliases(f"# Labels\n\n{line}\n") == expected


def test_a_section_of_old_labels_retires_all_of_them() -> None:
    text = "# Labels\n\n## Deprecated labels\n\n- `a` → `b`\n- `c`\n"
    found = {label.name: label.standing for label in read(text)}
    assert found == {"a": "deprecated", "b": "preferred", "c": "deprecated"}


def test_a_range_of_labels_has_those_between_its_ends() -> None:
    found = read("Each issue gets one of the labels `p0` to `p3`.\n", "docs/labels.md")
    assert [label.name for label in found] == ["p0", "p1", "p2", "p3"]
    found = read("The label `p1` was renamed from `p3` to `p5`.\n", "docs/labels.md")
    assert "p4" not in {label.name for label in found}


def test_a_label_may_stand_in_quotation_marks_or_in_an_address() -> None:
    text = (
        'Then add the "needs design" label, as in '
        "https://forge.example/acme/web/labels/type%3A%3Asupport issues.\n"
    )
    found = [label.name for label in read(text, "TRIAGE.md")]
    assert found == ["needs design", "type::support"]


@pytest.mark.parametrize(
    "sentence",
    [
        "`a` is deprecated.",
        "Do not use `a`.",
        "`a` should not be used.",
        "The label `a` is no longer used.",
        "`a` (old)",
    ],
)
def test_a_label_can_be_retired_without_another_in_its_place(sentence) -> None:
    [label] = read(f"# Labels\n\n{sentence}\n")
    assert (label.standing, label.alias_of) == ("deprecated", None)


@pytest.mark.parametrize(
    ("sentence", "is_old"),
    [
        ("`a` and `b` must not be used.", True),
        ("Do not use `a`, `b` or `c` any more.", True),
        ("`a` and `b` are left from the last board, please do not use them.", True),
        ("`a` is from the last board, don't apply it any more.", True),
        ("Do not use `a`, `b` or `c` for questions.", False),
        ("Never add `a` to a ticket of the docs.", False),
        ("`a` and `b` mark defects, do not use them for questions.", False),
        ("`a` should not be used without `b`.", False),
        ("If you are unsure about `a`, don't use it.", False),
    ],
)
def test_what_must_not_be_used_at_all_is_old(sentence, is_old) -> None:
    found = {label.standing for label in read(f"# Labels\n\n{sentence}\n")}
    assert found == {"deprecated"} if is_old else "deprecated" not in found


@pytest.mark.parametrize(
    "marked",
    [
        "docs/labels.md",
        "./run.sh",
        "git push",
        "@acme/ops",
        "#123",
        "https://example.org/x",
        "feat/...",
        "hotfix/<incident-id>",
        "make labels",
        "main",
        "--label",
        "$LABEL",
        "f(x)",
        "3f2a9bc1d4",
    ],
)
def test_a_path_a_command_or_a_branch_is_no_label(marked) -> None:
    assert read(f"# Labels\n\nThe label is not `{marked}` here.\n") == []


def test_words_around_a_mark_tell_what_else_it_is() -> None:
    text = "# Labels\n\nThe branch `next`, the `bot` team and the `triage` workflow."
    assert read(text) == []


def test_another_document_speaks_of_labels_only_where_it_says_so() -> None:
    text = (
        "Bugs and incidents carry `sev1`, `sev2` or `sev3`.\n"
        "Call `flush` when the queue is full. The label `stuck` marks such an issue.\n"
    )
    found = read(text, "CONTRIBUTING.md")
    assert [label.name for label in found] == ["sev1", "sev2", "sev3", "stuck"]
    assert {label.standing for label in found[:3]} == {"preferred"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Releases are tagged `v1.2.3` by the bot.",
        "Images are tagged with `latest`.",
        "Docker tags: `nightly`, `stable`.",
        "Metrics carry the labels `env` and `service`.",
        "Set the label `app` on every pod.",
        "The Prometheus label `instance` must not be used.",
        "Kubernetes labels such as `app.example/name` are required.",
    ],
)
def test_labels_of_other_things_are_none_of_the_tracker(sentence) -> None:
    assert read(f"# Guide\n\n{sentence}\n", "docs/guide.md", "other") == []


def test_a_label_of_an_issue_about_other_things_is_one() -> None:
    [label] = read("Issues about pods get the label `area/pods`.", "CONTRIBUTING.md")
    assert label.name == "area/pods"


def test_a_family_of_labels_is_kept_as_a_family() -> None:
    found = read("Issues carry an area label (`area:<name>`, `kind/`).", "RULES.md")
    assert [label.name for label in found] == ["area:*", "kind/*"]


def test_a_label_file_declares_names_aliases_and_what_is_to_go() -> None:
    text = """\
default:
  labels:
    - name: kind/fault
      color: ff0000
      description: broken
      previously:
        - name: fault
          color: 00ff00
        - name: glitch
    - name: dead
      color: "000000"
      deleteAfter: 2020-01-01T00:00:00Z
"""
    found = {label.name: label for label in read(text, "label_sync/labels.yaml")}
    assert set(found) == {"kind/fault", "fault", "glitch", "dead"}
    assert (found["fault"].alias_of, found["fault"].line) == ("kind/fault", 7)
    assert found["kind/fault"].description == "broken"
    assert found["kind/fault"].standing == "preferred"
    assert found["dead"].standing == "deprecated"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("labels.yml", "- name: new\n  color: fff\n  aliases: [old]\n"),
        ("labels.yml", "- name: new\n  from_name: old\n  color: fff\n"),
        ("labels.json", '[{"name": "new", "color": "fff", "aliases": ["old"]}]'),
        (".github/settings.yml", "labels:\n  - name: old\n    new_name: new\n"),
        (
            "labelsync.yml",
            "repos:\n  x:\n    labels:\n      new: {color: f, alias: [old]}",
        ),
        (".github/labels.toml", '[old]\ncolor = "fff"\nname = "new"\n'),
        ("labels.yml", "labels: [new]\nrenames:\n  - {from: old, to: new}\n"),
        ("labels.yml", "labels: [new]\nrenames:\n  old: new\n"),
        ("labels.yml", "labels: [new]\naliases:\n  new: [old]\n"),
        (
            "labels.yml",
            "- {name: new, color: f}\n- {name: old, description: 'Obsolete, use new'}",
        ),
    ],
)
def test_former_names_are_read_in_every_form_of_label_file(path, text) -> None:
    found = {label.name: label.alias_of for label in read(text, path)}
    assert found == {"new": None, "old": "new"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("labels.yml", "- {name: kind:fault, color: f00, renamed-from: glitch}"),
        ("labels.yml", "- {name: kind:fault, color: f00, formerNames: [glitch]}"),
        ("labels.yml", "- {name: kind:fault, color: f00, was: glitch}"),
        ("labels.yml", "- {name: glitch, color: f00, rename: kind:fault}"),
        ("labels.yml", "---\n[]\n---\n- {name: kind:fault, aliases: glitch, color: a}"),
        ("labels.toml", '[glitch]\nname = "kind:fault"\ncolor = "f00"\n'),
        ("labels.toml", '[[labels]]\nname = "kind:fault"\naliases = ["glitch"]\n'),
        ("labels.csv", 'name,color,aliases\nkind:fault,f00,"glitch"\n'),
        ("labels.csv", "old;new\nglitch;kind:fault\n"),
        ("labels.tsv", "label\tpreviously\nkind:fault\tglitch\n"),
    ],
)
def test_former_names_are_read_under_every_name_of_the_field(path, text) -> None:
    assert aliases(text, path) == {"glitch": "kind:fault"}


def test_one_string_may_hold_several_former_names_where_the_field_says_so() -> None:
    text = "- {name: kind:fault, color: f00, aliases: 'glitch, flaw'}"
    assert aliases(text, "labels.yml") == {"glitch": "kind:fault", "flaw": "kind:fault"}
    text = "- {name: kind:fault, color: f00, from_name: 'glitch, flaw'}"
    assert aliases(text, "labels.yml") == {"glitch, flaw": "kind:fault"}


@pytest.mark.parametrize(
    "text",
    [
        "- `kind:fault`: it broke. Formerly `glitch`.",
        "- **kind:fault** - it broke (formerly `glitch`)",
        "- `kind:fault`\n  - old name: `glitch`",
        "## kind:fault\n\nIt broke. Previously: `glitch`",
        "## `kind:fault`\n\nAliases: `glitch`",
        "| Label | Remarks |\n|---|---|\n| `kind:fault` | was `glitch` |",
        "| Name | About |\n|---|---|\n| `kind:fault` | It broke  This was previously"
        " `glitch`, |",
        "We renamed the label `glitch` to `kind:fault`.",
        "The label `glitch` was renamed `kind:fault`.",
        "The label `glitch` is now called `kind:fault`.",
        "| Label | Use for |\n|---|---|\n| `kind:fault` | It (used to be `glitch`) |",
        "| Label | Meaning |\n|---|---|\n| `kind:fault` | Broke, replaces `glitch` |",
        "| Label | Meaning |\n|---|---|\n| `glitch` | deprecated, use `kind:fault` |",
        "Old names that are still about: `glitch` (now `kind:fault`).",
    ],
)
def test_what_a_place_is_about_may_stand_apart_from_its_former_name(text) -> None:
    assert aliases(f"# Labels\n\n{text}\n") == {"glitch": "kind:fault"}


@pytest.mark.parametrize("title", ["Use it for", "When to use", "Used for", "Purpose"])
def test_a_column_that_tells_what_a_label_is_for_names_none(title) -> None:
    table = f"| Label | {title} |\n|---|---|\n| `wish` | Something new and shiny |"
    found = read(f"# Labels\n\n{table}\n")
    assert [(label.name, label.alias_of) for label in found] == [("wish", None)]


@pytest.mark.parametrize(
    "table",
    [
        "| Name | Account | Part |\n|---|---|---|\n| Ada Byron | @ada | the compiler |",
        "| Old behaviour | New behaviour |\n|---|---|\n| strict names | loose names |",
    ],
)
def test_a_table_of_another_document_names_no_labels_unless_its_header_does(
    table,
) -> None:
    assert read(f"# Maintainers\n\n{table}\n", path="MAINTAINERS.md") == []


def test_what_is_said_of_the_other_label_of_a_line_is_not_said_of_the_first() -> None:
    line = "- `fault` for faults; `kind: fault` is the old name, leave it alone"
    found = read(f"# Labels\n\n{line}\n")
    assert [(label.name, label.standing) for label in found] == [
        ("fault", "preferred"),
        ("kind: fault", "deprecated"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- `kind:fault`: it broke (formerly `glitch`)",
        "- `kind:fault` (was `glitch`)",
        "| Label | Remarks |\n|---|---|\n| `kind:fault` | formerly `glitch` |",
    ],
)
def test_a_label_that_had_another_name_is_not_the_old_one(text) -> None:
    found = {label.name: label.standing for label in read(f"# Labels\n\n{text}\n")}
    assert found == {"kind:fault": "preferred", "glitch": "deprecated"}


@pytest.mark.parametrize(
    "text",
    [
        "When it ships we change the label `in review` to `shipped`.",
        "Replace the label `untriaged` with `accepted` once it was read.",
        "## area:web\n\nThe site. See also `area:api`.",
        "## Aliases\n\nThere are `bug` and `wish`.",
    ],
)
def test_a_label_that_follows_another_is_no_other_name_of_it(text) -> None:
    assert aliases(f"# Labels\n\n{text}\n") == {}


def test_a_file_that_maps_labels_to_paths_names_its_keys() -> None:
    text = "api:\n  - src/api/**\ndocs:\n  - any: ['docs/*']\n"
    assert [label.name for label in read(text, ".github/labeler.yml")] == [
        "api",
        "docs",
    ]


@pytest.mark.parametrize("text", ["{", "a: [", "", "just words", "&a [*a]"])
def test_a_broken_label_file_declares_nothing(text) -> None:
    assert read(text, "labels.yml") == []


def test_hostile_text_is_read_in_time() -> None:
    read("# Labels\n\n" + "`a` " * 20_000, "labels.md")
    read("# Labels\n\n" + "use `a` instead " * 10_000, "labels.md")


def test_a_table_of_restructured_text_declares_labels() -> None:
    text = """\
Labels
------

========  ==============================
Label     Meaning
========  ==============================
faulty    Numbers are wrong
fresh     Something new is to be loaded
========  ==============================
"""
    found = read(text, path="docs/contributing.rst")
    assert [(label.name, label.line) for label in found] == [
        ("faulty", 7),
        ("fresh", 8),
    ]
