"""Answers GraphQL queries about a world, by the extract of GitHub's own schema."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLSchema,
    build_schema,
    execute,
    get_named_type,
    parse,
    validate,
)

from tests.github_server.older import older_schema
from tests.github_server.points import points
from tests.github_server.world import Node, World

_CAPITAL = re.compile(r"_(\w)")
_ORDERS = {"UPDATED_AT": "updatedAt", "CREATED_AT": "createdAt", "NUMBER": "number"}


class NotFound(Exception):  # noqa: N818 as GitHub names it
    extensions = MappingProxyType({"type": "NOT_FOUND"})


class Forbidden(Exception):  # noqa: N818
    extensions = MappingProxyType({"type": "FORBIDDEN"})


@cache
def schema_text() -> str:
    return Path(__file__).with_name("schema.graphql").read_text(encoding="utf-8")


@cache
def schema() -> GraphQLSchema:
    return build_schema(schema_text())


def answer(
    world: World,
    query: str,
    variables: dict[str, Any],
    forbidden: set[str],
    *,
    lacking: frozenset[str] = frozenset(),
    words: str = "",
) -> dict[str, Any]:
    """Return the body of an answer.

    Args:
        world: What is asked about.
        query: GraphQL.
        variables: Of the query.
        forbidden: Fields (`Type.field`) that may not be read.
        lacking: Parts of the schema that an older server lacks (see `older_schema`).
        words: `ruby`: refuse a query in the words of GitHub's own library.
    """
    document = parse(query)
    known = older_schema(schema_text(), lacking) if lacking else schema()
    if errors := validate(known, document):
        return {"errors": [_refusal(one, words) for one in errors]}
    if wanted := [n for n in _ids(variables) if len(n) > 100]:
        return {"errors": [{"message": f"{len(wanted[0])} ids: at most 100"}]}
    result = execute(
        known, document, {"world": world, "cost": points(query, variables),
                             "forbidden": forbidden},
        variable_values=variables, field_resolver=_resolve,
        type_resolver=lambda value, *_: value["__typename"],
    )  # fmt: skip
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body["errors"] = [
            {
                "message": one.message,
                "path": one.path,
                "type": (one.extensions or {}).get("type", "INTERNAL"),
            }
            for one in result.errors
        ]
    return body


_ENUM = re.compile(r"Value '(\w+)' does not exist in '(\w+)' enum")
_FIELD = re.compile(r"Cannot query field '(\w+)' on type '(\w+)'")
_TYPE = re.compile(r"Unknown type '(\w+)'")


def _refusal(error: GraphQLError, words: str) -> dict[str, Any]:
    message, code = error.message, "invalid"
    if words == "ruby":
        if found := _FIELD.search(message):
            message = f"Field '{found[1]}' doesn't exist on type '{found[2]}'"
            code = "undefinedField"
        elif found := _TYPE.search(message):
            message = f"No such type {found[1]}, so it can't be a fragment condition"
            code = "undefinedType"
        elif found := _ENUM.search(message):
            message = (
                "Argument 'itemTypes' on Field 'timelineItems' has an invalid value"
                f" ([LABELED_EVENT, {found[1]}]). Expected type '[{found[2]}!]'."
            )
            code = "argumentLiteralsIncompatible"
    return {
        "message": message,
        "locations": [
            {"line": spot.line, "column": spot.column} for spot in error.locations or []
        ],
        "extensions": {"code": code},
    }


def _ids(variables: dict[str, Any]) -> list[list[str]]:
    return [value for value in variables.values() if isinstance(value, list)]


def _resolve(source: Any, info: Any, **arguments: Any) -> Any:
    name, context = info.field_name, info.root_value
    world: World = context["world"]
    place = f"{info.parent_type.name}.{name}"
    if place in context["forbidden"]:
        raise Forbidden("Resource not accessible by integration")
    if info.parent_type.name == "Query":
        return _root(world, context, name, arguments)
    if name == "issueOrPullRequest":
        found = world.find(source, arguments["number"])
        if found is None:
            raise NotFound("Could not resolve to an issue or pull request")
        return found
    if name == "totalCommentsCount":
        comments = source["_repository"]["_review_comments"]
        of_it = sum(one["item"] is source for one in comments)
        return len(source["comments"]) + of_it
    if info.parent_type.name == "Commit" and "_of" in source:  # the head of a change
        if name == "checkSuites":
            return _connection({name: [_suite(source["_of"])]}, name, arguments)
        fields = {"oid": "headRefOid", "statusCheckRollup": "statusCheckRollup"}
        return source["_of"][fields[name]] if name in fields else source.get(name)
    kind = get_named_type(info.return_type).name
    if kind.endswith("Connection"):
        return _connection(source, name, arguments)
    return source.get(name)


def _suite(pull_request: Node) -> Node:
    """All check runs of a head, in one suite."""
    contexts = (pull_request["statusCheckRollup"] or {}).get("contexts") or []
    runs = [one for one in contexts if one["__typename"] == "CheckRun"]
    return {"__typename": "CheckSuite", "_seq": 0, "checkRuns": runs}


def _root(world: World, context: dict, name: str, arguments: dict[str, Any]) -> Any:
    if name == "rateLimit":
        reset = "2030-01-01T00:00:00Z"
        return {"cost": context["cost"], "remaining": 4999, "resetAt": reset}
    if name == "repository":
        key = f"{arguments['owner']}/{arguments['name']}".lower()
        if key not in world.repositories:
            raise NotFound("Could not resolve to a Repository")
        return world.repositories[key]
    if name == "organization":
        return world.organizations.get(arguments["login"])
    if name == "node":
        return _node(world, arguments["id"])
    return [_caught(world, node_id) for node_id in arguments["ids"]]


def _node(world: World, node_id: str) -> Node:
    if node_id.startswith("PRRC_") and (comment := world.review_comment_of(node_id)):
        return {
            "__typename": "PullRequestReviewComment",
            "id": node_id,
            "updatedAt": comment["updated_at"],
        }
    if node_id not in world.nodes:
        raise NotFound(f"Could not resolve to a node with the global id of '{node_id}'")
    return world.nodes[node_id]


def _caught(world: World, node_id: str) -> Any:
    try:
        return _node(world, node_id)
    except NotFound as error:
        return error  # graphql-core makes a null of it, and an error with its path


def _connection(source: Node, name: str, arguments: dict[str, Any]) -> Node:
    found = source.get(name) or []
    if kinds := arguments.get("itemTypes"):
        names = {_CAPITAL.sub(lambda m: m[1].upper(), f"_{k.lower()}") for k in kinds}
        found = [node for node in found if node["__typename"] in names]
    since = (arguments.get("filterBy") or {}).get("since")
    if since:
        found = [node for node in found if node["updatedAt"] >= since]
    order = arguments.get("orderBy") or {}
    field = _ORDERS.get(order.get("field"), "_seq")
    is_down = order.get("direction") == "DESC"

    def key(node: Node) -> list:
        return [node.get(field, 0), node["_seq"]]

    ordered = sorted(found, key=key, reverse=is_down)
    total = len(ordered)
    if after := arguments.get("after"):
        place = json.loads(base64.b64decode(after))
        ordered = [
            node for node in ordered
            if (key(node) < place if is_down else key(node) > place)
        ]  # fmt: skip
    last = arguments.get("last")
    first = arguments.get("first")
    if not last and not first:
        raise ValueError("You must provide a `first` or `last` value")
    if max(first or 0, last or 0) > 100:
        raise ValueError("Requesting more than 100 records")
    page = ordered[-last:] if last else ordered[:first]
    cursor = (
        base64.b64encode(json.dumps(key(page[-1])).encode()).decode() if page else None
    )
    return {
        "totalCount": total,
        "nodes": page,
        "pageInfo": {
            "hasNextPage": len(page) < len(ordered) and not last,
            "endCursor": cursor,
        },
    }
