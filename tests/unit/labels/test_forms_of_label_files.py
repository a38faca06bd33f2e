"""Former names are found in whatever form a team keeps its labels."""

from __future__ import annotations

import pytest

from pipelines.read.labels import name_labels, read_documented_labels


def aliases(text, path):
    found = read_documented_labels(text, path=path, kind="labels")
    return {label.name: label.alias_of for label in found if label.alias_of}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".github/labels.js",
         "module.exports = [{ name: 'b', color: 'f00', aliases: ['a'"
         "] }]"),
        ("labels.ts",
         "export const all = [label({ name: `b`, color: 'f', alias: "
         "['a'] })]"),
        ("labels.json5",
         "{labels: [{name: 'b', color: 'f', oldNames: ['a',],},]} //"
         " end"),
        ("labels.json", '[{"name": "b", "color": "f", /* once */ "aliases": ["a"]}]'),
        ("x/labels.tf",
         'locals { labels = { "b" = { color = "f", previously = ["a"'
         "] } } }"),
        ("x/labels.tf",
         'moved {\n  from = github_issue_label.x["a"]\n  to = github_i'
         'ssue_label.x["b"]\n}'),
        ("labels.yml", "- name: b   # formerly: a\n  color: f00\n"),
        ("labels.yml", '- name: b\n  color: f00   # was "a"\n'),
        ("labels.yml", "# previously `a`\n- name: b\n  color: f00\n"),
        ("labels.yml",
         "- name: b\n  color: f00\n  # old names: a\n- name: c\n  color:"
         " f00\n"),
        ("labels.yml", "labels: [{name: b, color: f}]\nrenamed_labels:\n  a: b\n"),
        ("labels.json",
         '{"labels": [{"name": "b", "color": "f"}], "rename": [["a",'
         ' "b"]]}'),
        ("label-renames.json", '{"a": "b"}'),
        (".github/labels-map.yml", "a: b\n"),
        ("scripts/labels.sh", 'gh label edit "a" --color f00 \\\n  --name "b"\n'),
        ("docs/labels.md", "# Labels\n\n```sh\ngh label edit a -n b\n```\n"),
        ("docs/labels.md", "# Labels\n\n```\na => b\nc-1 => c-1\n d => e\n```\n"),
        ("docs/labels.md",
         "# Labels\n\n```yaml\n- name: b\n  color: f\n  aliases: [a]\n```\n"),
        ("docs/labels.md",
         "<table><tr><th>Label<th>Formerly</tr>\n<tr><td><code>b</cod"
         "e><td><code>a</code></table>"),
        ("tools/relabel.rb", 'NEW = {"c" => "f00"}\nRENAMED_LABELS = {"a" => "b"}'),
        ("rename-labels.go", 'var renames = map[string]string{\n\t"a": "b",\n}'),
        ("scripts/labels.py", 'ALIASES = {"b": ["a", "c"]}'),
        ("scripts/labels.py", 'repo.get_label("a").edit(name="b", color="f00")'),
        ("scripts/labels.mjs", "gh.updateLabel({ owner, name: 'a', new_name: 'b' })"),
        ("scripts/labels.sh", "rename_label acme/app a b\n"),
        ("scripts/labels.sh",
         'mv_l() { gh label edit "$1" --name "$2"; }\nmv_l a b\n'),
        ("tools/rename_labels.py", 'X = [{"old": "a", "new": "b"}]\n'),
        ("scripts/rename-labels.js", "[['a', 'b'], ['c', 'd']].forEach(rename)"),
        ("scripts/labels.sh", 'RENAMED=("a|b" "c|d")\nfor r in "${RENAMED[@]}"\n'),
        ("labels.yml", "- {name: a, color: f, replaced_by: b}\n- {name: b, color: f}"),
        ("labels.toml", '[renames]\na = "b"\n'),
        ("docs/labels.md", "# Deprecated labels\n\n- `a`: see `b`\n"),
        ("scripts/labels.sh", "gh label edit --repo acme/app a -n b\n"),
        ("scripts/labels.sh",
         "while IFS=, read -r x y; do\n  gh label edit \"$x\" -n \"$y\"\n"
         "done <<EOF\na,b\nEOF\n"),
        ("scripts/labels.sh",
         'for p in "a|b" "c|d"; do gh label edit "${p%%|*}" --name "${p#*|}"; done'),
        ("scripts/labels.sh",
         "curl -X PATCH $API/repos/o/r/labels/a -d '{\"new_name\": \"b\"}'"),
        (".github/workflows/rename-labels.yml",
         "name: c\njobs:\n  d:\n    steps:\n      - run: gh label edit a -n b\n"),
        ("labels.yml", "- title: b\n  color: f00\n  previous_title: a\n"),
        ("labels.yml", "update:\n  - {current: a, new: b}\n"),
        ("docs/labels.md", "# Renamed labels\n\n- a -> b\n- c -> d\n"),
        ("docs/labels.md", "# Labels\n\n## What happened to `a`?\n\nIt is now `b`.\n"),
        ("label-renames.txt", "a -> b\nc -> d\n"),
        ("docs/labels.adoc", "|===\n|Label |Former label\n\n|`b`\n|`a`\n|===\n"),
        ("docs/labels.adoc", '[cols="2*"]\n|===\n|Label\n|Old name\n|`b` |`a`\n|===\n'),
    ],
)  # fmt: skip
def test_a_former_name_is_read_in_the_form_of_the_tool_that_renames(path, text) -> None:
    assert aliases(text, path)["a"] == "b"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("labels.yml", "- name: b  # waiting for what was agreed\n  color: f00\n"),
        ("labels.yml", "# was there before everything else\n- name: b\n  color: f00\n"),
        ("labels.yml", '# formerly "a"\n\n- name: b\n  color: f00\n'),
        ("labels.js", "const rename = [from, to].map(x => labels[x])"),
        ("labels.tf",
         'moved {\n  from = aws_instance.x["a"]\n  to = aws_instance.x'
         '["b"]\n}'),
        ("scripts/labels.sh",
         'gh label edit "$OLD" --name "$NEW"\ngh label edit a --color'
         " f\n"),
        ("docs/labels.md", "# Labels\n\n```\nx = f(a) -> b\n```\n"),
        ("scripts/label_images.py", 'CLASS_ALIASES = {"a": "b"}'),
        ("scripts/labels.py", 'COLOR_ALIASES = {"a": "b"}\nx = edit_label(name="a")'),
        ("scripts/labels.py", 'LABEL_MAP = {"a": "d73a4a"}\nTEAM_MAP = {"a": "b"}'),
        (".github/workflows/labels.yml", 'with: {mapping: {"src": "area/src"}}\n'),
        ("scripts/rename-labels.py", 'x = ["--name", "a"]\ny = ["-R", "o/r"]\n'),
        ("docs/labels.md", '# Labels\n\n- "P1" -> "at once"\n- "P2" -> "later"\n'),
        ("docs/labels.md", "# Labels\n\n- **a** (was seen by the team): b\n"),
        ("scripts/labels.js", "gh.updateLabel({ owner, name: 'a', color: 'f00' })"),
        (".github/workflows/labels.yml", "name: a\nenv: {aliases: [a, b]}\n"),
        ("docs/labels.md",
         '# Labels\n\n- "to do" -> "in progress"\n- "in progress" -> "done"\n'),
        ("docs/labels.md", "# Labels\n\nWhen work starts, `a` is replaced by `b`.\n"),
        (".github/settings.yml", "labels:\n  exclude:\n    - name: ^release\n"),
    ],
)  # fmt: skip
def test_what_only_resembles_a_rename_declares_none(path, text) -> None:
    assert aliases(text, path) == {}


@pytest.mark.parametrize(
    "said",
    ["- **kind/bug** (formerly **crash**): broken",
     '- "crash" -> "kind/bug"\n- "x" -> "kind/y"',
     'The "kind/bug" label was called "crash" before.'],
)  # fmt: skip
def test_a_page_may_mark_labels_by_bold_letters_or_quotes(said) -> None:
    found = aliases(f"# Labels\n\n{said}\n", "docs/labels.md")
    assert found["crash"] == "kind/bug"


def test_an_emoji_written_as_an_escape_is_the_emoji() -> None:
    text = '[{"name": "\\ud83d\\udc1b bug", "color": "f", "aliases": ["bug"]}]'
    assert aliases(text, "labels.json") == {"bug": "🐛 bug"}


def test_a_name_that_is_computed_is_no_label() -> None:
    text = (
        'resource "github_issue_label" "x" {\n  name = each.key\n  color = "f00"\n}\n'
    )
    assert read_documented_labels(text, path="labels.tf") == []


def test_every_label_of_code_knows_its_line() -> None:
    text = (
        "// labels\nmodule.exports = [\n  {\n    name: 'b',\n    color: 'f00',\n  },\n]"
    )
    [label] = read_documented_labels(text, path="labels.js")
    assert (label.name, label.line, label.quote) == ("b", 4, "name: 'b',")


@pytest.mark.parametrize(
    "text",
    [
        "{" * 50_000,
        "[" * 50_000,
        "`" * 50_001,
        "/*" * 50_000,
        "a: " * 50_000,
        "renames = " * 20_000,
        "renames_" * 20_000,
        'edit_label("' * 20_000,
    ],
)
def test_hostile_code_is_read_in_time(text) -> None:
    assert read_documented_labels(text, path="labels.js") == []


def test_a_star_in_front_is_a_part_of_the_name() -> None:
    text = "# Labels\n\n- `*by-design` replaces `as-designed`\n"
    assert aliases(text, "docs/labels.md") == {"as-designed": "*by-design"}


def test_two_entries_of_a_list_that_are_both_described_stay_two() -> None:
    text = "| Label | Meaning |\n|--|--|\n| `area/upgrade` | One |\n"
    text += "| `area/upgrades` | Many |\n"
    documented = read_documented_labels(text, path="labels.md")
    rows = name_labels({"area/upgrade": 2, "area/upgrades": 5}, documented)
    assert [row.is_canonical for row in rows] == [True, True]


def test_a_word_that_teams_tell_apart_counts_only_where_nothing_else_is_said() -> None:
    documented = read_documented_labels(
        "- {name: kind/support, color: f}", path="labels.yml"
    )
    [_, question] = name_labels({"question": 3}, documented)
    assert (question.canonical_name, question.reason) == ("kind/support", "synonym")
    [_, own] = name_labels(
        {"question": 3}, documented, descriptions={"question": "Asked in the forum"}
    )
    assert own.is_canonical
    both = read_documented_labels(
        "- {name: kind/support, color: f}\n- {name: question, color: f}",
        path="labels.yml",
    )
    assert all(row.is_canonical for row in name_labels({"question": 3}, both))


def test_a_bare_level_is_not_taken_for_one_of_a_scope() -> None:
    documented = read_documented_labels(
        "- {name: 'semver: minor', color: f}", path="labels.yml"
    )
    rows = {row.name: row.is_canonical for row in name_labels({"minor": 3}, documented)}
    assert rows == {"minor": True, "semver: minor": True}


@pytest.mark.parametrize(
    ("name", "facet"),
    [
        ("C-bug", "type"),
        ("T-Defect", "type"),
        ("T-compiler", "other"),
        ("P-high", "priority"),
        ("S-Critical", "severity"),
        ("S-blocked", "status"),
        ("E-easy", "community"),
        ("A-ui", "area"),
    ],
)
def test_a_capital_before_a_dash_may_name_a_facet(name, facet) -> None:
    [row] = name_labels({name: 1}, [])
    assert row.facet == facet
