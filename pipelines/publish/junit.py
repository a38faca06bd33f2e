"""The verdicts as JUnit XML, which most continuous integration shows.

A suite per policy and version, a case per record. What is unknown, not applicable or
excused by a person is skipped, with the reason.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

from pipelines.publish.violations import Verdicts

# Characters that XML 1.0 cannot hold, however they are escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(verdicts: Verdicts) -> bytes:
    """The document, in UTF-8."""
    root = ET.Element("testsuites", name="saydo")
    totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for policies in verdicts.policies.values():
        for policy in policies:
            suite = _suite(policy, verdicts.of(policy))
            root.append(suite)
            for name in totals:
                totals[name] += int(suite.get(name, "0"))
    root.attrib.update({name: str(count) for name, count in totals.items()})
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _suite(policy: dict[str, Any], results: list[dict[str, Any]]) -> ET.Element:
    name = f"{policy['policy_id']} v{policy['version']}"
    suite = ET.Element("testsuite", name=_legal(name))
    properties = ET.SubElement(suite, "properties")
    place = f"{policy['path']}:{policy['line']}" if policy["path"] else ""
    for key, value in (
        ("title", policy["title"]),
        ("rule", policy["quote"]),
        ("source", place),
        ("strength", policy["strength"]),
        ("origin", policy["origin"]),
        ("not judged", policy["switched_off_reason"] or policy["not_testable_reason"]),
    ):
        if value:
            ET.SubElement(properties, "property", name=key, value=_legal(value))
    failures = skipped = 0
    for one in results:
        case = ET.SubElement(
            suite, "testcase", name=_legal(one["subject_id"]), classname=_legal(name)
        )
        if one["outcome"] == "pass":
            continue
        if one["outcome"] == "fail" and not one["exception_id"]:
            failures += 1
            failure = ET.SubElement(
                case,
                "failure",
                message=_legal(one["observed"]),
                type=policy["strength"],
            )
            words = (policy["quote"], place, one["evidence_url"])
            failure.text = _legal("\n".join(filter(None, words)))
        else:
            skipped += 1
            reason = one["reason"] or one["outcome"]
            ET.SubElement(case, "skipped", message=_legal(reason))
    counts = {"tests": len(results), "failures": failures, "errors": 0}
    suite.attrib.update({k: str(v) for k, v in counts.items()})
    suite.set("skipped", str(skipped))
    return suite


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
