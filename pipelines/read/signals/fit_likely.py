"""Fit the points of likely.yml: `python -m pipelines.read.signals.fit_likely FILE...`.

Logistic regression over the stems of labelled texts, and of the examples of the rules,
which are labelled for their own kind alone (scikit-learn): for each kind the terms that
weigh most are kept, and weighed again. Each FILE holds JSON lines as
`evaluate` reads them; the marked ones (`--unseen`) are predicted by what the others
teach, since of a text that has taught it no measure counts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from pipelines.read.measuring import case_files
from pipelines.read.signals.contexts import of_document
from pipelines.read.signals.evaluate import Score, read_labelled
from pipelines.read.signals.find import find_signals
from pipelines.read.signals.likely import (
    FILE,
    POINTS,
    WORDS,
    Weights,
    likely_kinds,
    may_tell,
    terms_of,
)
from pipelines.read.signals.rules import load_rules
from pipelines.read.signals.signal import KINDS
from pipelines.read.weighing import Flags

_TEXTS = 2  # that a term stands in
_TERMS = 1000  # of a kind that are kept
_STEADINESS = 30.0  # inverse strength of the ridge


def fit(records: Sequence[dict[str, Any]]) -> Weights:
    """Learn from labelled texts which terms speak for which kind."""
    taught = [*records, *_examples()]
    vectors = TfidfVectorizer(
        analyzer=lambda one: terms_of(one["text"], one.get("heading")),
        min_df=_TEXTS,
        binary=True,
        norm=None,
    )
    shown = vectors.fit_transform(taught)
    names, rarity = vectors.get_feature_names_out(), vectors.idf_
    of_all = normalize(shown)
    heavy = {kind: _heaviest(_model(kind, of_all, taught)) for kind in KINDS}
    used = np.logical_or.reduce([*heavy.values()])
    of_used = normalize(shown[:, used])
    worth, base = {}, {}
    for kind in KINDS:
        chosen = heavy[kind][used]
        model = _model(kind, of_used[:, chosen], taught)
        worth[kind] = _named(names[used][chosen], model.coef_[0])
        base[kind] = float(model.intercept_[0])
    return Weights(_named(names[used], rarity[used]), worth, base)


def _examples() -> Iterator[dict[str, Any]]:
    """What the rules find, and what is only like it; `about` is all that it tells."""
    for rule in load_rules().rules:
        for signals, examples in zip(([rule.kind], []), rule.examples, strict=True):
            for example in examples:
                yield {**example, "signals": signals, "about": rule.kind}


def _model(
    kind: str,
    shown: Any,  # noqa: ANN401 a sparse matrix
    taught: Sequence[dict[str, Any]],
) -> LogisticRegression:
    """What the texts that tell about a kind teach of the terms that they show."""
    tells = np.array([one.get("about", kind) == kind for one in taught])
    holds = np.array([kind in one["signals"] for one in taught])
    model = LogisticRegression(
        C=_STEADINESS, solver="liblinear", class_weight="balanced", random_state=0
    )
    return model.fit(shown[tells], holds[tells])


def _heaviest(model: LogisticRegression) -> Flags:
    heavy = np.abs(model.coef_[0])
    return np.asarray(heavy >= np.sort(heavy)[-min(_TERMS, len(heavy))])


def _named(names: Iterable[str], values: Iterable[float]) -> dict[str, float]:
    return {str(name): float(one) for name, one in zip(names, values, strict=True)}


def _all_of(files: Sequence[Path]) -> list[dict[str, Any]]:
    return [one for file in files for one in read_labelled(file)]


def _told(records: Sequence[dict[str, Any]], given: Weights) -> str:
    """What the rules find in texts, and what they and the words do."""
    rules = {kind: Score() for kind in KINDS}
    both = {kind: Score() for kind in KINDS}
    for record in records:
        text, heading = record["text"], record.get("heading")
        source = record.get("source")
        found = find_signals(text, heading=heading, source=source)
        by_rule = {one.kind for one in found if not one.is_inferred}
        holding = {one.kind for one in found if one.holds and not one.is_inferred}
        likely = set()
        if may_tell(of_document(source)):
            likely = {*likely_kinds(text, given, heading=heading)} - by_rule
        for counts, kinds in ((rules, holding), (both, holding | likely)):
            for kind in KINDS:
                is_so = kind in record["signals"]
                counts[kind].right += kind in kinds and is_so
                counts[kind].wrong += kind in kinds and not is_so
                counts[kind].missed += kind not in kinds and is_so
    return f"rules {_macro(rules)}; with likely words {_macro(both)}"


def _macro(counts: dict[str, Score]) -> str:
    f1 = [one.f1 for one in counts.values()]
    precision = [one.precision for one in counts.values()]
    return (
        f"macro F1 {np.mean(f1):.3f}, precision {np.mean(precision):.3f}, "
        f"lowest F1 {min(f1):.2f}"
    )


def write(given: Weights) -> None:
    """Keep the points: bases in likely.yml, those of words beside it."""
    text = FILE.read_text(encoding="utf-8")
    for kind, base in given.base.items():
        told = f"  {kind}: {round(base * POINTS)}"
        text = re.sub(rf"(?m)^  {kind}: -?\d+$", told, text)
    FILE.write_text(text, encoding="utf-8")
    with WORDS.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(("words", "rarity", *KINDS))
        for term in sorted(given.rarity):
            worth = [round(given.worth[kind].get(term, 0) * POINTS) for kind in KINDS]
            rarity = round(given.rarity[term] * POINTS)
            rows.writerow((term, rarity, *(points or "" for points in worth)))


@click.command(help=__doc__)
@case_files
@click.option(
    "--unseen", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True, help="Predict it by what the others teach; may be repeated.",
)  # fmt: skip
@click.option("--write", "keeps", is_flag=True, help="Write the points of all FILES.")
def main(files: tuple[Path, ...], unseen: tuple[Path, ...], keeps: bool) -> None:
    for file in unseen:
        others = [other for other in files if other != file]
        told = _told(read_labelled(file), fit(_all_of(others)))
        click.echo(f"{file}: {told}")
    if keeps:
        write(fit(_all_of(files)))


if __name__ == "__main__":
    main()
