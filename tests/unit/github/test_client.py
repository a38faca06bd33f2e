"""The transport: patience, limits, and where the token goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from pipelines.errors import UsageError
from pipelines.extract.github.addresses import Addresses, addresses_from
from pipelines.extract.github.client import Client
from pipelines.extract.github.connect import connect
from pipelines.extract.github.errors import (
    BadCredentialsError,
    GoneError,
    TooMuchError,
    UnavailableError,
    WithheldError,
)
from pipelines.extract.github.limits import Budget
from pipelines.extract.github.paging import PageSize
from pipelines.extract.github.tokens import AppToken, PersonalToken, tokens_from
from pipelines.extract.github.transport import Transport
from pipelines.progress import Progress
from tests.github_server.server import TOKEN

QUERY = 'query { repository(owner: "octo", name: "cat") { id } rateLimit { cost } }'
EVENTS = "/repos/octo/cat/issues/events"


def once(fault):
    """Fail the first request only."""
    return lambda number, path: fault if number == 0 else None


@pytest.mark.parametrize("fault", ["502", "truncated", "reset", "partial"])
def test_a_query_that_fails_once_is_sent_again(world, server, client, fault):
    world.repository("octo/cat")
    server.fault = once(fault)
    assert client.graphql(QUERY, {}).data["repository"]["id"]
    assert server.request_count == 2


@pytest.mark.parametrize("fault", ["502", "504", "truncated", "reset"])
def test_a_list_that_fails_once_is_asked_for_again(world, server, client, fault):
    world.repository("octo/cat")
    server.fault = once(fault)
    assert client.rest(EVENTS).content == []


@pytest.mark.parametrize("fault", ["504", "resources"])
def test_what_was_too_much_for_the_server_is_told_at_once(world, server, client, fault):
    world.repository("octo/cat")
    server.fault = once(fault)
    with pytest.raises(TooMuchError):
        client.graphql(QUERY, {})
    assert server.request_count == 1


def test_a_secondary_limit_is_waited_for_as_long_as_it_says(
    world, server, client, slept
):
    world.repository("octo/cat")
    server.fault = once("secondary")
    client.graphql(QUERY, {})
    assert slept == [7.0]


def test_a_secondary_limit_without_a_hint_is_waited_for_a_minute_then_longer(
    world, server, client, slept
):
    world.repository("octo/cat")
    server.fault = lambda number, _: "secondary without hint" if number < 2 else None
    client.rest(EVENTS)
    assert slept == [60.0, 120.0]


@pytest.mark.parametrize("ask", ["graphql", "rest"])
def test_waits_of_unknown_length_are_counted_and_come_to_an_end(
    world, server, client, slept, said, ask
):
    world.repository("octo/cat")
    server.fault = lambda number, _: "secondary without hint"
    with pytest.raises(UnavailableError, match="limited 8 times"):
        client.graphql(QUERY, {}) if ask == "graphql" else client.rest(EVENTS)
    assert slept == [60.0, 120.0, 240.0, 480.0, 900.0, 900.0, 900.0, 900.0]
    assert client.cost.limit_wait_count == 8
    assert "8 of at most 8 times" in said.getvalue()


@pytest.mark.parametrize("ask", ["graphql", "rest"])
def test_a_primary_limit_is_waited_for_until_its_reset(
    world, server, client, slept, said, ask
):
    world.repository("octo/cat")
    server.fault = once("primary")
    if ask == "graphql":
        client.graphql(QUERY, {})
    else:
        client.rest(EVENTS)
    assert slept == [91.0]
    assert "until" in said.getvalue()


def test_a_server_that_never_recovers_is_given_up_on(world, server, client):
    world.repository("octo/cat")
    server.fault = lambda number, path: "502"
    with pytest.raises(UnavailableError, match="issues/events"):
        client.rest(EVENTS)


def test_a_refused_token_is_told_without_showing_it(server):
    addresses = Addresses(server.url, f"{server.url}/graphql", server.url)
    token = PersonalToken("ghp_wrong")
    client = Client(Transport(addresses, token, sleep=lambda _: None))
    with pytest.raises(BadCredentialsError) as caught:
        client.rest("/user")
    assert "ghp_wrong" not in str(caught.value)
    assert "ghp_wrong" not in repr(token)


def test_a_token_that_ran_out_is_renewed_once(world, server, client):
    world.repository("octo/cat")

    class Renewing(PersonalToken):
        renewals = 0

        def renew(self):
            self.renewals += 1
            return True

    client.transport.tokens = Renewing(TOKEN)
    server.fault = once("unauthorized")
    assert client.rest(EVENTS).content == []
    assert client.transport.tokens.renewals == 1


def test_what_the_token_may_not_read_names_the_permission(world, server, client):
    world.repository("octo/cat")
    server.forbidden = {"/rulesets"}
    with pytest.raises(WithheldError) as caught:
        client.rest("/repos/octo/cat/rulesets/rule-suites")
    assert caught.value.permission == "administration=read"


def test_a_moved_item_tells_where_it_went(world, server, client):
    repository = world.repository("octo/cat")
    item = world.issue(repository, "ann", "Gone")
    world.delete(repository, item, "octo/other/issues/9")
    with pytest.raises(GoneError) as caught:
        client.rest("/repos/octo/cat/issues/1", is_redirected=False)
    assert caught.value.moved_to.endswith("octo/other/issues/9")


def test_the_token_is_dropped_on_the_way_to_another_host(server, client):
    client.rest("/orgs/octo/repos")
    other = server.url.replace("127.0.0.1", "localhost")
    with pytest.raises(BadCredentialsError):
        client.rest(f"{other}/orgs/octo/repos")  # it asks without a token: 401
    assert "Authorization" in server.sent_headers[0]
    assert "Authorization" not in server.sent_headers[1]


def test_requests_points_and_bytes_are_counted(world, server, client):
    world.repository("octo/cat")
    client.graphql(QUERY, {})
    client.rest(EVENTS)
    assert client.cost.request_count == 2
    assert client.cost.graphql_request_count == 1
    assert client.cost.point_count == 1
    assert client.cost.byte_count > 20


def test_now_is_the_time_of_the_server(world, client):
    world.repository("octo/cat")
    client.graphql(QUERY, {})
    assert client.now() == datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("variables", "rest", "graphql", "server"),
    [
        ({}, "https://api.github.com", "https://api.github.com/graphql",
         "https://github.com"),
        ({"GITHUB_SERVER_URL": "https://git.example.org"},
         "https://git.example.org/api/v3", "https://git.example.org/api/graphql",
         "https://git.example.org"),
        ({"GITHUB_API_URL": "https://git.example.org/api/v3/"},
         "https://git.example.org/api/v3", "https://git.example.org/api/graphql",
         "https://git.example.org"),
        ({"GITHUB_GRAPHQL_URL": "https://git.example.org/api/graphql"},
         "https://git.example.org/api/v3", "https://git.example.org/api/graphql",
         "https://git.example.org"),
        ({"GITHUB_SERVER_URL": "https://acme.ghe.com"}, "https://api.acme.ghe.com",
         "https://api.acme.ghe.com/graphql", "https://acme.ghe.com"),
    ],
)  # fmt: skip
def test_one_address_leads_to_the_others(variables, rest, graphql, server):
    assert addresses_from(variables) == Addresses(rest, graphql, server)


@pytest.mark.parametrize(
    "address",
    ["http://api.example.org", "ftp://api.example.org", "https://me:pw@example.org"],
)
def test_an_address_that_somebody_could_listen_at_is_refused(address):
    with pytest.raises(UsageError):
        addresses_from({"GITHUB_API_URL": address})


def test_the_token_comes_from_the_variables_that_people_have():
    there = Addresses()
    assert tokens_from({"GITHUB_TOKEN": "a", "GH_TOKEN": "b"}, there).get() == "a"
    assert tokens_from({"GH_TOKEN": "b"}, there).get() == "b"


def test_a_redirect_to_another_host_does_not_get_the_token(server, client):
    other = server.url.replace("127.0.0.1", "localhost")
    server.redirect = {"/orgs/octo/repos": f"{other}/orgs/octo/repos"}
    with pytest.raises(BadCredentialsError):
        client.rest("/orgs/octo/repos")
    assert ["Authorization" in one for one in server.sent_headers[:2]] == [True, False]


def test_a_redirect_on_the_same_host_keeps_the_token(world, server, client):
    world.repository("octo/lion")
    server.redirect = {EVENTS: f"{server.url}/repos/octo/lion/issues/events"}
    assert client.rest(EVENTS).content == []


def test_an_app_gets_a_token_of_its_own_and_renews_it_in_time(server, world):
    world.repository("octo/cat")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    clock = [1_000_000.0]
    addresses = Addresses(server.url, f"{server.url}/graphql", server.url)
    tokens = AppToken(
        addresses,
        app_id="7",
        private_key=key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ).decode(),
        installation_id="42",
        now=lambda: clock[0],
    )
    client = Client(Transport(addresses, tokens, sleep=lambda _: None))
    server.app_key, server.app_clock = key.public_key(), clock
    assert client.rest(EVENTS).content == []
    client.rest(EVENTS)
    assert server.calls["/app/installations/N/access_tokens"] == 1
    clock[0] += 3500
    client.rest(EVENTS)
    assert server.calls["/app/installations/N/access_tokens"] == 2
    assert "PRIVATE" not in repr(tokens)


def test_a_page_that_was_too_much_is_halved_and_grows_again():
    size = PageSize(8, 16)
    for _ in range(20):
        size.succeeded()
    assert size.size == 16
    assert size.shrink()
    assert size.size == 8
    for _ in range(40):
        size.succeeded()
    assert size.size == 8  # sixteen were too much once
    assert [size.shrink(), size.shrink(), size.shrink(), size.shrink()] == [
        True, True, True, False,
    ]  # fmt: skip
    for _ in range(5):
        size.succeeded()
    assert size.size == 2


def test_the_environment_says_which_server_and_which_token(server, world, said):
    world.repository("octo/cat")
    variables = {"GITHUB_API_URL": server.url, "GITHUB_TOKEN": TOKEN}
    client = connect(Progress(said), variables)
    assert client.rest(EVENTS).content == []
    assert client.addresses.graphql == f"{server.url}/graphql"
    assert client.addresses.server == server.url


def test_without_a_token_it_says_how_to_give_one(monkeypatch, said):
    monkeypatch.setenv("PATH", "")  # no gh either
    with pytest.raises(UsageError, match="GITHUB_TOKEN"):
        connect(Progress(said), {})


@pytest.mark.parametrize("ask", ["graphql", "rest"])
def test_a_refusal_that_breaks_off_is_asked_for_again(world, server, client, ask):
    world.repository("octo/cat")
    server.fault = once("cut refusal")
    if ask == "graphql":
        assert client.graphql(QUERY, {}).data["repository"]["id"]
    else:
        assert client.rest(EVENTS).content == []
    assert server.request_count == 2


def test_what_remains_is_known_from_an_answer_without_headers(world, client):
    world.repository("octo/cat")
    text = QUERY.replace("{ cost }", "{ cost remaining resetAt }")
    client.graphql(text, {})
    assert client.limits.points_left() == 4999


def test_no_clock_makes_a_wait_longer_than_a_limits_hour(world, server, client, slept):
    world.repository("octo/cat")
    server.fault = once("primary")
    world.now -= timedelta(days=3)
    client.rest(EVENTS)
    world.now += timedelta(days=3)
    client.limits.budgets["core"] = Budget(0, world.now.timestamp() + 10**6)
    client.rest(EVENTS)
    assert max(slept) <= 3601


def test_anything_that_is_this_machine_may_be_asked_over_http():
    for host in ("127.0.0.1", "127.8.0.1", "localhost", "[::1]"):
        found = addresses_from({"GITHUB_API_URL": f"http://{host}:8080"})
        assert found.graphql == f"http://{host}:8080/graphql"
        assert found.may_have_token(f"http://{host}:8080/git")
    with pytest.raises(UsageError):
        addresses_from({"GITHUB_API_URL": "http://127.0.0.1.example.org"})
    assert Addresses().may_have_token("https://github.com:443/octo/cat.git")


def test_a_proxy_never_sees_what_stays_on_this_machine(
    world, client, monkeypatch, server
):
    world.repository("octo/cat")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert client.rest(EVENTS).content == []
