"""A CODEOWNERS file is read line by line, and the last rule that covers decides."""

from __future__ import annotations

import pytest

from pipelines.read.codeowners import (
    find_codeowners_path,
    owners_for,
    parse_codeowners,
)

FILE = """\
# who looks after what
*            @green/everyone

/billing/    @green/money  @ana   # ask first
/billing/legacy/
*.sql        dba@green.example @ana @ana
!/secret.sql @ana
"""


def rules_of(text):
    return parse_codeowners(text, path="CODEOWNERS")


def test_each_rule_keeps_its_line_pattern_and_owners() -> None:
    assert [(r.line, r.pattern, r.owners, r.is_valid) for r in rules_of(FILE)] == [
        (2, "*", ("@green/everyone",), True),
        (4, "/billing/", ("@green/money", "@ana"), True),
        (5, "/billing/legacy/", (), True),
        (6, "*.sql", ("dba@green.example", "@ana"), True),
        (7, "!/secret.sql", (), False),
    ]


@pytest.mark.parametrize(
    ("path", "line", "owners"),
    [
        ("README.md", 2, ("@green/everyone",)),
        ("billing/pay.py", 4, ("@green/money", "@ana")),
        ("billing/legacy/old.py", 5, ()),
        ("billing/legacy/old.sql", 6, ("dba@green.example", "@ana")),
        ("secret.sql", 6, ("dba@green.example", "@ana")),
    ],
)
def test_the_last_rule_that_covers_wins(path, line, owners) -> None:
    rule, found = owners_for(rules_of(FILE), path)
    assert rule is not None
    assert (rule.line, found) == (line, owners)


def test_a_path_that_no_rule_covers_has_no_rule() -> None:
    assert owners_for(rules_of("/a/ @ana"), "b/c.py") == (None, ())


@pytest.mark.parametrize(
    "line",
    [
        "!docs/ @ana",
        "[Section] @ana",
        "^[Optional section]",
        "src/[ab].py @ana",
        "\\#file @ana",
        "a/***/b @ana",
        "*.md ana",
        "*.md @",
        "*.md @ana/",
        "*.md @-ana",
        "*.md docs@",
        "*.md @ana, @bo",
        "*.md @green/money/sub",
        "two words @ana",
    ],
)
def test_an_invalid_line_is_skipped_and_says_why(line) -> None:
    [bad, good] = rules_of(f"{line}\n* @bo\n")
    assert (bad.is_valid, bad.owners, bad.pattern_regex) == (False, (), None)
    assert bad.reason
    assert bad.quote == line
    assert owners_for([good, bad], "docs/a.md")[0] is good


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("* @ana-b_corp", ("@ana-b_corp",)),
        ("* @green/data.team_1", ("@green/data.team_1",)),
        ("* first.last+x@mail.green.example", ("first.last+x@mail.green.example",)),
        ("*\t@ana\t@bo", ("@ana", "@bo")),
        ("  * @ana", ("@ana",)),
        ("* #@ana", ()),
        ("* @ana # and @bo", ("@ana",)),
        ("* @ana#today", ("@ana",)),
    ],
)
def test_owners_are_people_teams_and_addresses(line, owners) -> None:
    [rule] = rules_of(line)
    assert (rule.is_valid, rule.owners) == (True, owners)


def test_a_mark_at_the_start_and_carriage_returns_are_no_part_of_a_rule() -> None:
    [rule] = rules_of("\ufeff* @ana\r\n\r\n# end\r\n")
    assert (rule.line, rule.pattern, rule.owners, rule.quote) == (
        1,
        "*",
        ("@ana",),
        "* @ana",
    )


def test_a_file_over_three_megabytes_owns_nothing() -> None:
    [rule] = rules_of("* @ana\n" * 500_000)
    assert (rule.is_valid, rule.line) == (False, 1)
    assert "3 MB" in (rule.reason or "")


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["docs/CODEOWNERS", "CODEOWNERS", ".github/CODEOWNERS"], ".github/CODEOWNERS"),
        (["docs/CODEOWNERS", "CODEOWNERS"], "CODEOWNERS"),
        (["docs/CODEOWNERS", "src/CODEOWNERS"], "docs/CODEOWNERS"),
        (["src/CODEOWNERS", "codeowners"], None),
    ],
)
def test_the_file_in_the_folder_of_github_comes_first(paths, found) -> None:
    assert find_codeowners_path(paths) == found
