"""Rules that documents state: found, bound to typed parameters, dated by history."""

from pipelines.read.clauses.dating import date_clauses
from pipelines.read.clauses.find import find_clauses
from pipelines.read.clauses.records import Clause
from pipelines.read.clauses.revisions import DatedClause, DocumentRevision

__all__ = [
    "Clause",
    "DatedClause",
    "DocumentRevision",
    "date_clauses",
    "find_clauses",
]
