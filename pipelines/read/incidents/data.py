"""The YAML beside the code, loaded once, and words compared without their dress."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml

_HERE = Path(__file__).parent
_NUMBERING = re.compile(
    r"^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[#*>-]+|q(?:uestion)?[:.]"
    r"|(?:part|section|chapter) (?:\d{1,2}|[ivx]{1,4}) ?[:.–—-])\s+"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_COUNTED = re.compile(r"^\s*\d{1,2}\s+(?=[A-Z])")  # `2 Narrative`
_THE = re.compile(r"\bthe ")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@cache
def load(name: str) -> Any:  # noqa: ANN401 plain data
    """The contents of a YAML file of this folder."""
    return read_yaml(_HERE / name)


@cache
def patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """The regexes of one list in `standing.yml`."""
    return tuple(
        re.compile(p, re.IGNORECASE | re.MULTILINE) for p in load("standing.yml")[key]
    )


@cache
def any_of(name: str, key: str) -> re.Pattern[str]:
    """The regexes of one list in a YAML file as one, without regard to case.

    `<WORD>` in it stands for what the file has below `words`.
    """
    data = load(name)
    pattern = "|".join(data[key])
    for word, meaning in data.get("words", {}).items():
        pattern = pattern.replace(f"<{word}>", meaning)
    return re.compile(pattern, re.IGNORECASE)


def phrase(key: str) -> re.Pattern[str]:
    """One list of `phrases.yml`."""
    return any_of("phrases.yml", key)


def speaks_of_harm(text: str) -> bool:
    """Whether it has words of trouble, whatever they are said of."""
    return bool(_harm().search(text.lower()))


def harm_before_work(text: str) -> bool:
    """`It went down while we upgraded it` is of the trouble, not of the upgrade."""
    text = text.lower()
    harm = _harm().search(text) or phrase("took_place").search(text)
    work = re.search(load("events.yml")["work"], text)
    return harm is not None and not (work and work.start() < harm.start())


@cache
def _harm() -> re.Pattern[str]:
    return re.compile(load("events.yml")["harm"])


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Lower-case words of a heading or field name: no number, bracket, mark, emoji."""
    text = _COUNTED.sub("", text[:200], count=1)
    text = _NUMBERING.sub("", text.lower().replace("’", "'").replace("'", ""))
    text = text.replace("&", " and ").replace("+", " and ")
    text = _BRACKETS.sub(" ", text) if _BRACKETS.sub("", text).strip() else text
    return _NOT_WORD.sub(" ", text).strip()


@cache
def field_roles() -> dict[str, frozenset[str]]:
    """Name of a field to everything that its value may be, by `fields.yml`."""
    roles: dict[str, set[str]] = {}
    for role, names in load("fields.yml").items():
        for name in names:
            roles.setdefault(bare(str(name)), set()).add(role)
    return {name: frozenset(found) for name, found in roles.items()}


def roles_of(label: str) -> frozenset[str]:
    """Everything that the value of a field may be; `the` makes no difference.

    Of a label in two languages (`Ende/End`) either may be the known one.
    """
    name = bare(label)
    roles = field_roles().get(name) or field_roles().get(_THE.sub("", name))
    if not roles and phrase("length_of_trouble").match(name):
        return frozenset({"minutes_duration"})
    named = phrase("length_between").match(name)
    if not roles and named:
        return frozenset({f"minutes_{named.lastgroup}"})
    if not roles and (named := phrase("moment_of_trouble").match(name)):
        kinds = (kind for kind, words in named.groupdict().items() if words)
        return frozenset(kind.rstrip("_0123456789") for kind in kinds)
    if roles or "/" not in label:
        return roles or frozenset()
    sides = [one.strip() for one in label.split("/")[:3]]
    if " / " not in label and any(" " in one for one in sides):
        return frozenset()  # `Meeting Date/Time`
    known = (field_roles().get(bare(one)) for one in sides)
    return next((one for one in known if one), frozenset())


def is_placeholder(text: str) -> bool:
    """Whether `text` is what a template leaves in a field that nobody filled in."""
    text = text.strip().strip("*_`~ ").strip()
    if not text:
        return True
    return any(pattern.match(text) for pattern in patterns("placeholders"))
