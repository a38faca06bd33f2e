"""What tests share, and what a run says at its end that it could not check."""

import signal

import pytest

from tests.browser.find import find_browser

_ENDLESS = 120  # seconds of the processor alone, where seconds are expected


@pytest.fixture
def hostile():
    """Stop a reader that does not end with a hostile text, so that the run goes on.

    It counts the work of this process, not the clock, and measures nothing: a reader
    whose work grows with the square of the text would take hours.
    """

    def stop(_number, _frame):
        pytest.fail("the reader does not end with this text")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def pytest_terminal_summary(terminalreporter):
    if find_browser() is None:
        terminalreporter.section("browser checks", sep="!", red=True, bold=True)
        terminalreporter.write_line(
            "WARNING: NO BROWSER: no Chromium or Chrome was found on the PATH, so the "
            "site was not looked at in one (accessibility, keyboard, network). "
            "Debian: apt-get install chromium",
            red=True,
        )
