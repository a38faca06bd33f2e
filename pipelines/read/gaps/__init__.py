"""Gaps in the rules: statements that one is missing, undecided or contradicted."""

from pipelines.read.gaps.find import GapStatement, find_gaps

__all__ = ["GapStatement", "find_gaps"]
