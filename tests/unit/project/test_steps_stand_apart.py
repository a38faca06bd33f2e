"""Steps meet only in the warehouse: none imports another."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pipelines.settings import PROJECT_ROOT

STEPS = [
    "pipelines/sample",
    "pipelines/extract",
    "pipelines/read",
    "pipelines/model",
    "expectations",
    "pipelines/lineage",
    "pipelines/metrics",
    "pipelines/publish",
    "pipelines/report",
    "pipelines/propose",
    "pipelines/audit_pack",
]
# What runs the steps; a step that imported one of these would see all the others.
ABOVE = {
    "pipelines.refresh",
    "pipelines.commands",
    "pipelines.cli",
    "pipelines.__main__",
}


def imported(file: Path) -> set[str]:
    """Return the full names of all modules that the file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            names.add(node.module or "")
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def lies_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_imports_no_other_step(step):
    others = {other.replace("/", ".") for other in STEPS if other != step} | ABOVE
    found = [
        f"{file.relative_to(PROJECT_ROOT)} imports {module}"
        for file in sorted((PROJECT_ROOT / step).rglob("*.py"))
        for module in imported(file)
        for other in others
        if lies_in(module, other)
    ]
    assert found == []


def test_the_guard_sees_an_import_inside_a_function(tmp_path):
    file = tmp_path / "module.py"
    file.write_text("def f():\n    from pipelines.read import run\n")
    assert "pipelines.read.run" in imported(file)
