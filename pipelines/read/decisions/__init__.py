"""The team's own word: what people decided about found policies, in `policies.yml`."""

from pipelines.read.decisions.check import Decision, Problem, Reading, read_decisions
from pipelines.read.decisions.configured import load_configured
from pipelines.read.decisions.dated import DatedRule, FileRevision, date_rules
from pipelines.read.decisions.labels import decide_labels

__all__ = [
    "DatedRule",
    "Decision",
    "FileRevision",
    "Problem",
    "Reading",
    "date_rules",
    "decide_labels",
    "load_configured",
    "read_decisions",
]
