"""The address of a remote names a repository, and nothing secret."""

import pytest

from pipelines.extract.checkout.remote import split_remote


@pytest.mark.parametrize(
    ("address", "repository_id", "url"),
    [
        ("https://github.com/o/n.git", "o/n", "https://github.com/o/n"),
        ("https://github.com/o/n", "o/n", "https://github.com/o/n"),
        ("https://github.com/o/n/", "o/n", "https://github.com/o/n"),
        ("git@github.com:o/n.git", "o/n", "https://github.com/o/n"),
        (
            "ssh://git@git.example.org:2222/o/n.git",
            "o/n",
            "https://git.example.org/o/n",
        ),
        ("http://localhost:3000/o/n.git", "o/n", "http://localhost:3000/o/n"),
        ("git://example.org/o/n", "o/n", "https://example.org/o/n"),
        ("host.example:group/sub/n.git", "sub/n", "https://host.example/group/sub/n"),
        (
            "https://example.org/o/n.name.git",
            "o/n.name",
            "https://example.org/o/n.name",
        ),
    ],
)
def test_an_address_names_owner_and_repository(address, repository_id, url):
    assert split_remote(address) == (repository_id, url)


@pytest.mark.parametrize(
    "address",
    [
        "https://user:secret@github.com/o/n.git",
        "https://token@github.com/o/n",
        "ssh://user:secret@github.com/o/n",
        "user:secret@github.com:o/n",
    ],
)
def test_no_credential_gets_into_the_url(address):
    found = split_remote(address)
    assert found is None or found == ("o/n", "https://github.com/o/n")
    assert "secret" not in str(found)
    assert "token" not in str(found)


@pytest.mark.parametrize(
    "address",
    ["", "/srv/git/n.git", "../n", "C:/code/o/n", "file:///srv/o/n", "https://h/n",
     "https://[bad/o/n", "https://h:notaport/o/n", "https://h/o/../..", "ext::sh -c x"],
)  # fmt: skip
def test_other_addresses_name_nothing(address):
    assert split_remote(address) is None
