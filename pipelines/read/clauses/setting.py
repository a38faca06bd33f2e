"""What the place of a sentence says about it: its document and its section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Literal

from pipelines.read.clauses.lexicon import section

Standing = Literal["rules", "reference", "none"]


_HEAD = 60  # lines
_ENTRY = ("##", "|", "<table")  # a section, a table

_LABELS = re.compile(r"label|triag", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands.

    Attributes:
        standing: How much a sentence needs to be a rule there (see documents.yml).
        is_record: The section is an entry of a log or of an archive.
        is_example: The section shows examples or background.
        is_usage: The section tells how to install, build or use the software.
        is_procedure: The section gives the steps of an operation.
        is_demanding: What its lists name is asked for.
        is_conventional: A named value under its title is a convention.
        about_labels: The document or the section is about labels.
        is_ruling: The section's title makes imperatives into rules.
        is_checklist: The document is a template to fill in, such as a pull request's.
        is_choice: The section lets choose a kind of change.
        is_answer: The section answers questions.
    """

    standing: Standing
    is_record: bool = False
    is_example: bool = False
    is_usage: bool = False
    is_ruling: bool = False
    is_checklist: bool = False
    is_choice: bool = False
    is_answer: bool = False
    is_procedure: bool = False
    is_demanding: bool = False
    is_conventional: bool = False
    about_labels: bool = False


@lru_cache(maxsize=4096)
def standing(path: str, kind: str) -> Standing:
    """How much a sentence in this document needs to be a rule; first match decides."""
    for entry in section("documents", "standings"):
        if _is_kept(entry, path):
            continue
        if kind and kind.lower() in entry.get("kinds", ()):
            return entry["standing"]  # type: ignore[no-any-return]
        if "paths" in entry and re.search(entry["paths"], path, re.IGNORECASE):
            return entry["standing"]  # type: ignore[no-any-return]
    return "reference"


def kind_by_content(text: str, kind: str) -> str:
    """The kind of a document, unless it lacks what the kind must have: a log, dates."""
    documents = section("documents")
    if kind not in documents["dated_kinds"]:
        return kind
    is_log = re.search(documents["dates"], text, re.IGNORECASE)
    return kind if is_log else ""


def before_entries(text: str, path: str) -> str:
    """What a log says before its first entry; empty for any other record."""
    documents = section("documents")
    if not re.search(documents["logs"], path, re.IGNORECASE):
        return ""
    lines = text.splitlines()[:_HEAD]
    for number, line in enumerate(lines):
        is_dated = re.search(documents["dates"], line, re.IGNORECASE)
        if is_dated or line.startswith(_ENTRY):
            head = lines[:number]
            while head and not line.startswith(_ENTRY) and head[-1].strip():
                head.pop()  # what a date stands in
            return "\n".join(head)
    return ""


def _is_kept(entry: dict[str, str], path: str) -> bool:
    """Does an entry say that it does not hold for this path."""
    return bool(re.search(entry.get("unless", r"(?!)"), path, re.IGNORECASE))


@lru_cache(maxsize=65536)
def setting(
    path: str, kind: str, headings: tuple[str, ...], *, is_ours: bool = False
) -> Setting:
    """The setting of the sentences under `headings` of a document.

    Args:
        path: Of the document.
        kind: Of the document, as the extraction names it.
        headings: Titles of the sections, outermost first.
        is_ours: The document speaks of the team's work throughout.
    """
    nearest = headings[-1].strip() if headings else ""
    by_path = standing(path, kind)
    is_own = is_ours or any(_says("own", title) for title in headings[1:])
    return Setting(
        standing="rules" if by_path == "reference" and is_own else by_path,
        is_checklist=bool(re.search(section("documents", "checklists"), path, re.I)),
        is_choice=_says("choices", nearest),
        is_answer=any(_says("answers", title) for title in headings)
        and not any(_says("own_answers", title) for title in headings),
        is_record=any(_says("records", title) for title in headings),
        is_example=_says("examples", nearest),
        is_usage=any(_says("usage", title) for title in headings[1:] or headings),
        is_ruling=any(_says("rules", title) for title in headings)
        or bool(_ruling_page().search(PurePosixPath(path).name)),
        is_demanding=any(_says("demanding", title) for title in headings[-2:]),
        is_conventional=_says("conventions", nearest),
        about_labels=bool(_LABELS.search(f"{path} {' '.join(headings[-2:])}")),
        is_procedure=any(_says("procedures", title) for title in headings[-2:]),
    )


@cache
def _ruling_page() -> re.Pattern[str]:
    return re.compile(section("documents", "ruling_pages"), re.IGNORECASE)


def _says(what: str, title: str) -> bool:
    return bool(title_words(what).search(title.strip()[:200]))


@cache
def title_words(what: str) -> re.Pattern[str]:
    """The beginnings of words that make a title, or a lead-in, one of `what`."""
    joined = "|".join(section("documents", "sections", what))
    return re.compile(rf"(?<!\w)(?:{joined})", re.IGNORECASE)
