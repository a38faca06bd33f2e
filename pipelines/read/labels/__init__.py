"""Labels: what the documents say of them, and which names stand for one another."""

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of, severity_of
from pipelines.read.labels.naming import LabelName, name_labels
from pipelines.read.labels.reading import read_documented_labels
from pipelines.read.labels.statements import LabelConflict, label_conflicts
from pipelines.read.labels.swaps import Swap

__all__ = [
    "DocumentedLabel",
    "LabelConflict",
    "LabelName",
    "Swap",
    "facet_of",
    "label_conflicts",
    "name_labels",
    "read_documented_labels",
    "severity_of",
]
