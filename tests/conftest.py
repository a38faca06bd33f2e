"""Says at the end of a run what could not be checked on this machine."""

from tests.browser.find import find_browser


def pytest_terminal_summary(terminalreporter):
    if find_browser() is None:
        terminalreporter.section("browser checks", sep="!", red=True, bold=True)
        terminalreporter.write_line(
            "WARNING: NO BROWSER: no Chromium or Chrome was found on the PATH, so the "
            "site was not looked at in one (accessibility, keyboard, network). "
            "Debian: apt-get install chromium",
            red=True,
        )
