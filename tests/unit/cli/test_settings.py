"""Where a setting comes from, and what is said of one that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.configuration import load_settings
from pipelines.errors import UsageError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's root with two folders that could be read."""
    for name in ("project/.dlt", "one", "two", "with space"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path / "project"


def configure(project: Path, text: str) -> None:
    (project / ".dlt" / "config.toml").write_text(text, encoding="utf-8")


def test_without_any_setting_the_sample_is_read_into_the_projects_data(project):
    settings = load_settings(environ={}, project_root=project)
    assert settings.repositories == ()
    assert settings.data == project / "data"
    assert settings.warehouse == project / "data" / "warehouse.duckdb"
    assert not settings.is_strict


def test_the_file_is_found_from_any_folder_and_its_paths_start_at_the_root(
    project, monkeypatch, tmp_path
):
    configure(project, '[saydo]\nrepositories = ["../one"]\ndata_dir = "out"\n')
    monkeypatch.chdir(tmp_path / "two")
    settings = load_settings(environ={}, project_root=project)
    assert settings.repositories == (tmp_path / "one",)
    assert settings.data == project / "out"


def test_a_team_names_a_file_of_its_own_signal_rules(project, tmp_path):
    assert load_settings(environ={}, project_root=project).signal_rules is None
    configure(project, '[saydo]\nsignal_rules = "ours.yml"\n')
    with pytest.raises(UsageError, match=r"no such file: .*ours\.yml \(signal_rules"):
        load_settings(environ={}, project_root=project)
    (project / "ours.yml").touch()
    (tmp_path / "theirs.yml").touch()
    settings = load_settings(environ={}, project_root=project)
    assert settings.signal_rules == project / "ours.yml"
    environ = {"SAYDO_SIGNAL_RULES": str(tmp_path / "theirs.yml")}
    settings = load_settings(environ=environ, project_root=project)
    assert settings.signal_rules == tmp_path / "theirs.yml"


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(
    project, tmp_path
):
    configure(
        project,
        '[saydo]\nrepositories = ["../one"]\ndata_dir = "file"\nstrict = true\n',
    )
    environ = {
        "SAYDO_REPOSITORIES": str(tmp_path / "two"),
        "SAYDO_DATA": str(tmp_path / "environment"),
        "SAYDO_STRICT": "0",
    }
    from_environment = load_settings(environ=environ, project_root=project)
    assert from_environment.repositories == (tmp_path / "two",)
    assert from_environment.data == tmp_path / "environment"
    assert not from_environment.is_strict
    from_command_line = load_settings(
        repositories=(str(tmp_path / "one"),),
        data=str(tmp_path / "said"),
        is_strict=True,
        environ=environ,
        project_root=project,
    )
    assert from_command_line.repositories == (tmp_path / "one",)
    assert from_command_line.data == tmp_path / "said"
    assert from_command_line.is_strict


def test_dlts_spelling_of_a_variable_is_understood(project, tmp_path):
    environ = {"SAYDO__DATA_DIR": str(tmp_path / "here")}
    settings = load_settings(environ=environ, project_root=project)
    assert settings.data == tmp_path / "here"


def test_several_repositories_may_stand_in_one_variable(project, tmp_path):
    environ = {"SAYDO_REPOSITORIES": f"{tmp_path}/one '{tmp_path}/with space'"}
    settings = load_settings(environ=environ, project_root=project)
    assert settings.repositories == (tmp_path / "one", tmp_path / "with space")


def test_one_folder_with_a_space_in_its_name_needs_no_quotes(project, tmp_path):
    environ = {"SAYDO_REPOSITORIES": f"{tmp_path}/with space"}
    settings = load_settings(environ=environ, project_root=project)
    assert settings.repositories == (tmp_path / "with space",)


def test_a_repository_named_twice_is_read_once(project, tmp_path):
    names = (str(tmp_path / "one"), str(tmp_path / "two" / ".." / "one"))
    settings = load_settings(repositories=names, environ={}, project_root=project)
    assert settings.repositories == (tmp_path / "one",)


def test_rules_for_documents_reach_the_extraction(project):
    configure(project, '[saydo.documents]\nexcluded = ["fixtures/"]\n')
    settings = load_settings(environ={}, project_root=project)
    assert settings.extraction["documents"] == {"excluded": ["fixtures/"]}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[saydo]\nrepos = []\n", r"config\.toml: \[saydo\].* not known: repos"),
        ("[saydo]\nrepositories = 3\n", "repositories in .*not a list"),
        ("[saydo]\ndata_dir = 3\n", "not a path"),
        ('[saydo]\nstrict = "maybe"\n', "strict in .* neither true nor false"),
        ("[saydo]\nmax_document_bytes = 0\n", "max_document_bytes in .*above zero"),
        ("[saydo]\ndocuments = 1\n", "documents in .*not a table"),
        ("[saydo\n", r"config\.toml: "),
        ("saydo = 5\n", r"config\.toml: saydo is not a section"),
        ("saydo = [1]\n", r"config\.toml: saydo is not a section"),
        ("[saydo]\ndata_dir = false\n", "not a path"),
        ("[saydo]\ndata_dir = []\n", "not a path"),
    ],
)
def test_a_wrong_configuration_names_the_file_or_key(project, written, said):
    configure(project, written)
    with pytest.raises(UsageError, match=said):
        load_settings(environ={}, project_root=project)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "no such folder: .*nowhere"),
        ("https://example.org/owner/name", "is an address"),
        ("a.md", "is a file, not a folder"),
    ],
)
def test_a_repository_that_is_no_folder_is_said_plainly(
    project, monkeypatch, tmp_path, name, said
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").touch()
    with pytest.raises(UsageError, match=said):
        load_settings(repositories=(name,), environ={}, project_root=project)


def test_a_name_that_is_no_folder_is_a_repository_on_github(
    project, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "owner" / "here").mkdir(parents=True)
    settings = load_settings(
        repositories=("owner/here owner/there",), environ={}, project_root=project
    )
    assert settings.repositories == (tmp_path / "owner" / "here",)
    assert settings.on_github.names == ("owner/there",)
    assert settings.names == ("here", "owner/there")


def test_an_organisation_is_named_with_patterns(project):
    configure(
        project,
        '[saydo]\ninclude = ["service-*"]\nexclude = "*-old *-tmp"\nforks = true\n',
    )
    settings = load_settings(environ={"SAYDO_ORG": "acme"}, project_root=project)
    asked = settings.on_github
    assert (asked.organisation, asked.include, asked.exclude) == (
        "acme",
        ("service-*",),
        ("*-old", "*-tmp"),
    )
    assert (asked.has_archived, asked.has_forks) == (False, True)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[saydo]\norganisation = "a/b"\n', "organisation is not the login"),
        ("[saydo]\ninclude = 3\n", "include is not a list of patterns"),
        ('[saydo]\nforks = "perhaps"\n', "forks is neither true nor false"),
    ],
)
def test_a_wrong_choice_on_github_is_said(project, written, said):
    configure(project, written)
    with pytest.raises(UsageError, match=said):
        load_settings(environ={}, project_root=project)
