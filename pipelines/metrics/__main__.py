"""`python -m pipelines.metrics`: list the metrics, or ask MetricFlow about them.

Without arguments, the published metrics with their values. With arguments, MetricFlow's
own command `mf`, over the published warehouse and without its question to the package
index whether there is a newer version:

    python -m pipelines.metrics query --metrics override_rate --group-by repository
"""

from __future__ import annotations

import os
import sys

from pipelines.configuration import load_settings
from pipelines.errors import SaydoError
from pipelines.metrics.listing import listing


def main(arguments: list[str]) -> int:
    """Return the exit status."""
    try:
        settings = load_settings()
        if not arguments:
            print(listing(settings.warehouse))
            return 0
        from pipelines.metrics.command import run

        return run(arguments, settings)
    except SaydoError as error:
        print(f"saydo: {error.what}\n  {error.remedy}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
