"""What the small warehouses hold: a team with findings, a hostile one, an empty one."""

from typing import Any

HOME = "acme/shop"
RUN = {
    "run_id": "2025-03-01T12:00:00Z",
    "started_at": "2025-03-01 12:00:00",
    "finished_at": "2025-03-01 12:00:30",
    "versions": '{"saydo": "0.1.0"}',
}
BEFORE = {
    "run_id": "2025-02-01T12:00:00Z",
    "started_at": "2025-02-01 12:00:00",
    "finished_at": "2025-02-01 12:00:40",
}
EMPTY: dict[str, list[dict[str, Any]]] = {"runs": [RUN]}


def _clause(clause_id: str, line: int, quote: str, topic: str, **more: Any) -> Any:
    policies = [more["policy_id"]] if more.get("policy_id") else []
    return {
        "clause_id": clause_id,
        "repository_id": HOME,
        "lineage_id": clause_id,
        "policy_ids": policies,
        "path": "CONTRIBUTING.md",
        "line": line,
        "quote": quote,
        "modal": "must",
        "topic": topic,
        **more,
    }


def _policy(name: str, clause_id: str, title: str, topic: str, **more: Any) -> Any:
    return {
        "policy_version_id": f"{HOME}:{name}@1",
        "policy_id": f"{HOME}:{name}",
        "version": 1,
        "repository_id": HOME,
        "title": title,
        "topic": topic,
        "strength": "must",
        "clause_id": clause_id,
        "mart": "pull_requests",
        "is_one_sided": False,
        "testability": "testable",
        "origin": "found",
        **more,
    }


def _result(name: str, subject_id: str, outcome: str, **more: Any) -> Any:
    return {
        "policy_result_id": f"{HOME}:{name}@1:{subject_id}",
        "policy_id": f"{HOME}:{name}",
        "version": 1,
        "repository_id": HOME,
        "subject_id": subject_id,
        "outcome": outcome,
        **more,
    }


def _conformance(
    name: str, passed: int, failed: int, unknown: int, run_id: str = RUN["run_id"]
) -> Any:
    return {
        "policy_conformance_id": f"{HOME}:{name}@{run_id}",
        "policy_id": f"{HOME}:{name}",
        "run_id": run_id,
        "pass_count": passed,
        "fail_count": failed,
        "unknown_count": unknown,
        "not_applicable_count": 1,
        "conformance_rate": passed / (passed + failed) if passed + failed else None,
    }


def _pull(number: int, title: str, **more: Any) -> Any:
    return {
        "pull_request_id": f"{HOME}#{number}",
        "repository_id": HOME,
        "number": number,
        "title": title,
        "state": "merged",
        "base_branch": "main",
        "default_branch": "main",
        "checks_state": "unknown",
        "url": f"https://example.com/{HOME}/pull/{number}",
        **more,
    }


def _issue(number: int, title: str, **more: Any) -> Any:
    return {
        "issue_id": f"{HOME}#{number}",
        "repository_id": HOME,
        "number": number,
        "title": title,
        "state": "closed",
        "path": "records/issues.md",
        "line": number * 10,
        **more,
    }


def filled() -> dict[str, list[dict[str, Any]]]:
    """A shop whose checks fail at a hotfix, with one badly written-up incident."""
    incident = f"{HOME}:incident-4"
    return {
        "runs": [BEFORE, RUN],
        "repositories": [
            {"repository_id": HOME, "source": "archive", "default_branch": "main"}
        ],
        "documents": [
            {
                "document_id": f"{HOME}:CONTRIBUTING.md",
                "repository_id": HOME,
                "path": "CONTRIBUTING.md",
                "kind": "contributing",
                "revision_count": 3,
                "first_seen_at": "2024-01-05 08:00:00",
                "last_changed_at": "2025-02-05 08:00:00",
            },
            {
                "document_id": f"{HOME}:ops/log.md",
                "repository_id": HOME,
                "path": "ops/log.md",
                "kind": "incident_log",
                "revision_count": 1,
            },
        ],
        "issues": [
            _issue(4, "Carts are empty after payment", severity=1),
            _issue(5, "Who may drop a column?"),
        ],
        "pull_requests": [
            _pull(7, "New checkout"),
            _pull(
                8,
                "Hotfix the cart",
                base_branch="release",
                checks_state="failing",
                is_hotfix=True,
                linked_issue_ids=[f"{HOME}#4"],
            ),
            _pull(9, "Drop the old API", state="open", is_breaking=True),
        ],
        "incidents": [
            {
                "incident_id": incident,
                "repository_id": HOME,
                "title": "Carts were empty",
                "severity": 1,
                "severity_as_written": ["SEV-1"],
                "issue_ids": [f"{HOME}#4"],
                "cause_pull_request_ids": [f"{HOME}#7"],
                "fix_pull_request_ids": [f"{HOME}#8"],
                "log_path": "ops/log.md",
                "log_line": 3,
                "postmortem_status": "partial",
                "minutes_to_restore": 95,
                "action_item_count": 2,
                "open_action_item_count": 1,
                "has_log_entry": True,
                "has_incident_issue": True,
                "is_discussed_off_github": True,
                "occurred_on": "2024-12-24",
            }
        ],
        "action_items": [
            {
                "action_item_id": "a1",
                "incident_id": incident,
                "repository_id": HOME,
                "text": "Alert on empty carts",
                "status": "open",
                "path": "ops/log.md",
                "line": 20,
            },
            {
                "action_item_id": "a2",
                "incident_id": incident,
                "repository_id": HOME,
                "text": "Tell support",
                "status": "done",
                "owner_id": "mia",
                "path": "ops/log.md",
                "line": 21,
            },
        ],
        "merge_overrides": [
            {
                "merge_override_id": f"{HOME}#8:{kind}",
                "repository_id": HOME,
                "pull_request_id": f"{HOME}#8",
                "kind": kind,
                "incident_id": incident,
                "is_confirmed": kind == "stated_override",
                "is_hotfix": True,
                "evidence_quote": "I merge over the red build",
                "reason_quote": "customers are waiting",
                "has_recorded_reason": True,
            }
            for kind in ("failing_checks", "stated_override")
        ],
        "breaking_changes": [
            {
                "breaking_change_id": f"{HOME}#9",
                "repository_id": HOME,
                "item_id": f"{HOME}#9",
                "item_kind": "pull_request",
                "title": "Drop the old API",
                "change_kind": "api",
                "change_kinds": ["api"],
                "state": "open",
                "quote": "this breaks every client",
                "stated_deprecation_days": 90,
                "kept_deprecation_days": 49,
                "is_deprecation_documented": False,
                "is_authority_unclear": True,
            }
        ],
        "review_coverage": [
            {
                "review_coverage_id": "r1",
                "pull_request_id": f"{HOME}#7",
                "repository_id": HOME,
                "team_id": "@acme/web",
                "area": "web",
                "expected_because": "document",
                "clause_id": "c2",
            }
        ],
        "labels": [
            _label("type:bug", "type:bug", 1, path="LABELS.md", line=4),
            _label("bug", "type:bug", 3, is_canonical=False),
            _label("area:web", "area:web", 0, path="LABELS.md", line=5),
            _label("web", "area:web", 2, is_canonical=False),
            _label("huge", "huge", 2, is_documented=False),
            _label("blocked", "blocked", 0, path="LABELS.md", line=9),
        ],
        "label_usage": [
            {
                "label_usage_id": f"{HOME}#4:{name}",
                "item_id": f"{HOME}#4",
                "repository_id": HOME,
                "label_id": f"{HOME}:{name}",
                "label": name,
                "canonical_name": canonical,
                "facet": "type",
                "is_canonical": name == canonical,
                "is_carried": True,
            }
            for name, canonical in (("bug", "type:bug"), ("huge", "huge"))
        ],
        "label_drift": [
            {
                "label_drift_id": "d1",
                "repository_id": HOME,
                "facet": "type",
                "canonical_name": "type:bug",
                "variants": ["bug"],
                "applied_count": 4,
                "variant_count": 3,
                "drift_rate": 0.75,
            }
        ],
        "text_signals": [
            {
                "text_signal_id": "s1",
                "repository_id": HOME,
                "kind": "offline_discussion",
                "item_id": f"{HOME}#4",
                "path": "records/issues.md",
                "line": 44,
                "quote": "we sorted it out on the phone",
                "rule_id": "phone",
                "is_asserted": True,
            },
            {
                "text_signal_id": "s2",
                "repository_id": HOME,
                "kind": "unclear_authority",
                "item_id": f"{HOME}#5",
                "quote": "nobody knows who may say yes",
                "rule_id": "who",
                "is_asserted": True,
            },
        ],
        "evidence": [
            {
                "evidence_id": "e1",
                "subject_id": incident,
                "claim": "offline_discussion",
                "path": "records/issues.md",
                "line": 44,
                "quote": "we sorted it out on the phone",
            }
        ],
        "policy_clauses": [
            _clause(
                "c1",
                5,
                "Checks must be green before a merge.",
                "checks",
                policy_id=f"{HOME}:checks_green",
            ),
            _clause(
                "c2",
                7,
                "The web team must approve web changes.",
                "review",
                policy_id=f"{HOME}:review_by_team",
            ),
            _clause("c3", 9, "Be kind.", "other", modal="should"),
            _clause(
                "c4",
                11,
                "An old version must live on for e.g. 3 months.",
                "deprecation",
                is_undecided=True,
            ),
            _clause(
                "c5",
                13,
                "Every change must name an issue.",
                "linking",
                policy_id=f"{HOME}:linked_issue",
            ),
            _clause(
                "c0",
                5,
                "Checks should be green.",
                "checks",
                policy_id=f"{HOME}:checks_green",
                effective_to="2024-06-01 00:00:00",
            ),
        ],
        "policies": [
            _policy("checks_green", "c1", "Checks are green at the merge", "checks"),
            _policy("review_by_team", "c2", "The area's team approves", "review"),
            _policy("linked_issue", "c5", "A change names an issue", "linking"),
        ],
        "policy_results": [
            _result(
                "checks_green", f"{HOME}#8", "fail", observed="checks were failing"
            ),
            _result("checks_green", f"{HOME}#7", "unknown"),
            _result("review_by_team", f"{HOME}#7", "unknown"),
            _result("linked_issue", f"{HOME}#8", "pass"),
        ],
        "policy_conformance": [
            _conformance("checks_green", 0, 1, 1),
            _conformance("checks_green", 55, 0, 0, run_id="2025-02-01T12:00:00Z"),
            _conformance("review_by_team", 0, 0, 1),
            _conformance("linked_issue", 1, 0, 0),
        ],
        "policy_results_today": [
            {
                "policy_result_today_id": f"{HOME}:linked_issue:{HOME}#8",
                "policy_id": f"{HOME}:linked_issue",
                "version": 1,
                "repository_id": HOME,
                "subject_id": f"{HOME}#8",
                "outcome": "fail",
                "version_then": 1,
                "outcome_then": "pass",
            }
        ],
        "team_decisions": [
            {
                "decision_id": "d1",
                "repository_id": HOME,
                "kind": "exceptions",
                "stated_in": "repository",
                "subject": "checks_green",
                "policy_id": f"{HOME}:checks_green",
                "reason": "the runner was down that week",
                "owner_id": "kim",
                "until_on": "2025-06-30",
                "is_in_force": True,
                "excused_count": 1,
                "path": ".saydo/policies.yml",
                "line": 4,
                "quote": "exceptions: policy: checks_green",
            },
            {
                "decision_id": "d2",
                "repository_id": HOME,
                "kind": "switch_off",
                "stated_in": "configuration",
                "subject": "open_tme",
                "reason": "we gave up on waiting",
                "is_in_force": False,
                "problem": "policy: 'open_tme' is not there",
                "path": ".dlt/policies.yml",
                "line": 2,
                "quote": "switch_off: policy: open_tme",
            },
        ],
        "governance_gaps": [
            {
                "governance_gap_id": "g4",
                "repository_id": HOME,
                "topic": "merging",
                "kind": "withdrawn",
                "path": "CONTRIBUTING.md",
                "line": 12,
                "quote": "changes stay open for a day",
                "other_path": "CONTRIBUTING.md",
                "other_quote": "The sentence stands there no more since 2025-01-01.",
            },
            {
                "governance_gap_id": "g5",
                "repository_id": HOME,
                "topic": "documentation",
                "kind": "dangling",
                "path": "CONTRIBUTING.md",
                "line": 14,
                "quote": "the reasons are told elsewhere",
                "other_path": "docs/reasons.md",
            },
            {
                "governance_gap_id": "g1",
                "repository_id": HOME,
                "topic": "schema_changes",
                "kind": "missing",
                "item_id": f"{HOME}#5",
                "quote": "nobody knows who may say yes",
            },
            {
                "governance_gap_id": "g3",
                "repository_id": HOME,
                "topic": "releases",
                "kind": "undecided",
                "commit_sha": "0123456789abcdef",
                "quote": "we have yet to agree on releases",
            },
            {
                "governance_gap_id": "g2",
                "repository_id": HOME,
                "topic": "postmortems",
                "kind": "contradicted",
                "path": "CONTRIBUTING.md",
                "line": 20,
                "quote": "within 3 days",
                "other_path": "ops/oncall.md",
                "other_line": 8,
                "other_quote": "within 5 days",
            },
        ],
        "completeness": [
            {
                "completeness_id": f"{HOME}:reviews",
                "repository_id": HOME,
                "kind": "reviews",
                "reason": "an archive holds none",
            }
        ],
        "metrics": [
            {
                "metric": "policy_conformance_rate",
                "title": "Policy conformance rate",
                "unit": "rate",
                "definition": "Verdicts that are pass, of those that are pass or fail.",
                "source_name": "A standard",
                "source_url": "https://example.com/standard",
                "measured_on": ["policy_results"],
            },
            {
                "metric": "change_lead_time",
                "title": "Change lead time",
                "unit": "hours",
                "definition": "Median hours from a commit to its deployment.",
                "source_name": "saydo",
                "measured_on": ["commits"],
            },
            {
                "metric": "override_rate",
                "title": "Override rate",
                "unit": "rate",
                "definition": "Merges that went round a gate, of all merges.",
                "source_name": "saydo",
                "measured_on": ["pull_requests"],
            },
        ],
        "metric_values": [
            *(
                {
                    "metric_value_id": f"conformance-{month}",
                    "metric": "policy_conformance_rate",
                    "month_on": month,
                    "numerator": 1,
                    "denominator": 2,
                    "unknown_count": 2,
                    "value": 0.5,
                }
                for month in (None, "2024-11-01", "2024-12-01", "2025-01-01")
            ),
            {"metric_value_id": "lead-time", "metric": "change_lead_time"},
            # Of no merge is known how it went.
            {
                "metric_value_id": "overrides",
                "metric": "override_rate",
                "denominator": 2,
                "unknown_count": 2,
            },
        ],
        "unreadable": [
            {
                "unreadable_id": "u1",
                "repository_id": HOME,
                "path": "records/issues.md",
                "line": 99,
                "reason": "two sections have the number 4",
                "quote": "## Issue 4",
            }
        ],
    }


def _label(name: str, canonical_name: str, item_count: int, **more: Any) -> Any:
    return {
        "label_id": f"{HOME}:{name}",
        "repository_id": HOME,
        "name": name,
        "facet": "type",
        "canonical_name": canonical_name,
        "canonical_because": "itself" if name == canonical_name else "spelling",
        "item_count": item_count,
        "is_canonical": True,
        "is_documented": True,
        **more,
    }


HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "a | b |\n| c | d |",
    "`code` ``` fence",
    "[click](javascript:alert(1))",
    "![image](https://evil.example/x.png)",
    "# heading\n\n- list",
    "--- ===",
    "https://evil.example/ www.evil.example",
    "\u202eevil\u202c right to left \u05d0\u05d1",
    "<img src=x onerror=alert(1)>",
    "*bold* _it_ ~~no~~ $math$ &lt; &copy;",
    "\\[escaped](https://evil.example)",
    "[ref]: https://evil.example",
    "{{ 7 * 7 }} {% raw %}",
    "\x00\x1b[31mred\x07",
)
HOSTILE_ADDRESSES = (
    "javascript:alert(1)",
    "https://evil.example/)[x](javascript:alert(1)",
    'https://evil.example/"><script>alert(1)</script>',
    "data:text/html,<script>alert(1)</script>",
    "https://evil.example/ onclick=x",
    "//evil.example",
)
_OPTIONAL_ADDRESSES = {("policy_results", "evidence_url"), ("merge_overrides", "url")}
_FREE = {
    "title",
    "quote",
    "text",
    "reason",
    "path",
    "log_path",
    "observed",
    "evidence_quote",
    "reason_quote",
    "other_quote",
    "other_path",
    "owner_id",
    "base_branch",
    "checks_as_written",
    "team_id",
    "area",
    "topic",
    "name",
    "context",
}


def hostile() -> dict[str, list[dict[str, Any]]]:
    """The filled warehouse, with every free text and address replaced by an attack."""
    tables = filled()
    turn = 0
    for table, rows in tables.items():
        for row in rows:
            for column in sorted(row):
                if column in _FREE:
                    row[column] = HOSTILE_TEXTS[turn % len(HOSTILE_TEXTS)]
                    turn += 1
            for column in ("url", "evidence_url"):
                if column in row or (table, column) in _OPTIONAL_ADDRESSES:
                    row[column] = HOSTILE_ADDRESSES[turn % len(HOSTILE_ADDRESSES)]
                    turn += 1
            if "severity_as_written" in row:
                row["severity_as_written"] = list(HOSTILE_TEXTS)
    return tables


def large(count: int) -> dict[str, list[dict[str, Any]]]:
    """The filled warehouse with `count` more changes, incidents, labels and so on."""
    tables = filled()
    numbers = range(1_000, 1_000 + count)
    words = "A title of the usual length, with some words about the change number "
    tables["pull_requests"] += [
        _pull(number, f"{words}{number}", merged_at=_day(number)) for number in numbers
    ]
    tables["policy_results"] += [
        _result(
            "checks_green",
            f"{HOME}#{number}",
            "fail" if number % 2 else "unknown",
            observed="checks at the merge: failing",
            reason="No checks are recorded for the merge.",
            evidence_url=f"https://example.com/{HOME}/pull/{number}",
            quote="the integration tests fail, and nobody knows since when",
            decided_at=_day(number),
        )
        for number in numbers
    ]
    tables["incidents"] += [
        {
            "incident_id": f"{HOME}:incident-{number}",
            "repository_id": HOME,
            "title": f"Outage number {number}",
            "postmortem_status": "missing",
            "issue_ids": [],
            "cause_pull_request_ids": [],
            "fix_pull_request_ids": [],
            "occurred_on": _day(number)[:10],
            "minutes_to_restore": number,
        }
        for number in list(numbers)[: count // 10]
    ]
    tables["labels"] += [
        _label(f"label-{number}", f"label-{number}", 1) for number in numbers
    ]
    tables["merge_overrides"] += [
        {
            "merge_override_id": f"{HOME}#{number}:failing_checks",
            "repository_id": HOME,
            "pull_request_id": f"{HOME}#{number}",
            "kind": "failing_checks",
            "merged_at": _day(number),
            "evidence_quote": "the integration tests fail",
        }
        for number in numbers
    ]
    return tables


def _day(number: int) -> str:
    year, month = 2020 + number // 372 % 5, number // 31 % 12 + 1
    return f"{year}-{month:02}-{number % 28 + 1:02} 12:00:00"


def reworded() -> dict[str, list[dict[str, Any]]]:
    """A rule about merging that was broken before it was turned into another."""
    before, now = "2024-01-01 00:00:00", "2024-06-01 00:00:00"
    name, title = "merge_method", "It is merged by the agreed method"
    old = _policy(
        name, "old", title, "merging", effective_from=before, effective_to=now
    )
    new = _policy(name, "new", title, "merging", effective_from=now, version=2)
    new["policy_version_id"] = f"{HOME}:{name}@2"
    kept = _result(name, f"{HOME}#9", "pass", version=2)
    kept["policy_result_id"] = f"{HOME}:{name}@2:{HOME}#9"
    stated = {"policy_id": f"{HOME}:{name}"}
    return {
        "runs": [RUN],
        "repositories": filled()["repositories"],
        "policy_clauses": [
            _clause(
                "old", 3, "Merge with a merge commit.", "merging",
                effective_from=before, effective_to=now, **stated,
            ),
            _clause(
                "new", 3, "Squash when you merge.", "merging", effective_from=now,
                **stated,
            ),
        ],
        "policies": [old, new],
        "policy_results": [
            _result(name, f"{HOME}#8", "fail", observed="merged by squash"),
            kept,
        ],
        "policy_conformance": [_conformance(name, 1, 1, 0)],
    }  # fmt: skip
