"""What a clause demands, in the words of the policy catalogue (demands.yml)."""

from __future__ import annotations

from typing import Any

from pipelines.read.clauses.parameters.conditions import without_exceptions
from pipelines.read.clauses.parameters.reading import Reading, pattern, words


def demands(reading: Reading, bound: dict[str, Any]) -> list[str]:
    """Every subject that the sentence speaks of; `other` where there is none."""
    rules = words("demands")
    text = without_exceptions(reading.sense)
    text = pattern("indifferent", name="demands").sub(" ", text)
    unnamed = _without_labels(text, bound)
    found = [
        name
        for name in rules["demands"]
        if pattern("demands", name, name="demands").search(
            text if name in rules["of_labels"] else unnamed
        )
        and (name not in rules["needs"] or bound.get(rules["needs"][name]))
        and not _is_of_another(name, text)
    ]
    for name, key in (
        ("label", "labels"),
        ("label", "label_globs"),
        ("branch_name", "branch_patterns"),
        ("target_branch", "base_branches"),
        ("merge_method", "merge_methods"),
        ("merge_method", "excluded_merge_methods"),
    ):
        if bound.get(key) and name not in found:
            found.append(name)
    return found or ["other"]


def _is_of_another(name: str, text: str) -> bool:
    """The words of a demand in a sentence on another subject."""
    is_listed = name in words("demands")["unless"]
    return is_listed and bool(pattern("unless", name, name="demands").search(text))


def _without_labels(text: str, bound: dict[str, Any]) -> str:
    """The sentence without the names of labels: `no-news` asks for no news."""
    for label in bound.get("labels", ()):
        text = text.replace(f"`{label}`", " ")
    return text
