"""Make what the README shows of the sample: a picture of the site, and a small table.

`make picture` runs it, after a change of the site, of the sample or of a reader.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from pipelines.report.found import found_table
from pipelines.settings import PROJECT_ROOT
from tests.browser.find import FLAGS, find_browser

README = PROJECT_ROOT / "README.md"
PICTURE = PROJECT_ROOT / "docs" / "site.png"
BETWEEN = re.compile(r"(<!-- found -->\n).*?(<!-- end of found -->)", re.DOTALL)


def main() -> int:
    """Write docs/site.png and the table in the README; return an exit status."""
    program = find_browser()
    if program is None:
        print("No Chromium or Chrome on the PATH. Debian: apt-get install chromium")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        command = [sys.executable, "-m", "pipelines", "refresh", "--data", str(data)]
        subprocess.run(command, cwd=PROJECT_ROOT, check=True)
        README.write_text(
            with_table(README.read_text(encoding="utf-8"), data / "warehouse.duckdb"),
            encoding="utf-8",
        )
        take(program, data / "site" / "index.html")
    print(f"Wrote {PICTURE} ({PICTURE.stat().st_size:,} bytes) and {README}")
    return 0


def with_table(text: str, warehouse: Path) -> str:
    """Return the README with the table of what was found in `warehouse`."""
    table = found_table(warehouse)
    return BETWEEN.sub(lambda found: f"{found[1]}\n{table}\n{found[2]}", text)


def take(program: str, page: Path) -> None:
    """Take the picture: the upper part of the overview."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(FLAGS), env={"TZ": "UTC"}
        )
        window = browser.new_page(viewport={"width": 1400, "height": 960})
        window.goto(page.as_uri())
        window.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
