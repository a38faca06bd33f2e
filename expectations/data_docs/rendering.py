"""Let Great Expectations render results, without the page that it puts around them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from expectations.data_docs.shortened import Validation

_TEMPLATES = Path(__file__).with_name("templates")
# Its ids hold a random part, and styles of its own that our policy of content forbids.
_RANDOM = re.compile(r"-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_STYLE = re.compile(r'\sstyle="[^"<>]*"')
_HEADING = re.compile(r"(</?h)([56])\b")  # below ours of the second level
_SCROLLED = re.compile(r'(class="[^"]*\btable-responsive\b[^"]*")')
_ID = re.compile(r'(\s(?:id|aria-controls)=")')


def rendered(validations: Sequence[Validation], *, prefix: str) -> Markup:
    """Return the sections of a page, one per column; `prefix` keeps ids apart."""
    document = _renderer().render(_suite(validations))
    # The first section names the page, the last tells of the run: the page does both.
    document.sections = document.sections[1:-1]
    text = _view().render(document)
    text = _STYLE.sub("", _RANDOM.sub("", text))
    text = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 2}", text)
    text = _SCROLLED.sub(r'\1 role="region" aria-label="Results" tabindex="0"', text)
    return Markup(_ID.sub(rf"\1{prefix}", text))


def _suite(validations: Sequence[Validation]) -> Any:  # noqa: ANN401
    from great_expectations.core.expectation_validation_result import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.expectations.expectation_configuration import (
        ExpectationConfiguration,
    )

    shown = {"column"}
    for one in validations:
        shown |= (one.asked.arguments or {}).keys()
    results = [
        ExpectationValidationResult(
            success=one.is_met,
            expectation_config=ExpectationConfiguration(
                type=one.configuration.type,
                kwargs={
                    k: v for k, v in one.configuration.kwargs.items() if k in shown
                },
                severity=one.configuration.severity,
            ),
            result=one.result,
            exception_info={},
        )
        for one in validations
    ]
    met = sum(one.is_met for one in validations)
    return ExpectationSuiteValidationResult(
        success=met == len(results),
        results=results,
        suite_name="policy",
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": met,
            "unsuccessful_expectations": len(results) - met,
            "success_percent": 100 * met / len(results),
        },
        meta={},
    )


@cache
def _renderer() -> Any:  # noqa: ANN401
    from great_expectations.render.renderer import ValidationResultsPageRenderer

    return ValidationResultsPageRenderer(run_info_at_end=True)


@cache
def _view() -> Any:  # noqa: ANN401
    from great_expectations.render.view import DefaultJinjaPageView

    class Sections(DefaultJinjaPageView):
        """The middle of Great Expectations' page."""

        _template = "sections.j2"

        @staticmethod
        def _escape_template_param_value(value: object) -> object:
            """Escape lists and mappings, too; the library does so for texts alone."""
            return value if isinstance(value, int | float) else html.escape(str(value))

    return Sections(custom_views_directory=str(_TEMPLATES))
