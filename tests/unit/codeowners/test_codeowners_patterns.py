"""A CODEOWNERS pattern covers the paths that GitHub says it covers."""

from __future__ import annotations

import itertools
import re
import subprocess

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.codeowners import pattern_matches, pattern_regex

CASES = [
    # pattern, paths that it covers, paths that it does not
    ("*", ["a.py", "deep/er/a.py", ".hidden"], []),
    ("**", ["a.py", "deep/er/a.py"], []),
    ("*.js", ["a.js", "lib/b.js", "x.js/inner.txt"], ["a.jsx", "a.JS", "js"]),
    ("/*.js", ["a.js"], ["lib/a.js"]),
    ("/*", ["a.js"], ["lib/a.js"]),
    (
        "/build/logs/",
        ["build/logs/a", "build/logs/x/y"],
        ["build/logs", "a/build/logs/b"],
    ),
    ("docs/*", ["docs/start.md"], ["docs/deep/help.md", "x/docs/start.md"]),
    ("/docs/*", ["docs/start.md"], ["docs/deep/help.md"]),
    ("docs/**", ["docs/start.md", "docs/deep/help.md"], ["docs", "x/docs/start.md"]),
    ("docs/**/*.md", ["docs/a.md", "docs/b/c/a.md"], ["docs/a.txt", "a.md"]),
    ("apps/", ["apps/a", "x/y/apps/z/a"], ["apps", "x/apps", "myapps/a"]),
    ("apps", ["apps", "apps/a", "x/apps", "x/apps/a"], ["apps2", "myapps"]),
    ("/apps/", ["apps/a", "apps/b/c"], ["x/apps/a", "apps"]),
    ("/apps", ["apps", "apps/a"], ["x/apps", "applications"]),
    ("apps/github", ["apps/github", "apps/github/a"], ["x/apps/github", "apps/g"]),
    ("**/logs", ["logs", "logs/a", "build/logs/a", "deep/build/logs"], ["mylogs/a"]),
    ("a/**/b", ["a/b", "a/x/b", "a/x/y/b/c"], ["a/xb", "b", "x/a/b"]),
    ("**/foo/**/bar", ["foo/bar", "x/foo/y/z/bar/q"], ["foo", "bar"]),
    ("/src/*/test.py", ["src/a/test.py"], ["src/test.py", "src/a/b/test.py"]),
    ("src/*/", ["src/a/b", "src/a/b/c"], ["src/a"]),
    (
        "file?.txt",
        ["file1.txt", "x/fileA.txt"],
        ["file.txt", "file10.txt", "file/.txt"],
    ),
    ("/with\\ blank/", ["with blank/a"], ["with\\ blank/a", "with"]),
    ("a+b(1).md", ["a+b(1).md", "x/a+b(1).md"], ["aab1.md", "a+b1xmd"]),
    ("Docs/", ["Docs/a"], ["docs/a"]),
    ("/a*b*c", ["abc", "aXbYc", "abbcc", "abc/d"], ["ab", "aXb/Yc"]),
    ("**/*.tf", ["a.tf", "x/y/a.tf"], ["a.tfvars"]),
    ("/", [], ["a", "a/b"]),
    ("/**", ["a", "a/b"], []),
    ("grün/*.txt", ["grün/ä.txt"], ["grun/a.txt"]),
]


@pytest.mark.parametrize(
    ("pattern", "path", "is_covered"),
    [
        (pattern, path, is_covered)
        for pattern, covered, others in CASES
        for paths, is_covered in ((covered, True), (others, False))
        for path in paths
    ],
)
def test_the_matcher_and_the_regex_agree_with_github(pattern, path, is_covered) -> None:
    assert pattern_matches(pattern, path) is is_covered
    assert bool(re.fullmatch(pattern_regex(pattern), path)) is is_covered
    in_sql = duckdb.execute(
        "select regexp_matches(?, ?)", [path, pattern_regex(pattern)]
    ).fetchone()
    assert in_sql == (is_covered,)


segments = st.sampled_from(["*", "**", "a", "b", "*a", "a*b", "?", "ab", "a?*"])
names = st.text("ab", min_size=1, max_size=3)


@given(
    st.tuples(
        st.sampled_from(["", "/"]),
        st.lists(segments, min_size=1, max_size=4),
        st.sampled_from(["", "/"]),
    ),
    st.lists(names, min_size=1, max_size=4),
)
def test_the_matcher_and_the_regex_never_disagree(parts, path) -> None:
    lead, middle, end = parts
    pattern = lead + "/".join(middle) + end
    by_regex = bool(re.fullmatch(pattern_regex(pattern), "/".join(path)))
    assert pattern_matches(pattern, "/".join(path)) is by_regex


def test_a_hostile_pattern_is_answered_at_once() -> None:
    assert pattern_matches("*a" * 2_000 + "b", "a" * 4_000) is False
    assert pattern_matches("**/a/" * 500 + "b", "a/" * 1_000 + "c") is False


@pytest.fixture(scope="module")
def ignored(tmp_path_factory):
    """`ignored(pattern, paths)`: those that git ignores by that pattern."""
    folder = tmp_path_factory.mktemp("ignoring")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)

    def ask(pattern, paths):
        (folder / ".gitignore").write_text(f"{pattern}\n")
        done = subprocess.run(
            ["git", "check-ignore", "--no-index", "-z", "--stdin"],
            cwd=folder,
            input="\0".join(paths),
            capture_output=True,
            text=True,
            check=False,  # 1: none of them
        )
        assert done.returncode in (0, 1), done.stderr
        return set(filter(None, done.stdout.split("\0")))

    return ask


def test_all_but_a_star_at_the_end_is_as_git_ignores_files(ignored) -> None:
    """`docs/*` differs: GitHub does not go on into the folders of `docs`.

    `**/` at the end is left out: git wants a folder there, of which CODEOWNERS, which
    knows files alone, says nothing.
    """
    names = ("a", "b", "ab", "b.md", "a b")
    paths = [
        "/".join(parts)
        for depth in (1, 2, 3)
        for parts in itertools.product(names, repeat=depth)
    ]
    kinds = ("a", "*.md", "a*", "?", "**", "*", "a\\ b")
    patterns = {
        f"{start}{'/'.join(parts)}{end}"
        for depth in (1, 2, 3)
        for parts in itertools.product(kinds, repeat=depth)
        for start in ("", "/")
        for end in ("", "/")
    }
    other = ("/*", "**/")
    chosen = sorted(one for one in patterns if not one.endswith(other))[::11]
    assert len(chosen) > 100
    for pattern in chosen:
        covered = {path for path in paths if pattern_matches(pattern, path)}
        assert covered == ignored(pattern, paths), pattern
