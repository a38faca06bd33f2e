"""The sample told otherwise: other labels, numbers, words, places, dates, headings.

`write_variant` copies a source of the sample with every text changed, and
`build_sample(target, source=...)` builds it. Findings have to follow the change.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fnmatch import fnmatch
from pathlib import Path

DAY = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")


@dataclass(frozen=True)
class Variant:
    """A way to tell the sample otherwise.

    Attributes:
        words: Whole words or phrases and what stands in their place, in all texts.
        places: Paths of documents and their new paths, in texts as well.
        lines: Glob of paths, pattern of a line, what the line becomes.
        days_later: Shift of every ISO date, in the texts and of the commits.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[tuple[str, str, str], ...] = ()
    days_later: int = 0


def combine(*variants: Variant) -> Variant:
    return Variant(
        words={old: new for each in variants for old, new in each.words.items()},
        places={old: new for each in variants for old, new in each.places.items()},
        lines=tuple(line for each in variants for line in each.lines),
        days_later=sum(each.days_later for each in variants),
    )


def rewrite(text: str, path: str, variant: Variant) -> str:
    """Return `text` of the document `path` as the variant tells it. Pure."""
    swaps = {**variant.words, **variant.places}
    if swaps:
        text = _any_of(swaps).sub(lambda found: swaps[found[0]], text)
    shift = timedelta(days=variant.days_later)
    text = DAY.sub(lambda found: str(date.fromisoformat(found[0]) + shift), text)
    for glob, pattern, becomes in variant.lines:
        if fnmatch(path, glob):
            text = re.sub(pattern, becomes, text, flags=re.MULTILINE)
    return text


def write_variant(source: Path, target: Path, variant: Variant) -> Path:
    """Write `source` to `target` as the variant tells it, and return `target`.

    Raises ValueError if a change of the variant changes nothing: it tests nothing.
    """
    unused = {*variant.words, *variant.places, *(line[1] for line in variant.lines)}
    for path in sorted(source.rglob("*")):
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        folder, *inner = path.relative_to(source).parts
        name = "/".join(inner[1:]) if inner[0] == "files" else ""
        unused -= {old for old in unused if _matches(old, text, name, variant)}
        place = variant.places.get(name, name)
        new = target / folder / (f"files/{place}" if name else "/".join(inner))
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(rewrite(text, name, variant), encoding="utf-8")
    if unused:
        raise ValueError(f"changes nothing: {sorted(unused)}")
    return target


def _any_of(swaps: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(swaps, key=len, reverse=True)
    return re.compile("|".join(_whole(old) for old in longest_first))


def _whole(old: str) -> str:
    before = r"(?<!\w)" if re.match(r"\w", old) else ""
    after = r"(?!\w)" if re.search(r"\w$", old) else ""
    return f"{before}{re.escape(old)}{after}"


def _matches(old: str, text: str, name: str, variant: Variant) -> bool:
    if old in variant.words:
        return re.search(_whole(old), text) is not None
    if old in variant.places:
        return name == old
    return any(
        pattern == old and fnmatch(name, glob) and re.search(old, text, re.MULTILINE)
        for glob, pattern, _ in variant.lines
    )


OTHER_LABELS = Variant(
    words={
        "sev1": "severity/1",
        "sev2": "severity/2",
        "sev3": "severity/3",
        "sev-1": "severity-1",
        "area:api": "component/api",
        "area:db": "component/db",
        "area:infra": "component/infra",
        "`area:`": "`component/`",
        "type:bug": "kind:bug",
        "good first issue": "help wanted",
        "good-first-issue": "help-wanted",
        "priority-high": "urgent",
    }
)
OTHER_NUMBERS = Variant(
    words={f"#{old}": f"#{old + 430}" for old in (*range(101, 109), 210, 213)}
    | {"#215": "#1645", "#220": "#1650", "#221": "#1651"}
)
OTHER_RULES = Variant(
    words={
        "@backend-core": "@storage-guild",
        "backend-core leads": "storage-guild leads",
        "@sre": "@night-watch",
        "`main`": "`trunk`",
        "**Base:** main": "**Base:** trunk",
        "directly to main": "directly to trunk",
        "within 15 minutes": "within 20 minutes",
        "within 5 business days": "within 10 business days",
        "within 3 business days": "within 4 business days",
        "at least two approvals": "at least four approvals",
        "at least one approval": "at least three approvals",
        "(e.g. 6 months)": "(e.g. 9 months)",
        "agreed on six months": "agreed on nine months",
        "Six months has been discussed": "Nine months has been discussed",
    }
)
OTHER_WORDS = Variant(
    words={
        "belong to at least one issue": "be linked to one issue or more",
        "pass CI before merge": "be green in CI before they are merged",
        "All pull requests must:": "Every pull request is required to:",
        "Merging directly to main with admin override, tests are flaky and production "
        "is waiting.": "I used my admin rights to merge past the red checks, "
        "production can't wait for flaky tests.",
        "Escalated in Slack, the people who know the queue are all in that thread.": (
            "I called the queue people on Slack, everything was settled there."
        ),
        "That was not written down anywhere, as far as I can see.": (
            "I have not seen that in any document."
        ),
        "Issue #101 was caused by this change.": "This change caused issue #101.",
    }
)
OTHER_PLACES = Variant(
    places={
        "ops/incidents.md": "runbooks/incident-log.md",
        "ops/oncall.md": "runbooks/on-call.md",
        "docs/api_versioning.md": "docs/versioning-policy.md",
    }
)
LATER = Variant(days_later=364)  # weeks, so that a Tuesday remains a Tuesday
OTHER_HOUSE_STYLE = Variant(
    lines=(
        (".github/ISSUES.md", r"^## Issue #(\d+): (.+)$", r"### Issue-\1 - \2"),
        (".github/PULL_REQUESTS.md", r"^## PR #(\d+): (.+)$", r"### PR \1 — \2"),
        (".github/*.md", r"^\*\*Labels:\*\* (.+)$", r"- **Tags**: \1"),
        (".github/*.md", r"^\*\*Status:\*\* (.+)$", r"- **State**: \1"),
        (".github/*.md", r"^\*\*Base:\*\* (.+)$", r"- **Target branch**: `\1`"),
        (".github/*.md", r"^\*\*Description:\*\* ", "**Summary:** "),
        ("ops/*.md", r"^## Incident ([\d-]+): (.+)$", r"## \1 — \2"),
        ("ops/*.md", r"^- (\d\d:\d\d) (.+)$", r"- **\1 UTC** - \2"),
    )
)
EVERYTHING = combine(
    OTHER_LABELS, OTHER_NUMBERS, OTHER_RULES, OTHER_PLACES, LATER, OTHER_HOUSE_STYLE
)
VARIANTS = {
    "other labels": OTHER_LABELS,
    "other numbers": OTHER_NUMBERS,
    "other rules": OTHER_RULES,
    "other words": OTHER_WORDS,
    "other places": OTHER_PLACES,
    "later": LATER,
    "other house style": OTHER_HOUSE_STYLE,
    "everything": EVERYTHING,
}
