"""The last moment before a request leaves: secrets go in, and private addresses are refused."""

from __future__ import annotations

import base64
import ipaddress
import json
import re
import socket
from collections.abc import Callable, Collection, Mapping
from urllib.parse import quote_plus, urljoin, urlsplit
from urllib.request import getproxies

import aiohttp
from aiohttp.abc import ResolveResult
from scrapy import Request as Outgoing
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.core.downloader.handlers._base_streaming import BaseStreamingDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.ssl import _make_ssl_context

from scrapers.errors import SourceError
from scrapers.platform import Answer, Request

ALLOWED_SETTING = "RETROGRADE_ALLOWED_HOSTS"
MOST_REDIRECTS = 5
_PLACEHOLDER = re.compile(r"\$\{(?P<base64>base64:)?(?P<names>[A-Za-z0-9_:]+)\}")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_FORM = "application/x-www-form-urlencoded"


class PrivateAddressError(Exception):
    """A host that is no public one, and that nobody named in the settings."""


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def filled(
    request: Request, secrets: Mapping[str, str], *, servers: Collection[str]
) -> tuple[dict[str, str], bytes]:
    """Headers and body with the secrets in their places, for the servers of the plan only."""
    if request.secrets and origin(request.url) not in {origin(server) for server in servers}:
        raise SourceError(
            f"{origin(request.url)} is no server that the secrets of this platform are for",
            "name the server in retrograde.toml if it is yours",
        )
    known = {name: secrets[name] for name in request.secrets}
    headers = {name: _fill(value, known, _in_header) for name, value in request.headers}
    kind = {name.lower(): value for name, value in headers.items()}.get("content-type", "")
    body = _fill(request.body or "", known, quote_plus if kind.startswith(_FORM) else _in_json)
    return headers, body.encode()


def _fill(template: str, secrets: Mapping[str, str], written: Callable[[str], str]) -> str:
    def secret(found: re.Match[str]) -> str:
        names = found["names"].split(":")
        if not secrets.keys() >= set(names):
            return found[0]
        value = ":".join(secrets[name] for name in names)
        if found["base64"]:
            value = base64.b64encode(value.encode()).decode()
        return written(value)

    return _PLACEHOLDER.sub(secret, template)


def _in_header(value: str) -> str:
    if not value.isprintable():
        raise SourceError(
            "a secret in the environment holds a line break or another sign that no header takes",
            "set it anew, without quotes, spaces or line breaks around it",
        )
    return value


def _in_json(value: str) -> str:
    return json.dumps(value)[1:-1]


def redirected(request: Request, answer: Answer) -> str | None:
    """Where an answer sends us, if that is on the same server; else it is an answer like another."""
    place = answer.headers.get("location")
    if answer.status not in (301, 302, 303, 307, 308) or request.method != "GET" or not place:
        return None
    address = urljoin(answer.url, place)
    return address if origin(address) == origin(request.url) else None


class PublicResolver(aiohttp.ThreadedResolver):
    """Looks names up, and refuses those that lead into a private network."""

    def __init__(self, allowed: Collection[tuple[str, int]]) -> None:
        super().__init__()
        self.allowed = frozenset(allowed)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host, of which none may be private."""
        found = await super().resolve(host, port, family)
        for address in found:
            self.check(host, port, address["host"])
        return found

    def check(self, host: str, port: int, address: str) -> None:
        """Raise where the address is private and host and port are not among those named."""
        if not is_public(address) and (host, port) not in self.allowed:
            raise PrivateAddressError(f"{host}:{port} is in a private network ({address})")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, an older one inside it included."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (ip, *_inside(ip)))


def _inside(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return [old for old in (ip.ipv4_mapped, ip.sixtofour, translated) if old is not None]


def named_hosts(addresses: Collection[str]) -> frozenset[tuple[str, int]]:
    """Host and port of addresses that a person has named, and of the proxy that is in force."""
    proxies = [url for scheme, url in getproxies().items() if scheme != "no" and "://" in url]
    parts = [urlsplit(address) for address in (*addresses, *proxies)]
    return frozenset(
        (part.hostname, part.port or (443 if part.scheme == "https" else 80))
        for part in parts
        if part.hostname
    )


class GuardedDownloads(AiohttpDownloadHandler):
    """Scrapy's aiohttp handler, which connects to public addresses and to named servers only."""

    def __init__(self, crawler: Crawler) -> None:
        # The parent would open a session of its own; this is its code with another resolver.
        BaseStreamingDownloadHandler.__init__(self, crawler)
        self._ssl_context = _make_ssl_context(crawler.settings)
        self._resolver = PublicResolver(crawler.settings[ALLOWED_SETTING])
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._pool_size_total,
                limit_per_host=self._pool_size_per_host,
                resolver=self._resolver,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        )

    async def download_request(self, request: Outgoing) -> Response:
        """Send it, unless its host is written as a private address: those are not looked up."""
        parts = urlsplit(request.url)
        if parts.hostname and _is_ip(parts.hostname):
            port = parts.port or (443 if parts.scheme == "https" else 80)
            self._resolver.check(parts.hostname, port, parts.hostname)
        return await super().download_request(request)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
