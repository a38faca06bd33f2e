"""The variants of the sample change what they name, and still build."""

import pytest

from pipelines.sample.build import EMBEDDED, build_sample
from tests.sample_variants import EVERYTHING, VARIANTS, Variant, rewrite, write_variant


def test_words_are_swapped_whole_and_all_at_once():
    swap = Variant(words={"sev1": "sev2", "sev2": "sev1", "#10": "#99"})
    told = rewrite("sev1, sev2, sev10, #10, #101", "a.md", swap)
    assert told == "sev2, sev1, sev10, #99, #101"


def test_dates_are_shifted_and_other_numbers_are_not():
    assert rewrite("2024-12-31 12024-12-31", "a.md", Variant(days_later=1)) == (
        "2025-01-01 12024-12-31"
    )


def test_a_change_that_changes_nothing_is_refused(tmp_path):
    with pytest.raises(ValueError, match="nowhere to be found"):
        write_variant(EMBEDDED, tmp_path, Variant(words={"nowhere to be found": "x"}))


def test_a_variant_without_changes_is_the_sample(tmp_path):
    write_variant(EMBEDDED, tmp_path, Variant())
    for path in EMBEDDED.rglob("*.*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(EMBEDDED)
            assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", VARIANTS)
def test_each_variant_builds_and_differs_from_the_sample(tmp_path, name):
    plain = build_sample(tmp_path / "plain")
    source = write_variant(EMBEDDED, tmp_path / "source", VARIANTS[name])
    told = build_sample(tmp_path / "told", source=source)
    assert texts(told) != texts(plain)


def test_with_everything_changed_no_old_name_is_left(tmp_path):
    source = write_variant(EMBEDDED, tmp_path / "source", EVERYTHING)
    folder = build_sample(tmp_path, source=source)
    everything = "\n".join(texts(folder).values())
    for old in ("sev1", "sev-1", "#101", "PR #210", "@backend-core", "2024-10-01"):
        assert old not in everything
    assert "### Issue-531 - GET /todos" in everything
    assert "- **Tags**: bug, incident, severity/1, infra" in everything
    log = (folder / "runbooks/incident-log.md").read_text()
    assert "## 2025-09-30 — GET /todos" in log
    assert "- **10:05 UTC** - alert" in log


def texts(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }
