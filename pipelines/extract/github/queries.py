"""The GraphQL queries of `queries/`, and those that are put together from them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("queries")
_SPREAD = re.compile(r"\.\.\.(?!\s*on\b)\s*(\w+)")
_NAME = re.compile(r"^fragment (\w+) on (\w+)", re.MULTILINE)
RATE_LIMIT = "rateLimit { cost remaining resetAt }"

# Where an item's lists stand: the fragment, the field, the field that it stands in.
_LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Issue": ("IssueFields", ("labels", "comments", "timelineItems")),
    "PullRequest": (
        "PullRequestFields",
        (
            "labels", "comments", "reviews", "reviewRequests",
            "closingIssuesReferences", "files", "timelineItems",
        ),
    ),
    "Team": ("Teams", ("members",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A list of a node that goes on after `cursor`."""

    node_id: str
    typename: str
    path: tuple[str, ...]
    cursor: str


def lists_of(typename: str) -> tuple[str, ...]:
    """Return the names of the lists that are asked of a node of this type."""
    return _LISTS[typename][1]


@cache
def document(name: str) -> str:
    """Return the query in `queries/NAME.graphql` with the fragments that it needs."""
    return with_fragments((_FOLDER / f"{name}.graphql").read_text(encoding="utf-8"))


def bare(name: str) -> str:
    """The query of a list, asking of each item no more than which it is."""
    text = (_FOLDER / f"{name}.graphql").read_text(encoding="utf-8")
    return re.sub(r"\.\.\.\w+Fields", "id number updatedAt", text)


def with_fragments(text: str) -> str:
    """Append every fragment that a query names, and those that they name in turn."""
    known, used = _fragments(), [text]
    wanted, seen = _SPREAD.findall(text), set[str]()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            used.append(known[name])
            wanted += _SPREAD.findall(known[name])
    return "\n".join(used)


@cache
def _fragments() -> dict[str, str]:
    found = {}
    for file in sorted(_FOLDER.glob("*.graphql")):
        text = _with_item_types(file.read_text(encoding="utf-8"))
        if named := _NAME.match(text):
            found[named[1]] = text
    return found


def _with_item_types(text: str) -> str:
    """Put the list in place of its name: a fragment can hold no values."""
    for file in _FOLDER.glob("*_item_types.txt"):
        values = " ".join(file.read_text(encoding="utf-8").split())
        text = re.sub(rf"\b{file.stem.upper()}\b", f"[{values}]", text)
    return text


def glance(names: Sequence[str], without: Sequence[str] = ()) -> str:
    """A look at many repositories in one query, as `r0`, `r1` ...

    Args:
        names: `owner/name` of each.
        without: Fields to leave out, since the token may not read them.
    """
    parts = []
    for number, name in enumerate(names):
        owner, _, repository = name.partition("/")
        parts.append(
            f"r{number}: repository(owner: {json.dumps(owner)},"
            f" name: {json.dumps(repository)}) {{ ...Glance }}"
        )
    text = with_fragments(f"query Glance {{ {' '.join(parts)} {RATE_LIMIT} }}")
    for field in without:
        text = re.sub(rf"^  {field}\b[^\n]*\{{\n(?:    .*\n)*  \}}\n", "", text,
                      flags=re.MULTILINE)  # fmt: skip
    return text


def further_pages(unfinished: Sequence[Unfinished], first: int) -> str:
    """The next page of each list, as `n0`, `n1` ..."""
    parts = []
    for number, one in enumerate(unfinished):
        selection = _page(one, first)
        for outer in reversed(one.path[:-1]):
            selection = f"{outer} {{ {selection} }}"
        parts.append(
            f"n{number}: node(id: {json.dumps(one.node_id)})"
            f" {{ ... on {one.typename} {{ {selection} }} }}"
        )
    return with_fragments(f"query Further {{ {' '.join(parts)} {RATE_LIMIT} }}")


def further_page(one: Unfinished) -> Callable[[int], tuple[str, dict[str, Any]]]:
    """The next page of one list, as a question of any size."""
    return lambda first: (further_pages([one], first), {})


@dataclass(frozen=True, slots=True)
class Aspect:
    """What a second look asks of one repository.

    Attributes:
        items: Node ids of issues and pull requests, a hundred in each group.
        people: Node ids of accounts, a hundred in each group.
        comments: Node ids of review comments, a hundred in each group.
        label_cursors: Where the pages of labels begin, the first page apart.
    """

    owner: str
    name: str
    items: Sequence[Sequence[str]]
    people: Sequence[Sequence[str]]
    comments: Sequence[Sequence[str]]
    label_cursors: Sequence[str]


def second_look(aspects: Sequence[Aspect]) -> str:
    """Items as `s0_0`, people `p0_0`, comments `c0_0`, labels and rules `q0`, ..."""
    parts = []
    for number, one in enumerate(aspects):
        for group, items in enumerate(one.items):
            ids = json.dumps(list(items))
            parts.append(f"s{number}_{group}: nodes(ids: {ids}) {{ ...Present }}")
        for group, people in enumerate(one.people):
            ids = json.dumps(list(people))
            parts.append(f"p{number}_{group}: nodes(ids: {ids}) {{ ...Actor }}")
        for group, comments in enumerate(one.comments):
            ids = json.dumps(list(comments))
            parts.append(f"c{number}_{group}: nodes(ids: {ids}) {{ ...Edited }}")
        labels = " ".join(
            f"l{page}: labels(first: 100, after: {json.dumps(cursor)},"
            " orderBy: { field: CREATED_AT, direction: ASC }) { ...RepositoryLabels }"
            for page, cursor in enumerate(one.label_cursors)
        )
        parts.append(
            f"q{number}: repository(owner: {json.dumps(one.owner)},"
            f" name: {json.dumps(one.name)}) {{ {labels}"
            " branchProtectionRules(first: 50) { ...Protection } }"
        )
    return with_fragments(f"query SecondLook {{ {' '.join(parts)} {RATE_LIMIT} }}")


def by_numbers(owner: str, name: str, numbers: Sequence[int]) -> str:
    """Whether items with these numbers exist, as `i12`, `i13` ..."""
    parts = " ".join(
        f"i{number}: issueOrPullRequest(number: {number})"
        " { __typename ... on Issue { id } ... on PullRequest { id } }"
        for number in numbers
    )
    return (
        f"query ByNumbers {{ repository(owner: {json.dumps(owner)},"
        f" name: {json.dumps(name)}) {{ {parts} }} {RATE_LIMIT} }}"
    )


def present(groups: Sequence[Sequence[str]]) -> str:
    """Whether items still exist, a hundred ids in each of `g0`, `g1` ..."""
    parts = " ".join(
        f"g{number}: nodes(ids: {json.dumps(list(ids))})"
        " { __typename id ... on Issue { number repository { nameWithOwner } }"
        " ... on PullRequest { number repository { nameWithOwner } } }"
        for number, ids in enumerate(groups)
    )
    return f"query Present {{ {parts} {RATE_LIMIT} }}"


def _page(one: Unfinished, first: int) -> str:
    """`comments(first: 100, after: "...") { ...Comments }`, as the first page asks."""
    if one.path[-1] == "contexts":
        arguments, fragment = "first: 50", "Contexts"
    else:
        text = _fragments()[_LISTS[one.typename][0]]
        found = re.search(rf"\b{one.path[-1]}\(([^)]*)\) \{{\s*\.\.\.(\w+)", text)
        if found is None:
            raise KeyError(one.path)
        arguments, fragment = found[1], found[2]
    arguments = re.sub(r"\bfirst: \d+", f"first: {first}", arguments)
    after = json.dumps(one.cursor)
    return f"{one.path[-1]}({arguments} after: {after}) {{ ...{fragment} }}"
