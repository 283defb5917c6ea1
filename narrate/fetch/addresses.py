"""Which addresses are on the open internet, and which are a machine's or a network's own."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Resolve = Callable[[str, int], tuple[str, ...]]
"""A host's name and a port to the host's numeric addresses; raises OSError where it has none."""

# IANA's special-purpose registries. A table of our own, since ``is_global`` lets loopback through in the spellings that
# carry an IPv4 address within an IPv6 one (NAT64, 6to4), and knows none of the clouds' services.
_INTERNAL = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared (carrier-grade NAT)"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud platform's"),  # Azure's wire server: a public number, answered inside
        ("169.254.0.0/16", "link-local"),  # with the clouds' metadata services
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")  # all that IANA has handed out; the rest of IPv6 leads nowhere public


def internal(address: str) -> str:
    """What kind of internal address it is, of those that nobody reaches from outside; empty for a public one."""
    known = ip_address(address.partition("%")[0])  # without the zone of a link-local one
    return next((kind for network, kind in _INTERNAL if _within(known, network)), _left_over(known))


def _within(address: IPv4Address | IPv6Address, network: IPv4Network | IPv6Network) -> bool:
    return address.version == network.version and address in network


def _left_over(address: IPv4Address | IPv6Address) -> str:
    return "reserved" if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST else ""


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system finds them; the numeric spellings that it takes are hosts, too."""
    return _addresses(host, port, 0)  # knows no time-out of ours: the system's resolver gives up by itself, in seconds


def told_by_name(host: str, port: int) -> tuple[str, ...]:
    """The addresses that a name gives away without anybody being asked: ``127.1``, ``0x7f000001``, ``localhost``."""
    if host.rstrip(".").rpartition(".")[2] == "localhost":  # RFC 6761: it and all below it
        return ("127.0.0.1",)
    try:
        return _addresses(host, port, socket.AI_NUMERICHOST)
    except OSError:
        return ()


def _addresses(host: str, port: int, flags: int) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))
