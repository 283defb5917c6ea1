"""Nothing asks a machine's or a network's own addresses, however they are written, unless the user wants it."""

import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import moved, serving

from narrate.errors import FetchError, InputError
from narrate.fetch import Web
from narrate.fetch.addresses import internal, look_up

PUBLIC = "93.184.215.14"
NAMES = {  # what a resolver says of names that mislead
    "rebind.example": ("127.0.0.1",),
    "mixed.example": (PUBLIC, "10.0.0.7"),
    "six.example": ("::1",),
    "mapped.example": ("::ffff:127.0.0.1",),
    "nat64.example": ("64:ff9b::7f00:1",),
    "metadata.example": ("169.254.169.254",),
    "xn--bcher-kva.example": ("192.168.1.1",),
    "127.0.0.1.": ("127.0.0.1",),  # some resolvers look up what ends in a dot
}
SPELLINGS = """
http://127.0.0.1/  http://localhost/  http://LOCALHOST/  http://localhost./  http://127.0.0.1./  http://127.1/
http://127.0.1/  http://2130706433/  http://0x7f000001/  http://0x7f.1/  http://0x7F.0x0.0x0.0x1/  http://017700000001/
http://0177.0.0.1/  http://0/  http://0.0.0.0/  http://127.255.255.254/  http://10.0.0.1/  http://172.16.0.1/
http://172.31.255.255/  http://192.168.0.1/  http://3232235521/  http://169.254.169.254/latest/meta-data/
http://0xa9fea9fe/  http://2852039166/  http://100.64.0.1/  http://100.100.100.200/  http://168.63.129.16/
http://198.18.0.1/  http://224.0.0.1/  http://255.255.255.255/  http://240.0.0.1/  http://192.0.0.1/
http://[::1]/  http://[0:0:0:0:0:0:0:1]/  http://[::]/  http://[::ffff:127.0.0.1]/  http://[::ffff:7f00:1]/
http://[::127.0.0.1]/  http://[::ffff:0:127.0.0.1]/  http://[64:ff9b::127.0.0.1]/  http://[64:ff9b:1::1]/
http://[2002:7f00:1::]/  http://[2001:0:7f00:1::]/  http://[2001:db8::1]/  http://[fe80::1]/  http://[fc00::1]/
http://[fd00:ec2::254]/  http://[ff02::1]/  http://[fec0::1]/
http://example.org@127.0.0.1/  http://example.org:80@127.0.0.1/  http://127.0.0.1:80@localhost/
http://example.org%2F@127.0.0.1/  http://127.0.0.1#@example.org/  http://127.0.0.1?@example.org/
http://127.0.0.1\\@example.org/  http://１２７.０.０.１/  http://①②⑦.⓪.⓪.①/  http://ｌｏｃａｌｈｏｓｔ/  http://127。0。0。1/
http://%31%32%37.0.0.1/  http://127.0.0.1%00.example.org/  HTTP://127.0.0.1/  https://127.0.0.1/
http://bücher.example/  http://rebind.example/  http://mixed.example/  http://six.example/  http://mapped.example/
http://nat64.example/  http://metadata.example/
""".split()


class Resolver:
    """The system's, for what is written in numbers; its own names for the rest; counts what it is asked."""

    def __init__(self, **answers):
        self.asked = []
        self.answers = NAMES | answers

    def __call__(self, host, port):
        self.asked.append(host)
        if host in self.answers:
            return self.answers[host]
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except OSError:
            if host.rstrip(".").lower() == "localhost":
                return ("127.0.0.1", "::1")
            raise
        return tuple(place[0] for *_, place in found)


@pytest.fixture
def site():
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def dialled(monkeypatch, site):
    """Every address that is dialled; behind the public one stands the server of the test."""
    addresses, connect = [], socket.create_connection

    def watched(address, *rest, **more):
        addresses.append(address[0])
        return connect(("127.0.0.1", site.server_port) if address[0] == PUBLIC else address, *rest, **more)

    monkeypatch.setattr(socket, "create_connection", watched)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return addresses


@pytest.mark.parametrize("url", SPELLINGS)
def test_an_internal_address_is_refused_in_every_spelling_with_one_look_up(url, dialled):
    resolver = Resolver()

    with pytest.raises(InputError, match="cannot fetch"):
        Web(resolve=resolver, gap_s=0).page(url)

    assert dialled == []
    assert len(resolver.asked) <= 1


def test_most_spellings_are_refused_for_where_they_lead_not_for_how_they_are_written():
    """So that the table above does not pass on addresses that no library would take for one."""

    def refused(url):
        with pytest.raises(InputError) as caught:
            Web(resolve=Resolver(), gap_s=0).page(url)
        return "not on the public internet" in str(caught.value)

    assert sum(map(refused, SPELLINGS)) >= 50


@pytest.mark.parametrize("url", SPELLINGS)
def test_a_redirect_to_an_internal_address_is_refused_with_one_look_up(url, site, dialled):
    resolver = Resolver(**{"public.example": (PUBLIC,)})
    site.pages["/"] = moved(url if url.isascii() else url.encode().decode("latin-1"))

    with pytest.raises(InputError, match=r"cannot fetch http://public\.example"):
        Web(resolve=resolver, gap_s=0).page("http://public.example/")

    assert dialled == [PUBLIC]
    assert resolver.asked.pop(0) == "public.example"
    assert len(resolver.asked) <= 1


def test_the_address_that_was_checked_is_dialled_whatever_a_second_look_up_would_say(site, dialled):
    answers = iter([(PUBLIC,), ("127.0.0.1",), ("127.0.0.1",)])
    asked = []
    site.pages["/"] = "the page"

    source = Web(resolve=lambda host, port: asked.append(host) or next(answers)).page("http://rebind.example/")

    assert source.content == b"the page"
    assert asked == ["rebind.example"]
    assert dialled == [PUBLIC]
    assert site.visits[0].headers["Host"] == "rebind.example"


def test_a_host_that_answers_at_its_second_address_only_is_reached(site, dialled):
    site.pages["/"] = "the page"
    dead = "93.184.215.15"

    def connect(address, *rest, **more):
        raise ConnectionRefusedError(111, "refused")

    with pytest.MonkeyPatch.context() as patch:
        watched = socket.create_connection
        patch.setattr(
            socket,
            "create_connection",
            lambda address, *rest, **more: (connect if address[0] == dead else watched)(address, *rest, **more),
        )
        source = Web(resolve=lambda host, port: (dead, PUBLIC)).page("http://public.example/")

    assert source.content == b"the page"


def test_with_leave_internal_addresses_are_fetched(site, dialled):
    site.pages["/"] = "the page"

    assert Web(private=True).page(f"{site.url}/").content == b"the page"
    assert dialled == ["127.0.0.1"]


def test_the_refusal_says_where_the_name_leads_and_what_lets_it_through():
    with pytest.raises(
        FetchError, match=r"rebind\.example is 127\.0\.0\.1, which is not on the public internet"
    ) as caught:
        Web(resolve=Resolver()).page("http://rebind.example/")

    assert "--allow-private" in caught.value.hint


def test_behind_a_proxy_what_needs_no_look_up_is_refused_and_the_rest_is_the_proxys(site, dialled, monkeypatch):
    monkeypatch.setenv("http_proxy", site.url)
    resolver = Resolver()
    site.pages["http://public.example/"] = "the page"

    for url in (
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://localhost/",
        "http://a.localhost./",
        "http://[::1]/",
    ):
        with pytest.raises(FetchError, match="not on the public internet"):
            Web(resolve=resolver).page(url)
    assert site.visits == []

    monkeypatch.setitem(resolver.answers, "127.0.0.1", ("127.0.0.1",))
    assert Web(resolve=resolver).page("http://public.example/").content == b"the page"
    assert resolver.asked == ["127.0.0.1"]  # the proxy itself


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.0", "100.128.0.0", "2606:4700::1111", "2a00::1"]
)
def test_public_addresses_are_public(address):
    assert internal(address) == ""


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_python_knows_as_not_global_is_internal(address):
    assert address.is_global or internal(str(address))


@given(st.ip_addresses(v=4))
def test_an_address_within_an_address_is_internal(address):
    inside = int(address)

    for prefix, shift in (("::ffff:0:0", 0), ("64:ff9b::", 0), ("2002::", 80), ("2001::", 0)):
        assert internal(str(ip_address(int(ip_address(prefix)) | inside << shift)))


def test_the_systems_look_up_takes_a_name_apart():
    assert look_up("127.1", 80) == ("127.0.0.1",)
    assert "127.0.0.1" in look_up("localhost", 80) or "::1" in look_up("localhost", 80)


def test_the_command_refuses_and_reaches_as_the_flag_and_the_environment_say(narrate, site):
    words = "It rang at noon for the first time in forty years, and nobody in the valley had expected it to. " * 8
    site.pages["/"] = f"<html><body><article><h1>The bell</h1><p>{words}</p></article></body></html>"

    refused = narrate("clean", f"{site.url}/")
    flag = narrate("clean", f"{site.url}/", "--allow-private")
    environment = narrate("clean", f"{site.url}/", env={"NARRATE_ALLOW_PRIVATE": "1"})

    assert (refused.returncode, flag.returncode, environment.returncode) == (3, 0, 0), refused.stderr + flag.stderr
    assert refused.stderr.count("\n") == 1
    assert "--allow-private" in refused.stderr
    assert "The bell" in flag.stdout
    assert environment.stdout == flag.stdout
