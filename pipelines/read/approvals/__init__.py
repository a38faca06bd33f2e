"""Approvals in words ("LGTM", "ACK abc123", "r=alice", "/approve", "+1").

Whether such words count is for the team's documents to say: `find_conventions` finds
where they speak of one. The rules are data (`rules.yml`), each with its examples.
"""

from pipelines.read.approvals.find import (
    Convention,
    SpokenApproval,
    find_approvals,
    find_conventions,
)

__all__ = ["Convention", "SpokenApproval", "find_approvals", "find_conventions"]
