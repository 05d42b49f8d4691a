"""Addresses: those of the site's own pages, and which foreign ones may be linked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlsplit

from showcase.characters import LATIN

BASE = "\x01"
"""Stands before every address in a fragment, until the page knows its depth.

A control character, since no record may hold one: fragments are rendered once and used at any depth.
"""

_HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$"
)
_NUMERIC_HOST = re.compile(r"[0-9.]+|0x[0-9a-f.x]+|\[.*", re.IGNORECASE)
_PRIVATE = (
    *("localhost", "local", "internal", "lan", "home", "corp", "intranet"),
    *("test", "example", "invalid", "onion", "arpa"),
)
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"'`\\{}|^]|[^\x00-\x7f]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CHINESE_HOST = re.compile(r"[a-z0-9\u4e00-\u9fff.-]+")
_MENDABLE = ("url-scheme", "url-host", "url-characters")
LONGEST = 500
"""Characters of an address."""


@dataclass(frozen=True, slots=True)
class AddressFault:
    """Why readers cannot be sent to an address.

    Args:
        code: Kind of problem, a key of `SENTENCES`.
        found: The part of the address that is wrong.
        better: The address as it should be, empty where it cannot be told.
    """

    code: str
    found: str = ""
    better: str = ""


def base_of(address: str) -> str:
    """Return the relative way from a page to the root.

    >>> base_of("brands/qingchun-nuanxing/"), base_of("")
    ('../../', './')
    """
    return "../" * address.count("/") or "./"


def rebase(html: str, address: str) -> str:
    """Return a fragment with its addresses made relative to the page at `address`."""
    return html.replace(BASE, base_of(address))


_SHORTENER = re.compile(
    r"""
    (?:t|url|w\.url|dwz|sourl|3)\.cn | dwz\.(?:mk|win) | suo\.(?:im|nz|yt) | sina\.lt | 985\.so | u\.jd\.com
    | [mc]\.tb\.cn | v\.(?:douyin|kuaishou)\.com | b23\.tv | xhslink\.com | kurl\.cn | ft12\.com | mrw\.so
    | u\.nu | bit\.ly | t\.co | goo\.gl | tinyurl\.com | (?:is|v)\.gd | (?:ow|buff|cutt|t|rebrand)\.ly
    | rb\.gy | lnkd\.in | tiny\.cc | reurl\.cc | shorturl\.at
    """,
    re.VERBOSE,
)
_TRACKING = re.compile(
    r"""
    utm_.* | spm(?:_id_from)? | scm | from | tt_from | [fgy]clid | fbclid | msclkid | dclid | igshid | mc_eid
    | share_(?:token|source|medium|from) | sharer_shareinfo(?:_first)? | isappinstalled | (?:sub)?scene | ascene
    | timestamp | chksm | mpshare | exportkey | pass_ticket | wx_header | nettype | devicetype | bd_vid | hmsr
    | vd_source
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def is_shortened(url: str) -> bool:
    """Return whether an address only leads on to another.

    >>> is_shortened("https://T.CN/abc"), is_shortened("https://www.xtrb.cn/t.cn/")
    (True, False)
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return _SHORTENER.fullmatch(host) is not None


def tracking_parameters(url: str) -> list[str]:
    """Return the names of parameters that only tell where a reader came from.

    >>> tracking_parameters("https://a.cn/?id=3&UTM_source=x#a?spm=1")
    ['UTM_source', 'spm']
    """
    if "?" not in url:
        return []
    parts = urlsplit(url)
    pairs = [*parse_qsl(parts.query, keep_blank_values=True)]
    pairs += parse_qsl(parts.fragment.partition("?")[2], keep_blank_values=True)
    return [name for name, _ in pairs if _TRACKING.fullmatch(name)]


def addresses_in(text: str) -> Iterator[tuple[int, str]]:
    """Iterate over the addresses in a text with their offsets.

    >>> list(addresses_in("见[这里](https://a.cn/b)。"))
    [(6, 'https://a.cn/b')]
    """
    for match in _ADDRESS.finditer(text):
        url = match[0].rstrip(").,;:!?]>\"'")
        try:
            urlsplit(url)
        except ValueError:
            continue
        yield match.start(), url


def is_public(url: str) -> bool:
    """Return whether readers may be sent to a foreign address.

    >>> is_public("https://www.xtrb.cn/xt/"), is_public("javascript:alert(1)")
    (True, False)
    >>> is_public("https://gov.cn@evil.example/"), is_public("http://127.0.0.1/")
    (False, False)
    """
    return fault_of(url) is None


def fault_of(url: str) -> AddressFault | None:
    """Return why readers cannot be sent to an address, None if they can.

    >>> fault_of("www.xtrb.cn/xt/").better
    'https://www.xtrb.cn/xt/'
    """
    fault = _fault(url)
    if fault is None or fault.better or fault.code not in _MENDABLE:
        return fault
    better = _mended(url)
    return replace(fault, better=better) if better != url and _fault(better) is None else fault


def _fault(url: str) -> AddressFault | None:
    if len(url) > LONGEST:
        return AddressFault("url-too-long", str(len(url)))
    scheme = _SCHEME.match(url)
    is_web = scheme is not None and scheme[1].lower() in ("http", "https")
    if not is_web or not re.match(r"https?://(?!/)", url, re.IGNORECASE):
        return AddressFault("url-scheme", "" if scheme is None or is_web else scheme[0])
    try:
        parts = urlsplit(url)
        host, after = parts.hostname or "", parts.netloc.rpartition("]")[2]
    except ValueError:
        return AddressFault("bad-url", url)
    if "@" in parts.netloc:
        return AddressFault("url-user", parts.netloc.rpartition("@")[0] + "@", "")
    if ":" in after:
        return AddressFault("url-port", f":{after.rpartition(':')[2]}", "")
    return _fault_of_host(host) or _fault_of_characters(url)


def _fault_of_host(host: str) -> AddressFault | None:
    if not host.isascii():
        return _foreign_host(host)
    if _NUMERIC_HOST.fullmatch(host) or ":" in host:
        return AddressFault("url-not-public", host)
    name = host.rstrip(".")
    if name and (name.rpartition(".")[2] in _PRIVATE or "." not in name):
        return AddressFault("url-not-public", host)
    if not _HOST.match(host):
        return AddressFault("bad-url", host)
    try:
        shown = host.encode().decode("idna") if "xn--" in host else host
    except UnicodeError:
        return AddressFault("bad-url", host)
    return (
        None
        if shown.isascii() or _CHINESE_HOST.fullmatch(shown)
        else AddressFault("url-host", shown)
    )


def _foreign_host(host: str) -> AddressFault:
    """Return the fault of a host with letters that addresses do not have."""
    latin = "".join(LATIN.get(letter, letter) for letter in unicodedata.normalize("NFKC", host))
    if latin.isascii():
        return AddressFault("url-host", host, latin)
    try:
        written = latin.encode("idna").decode() if _CHINESE_HOST.fullmatch(latin) else ""
    except UnicodeError:
        written = ""
    return AddressFault("url-host", host, written)


def _fault_of_characters(url: str) -> AddressFault | None:
    match = _UNSAFE.search(url)
    return AddressFault("url-characters", match[0]) if match else None


def _mended(url: str) -> str:
    """Return an address as it was probably meant."""
    text = unicodedata.normalize("NFKC", url.rstrip("。，、；）》」”")).replace("。", ".")
    text = re.sub(r"\s+", "", text.replace("\\", "/")).strip("<>\"'`")
    text = re.sub(r"^(https?):/*", r"\1://", text, flags=re.IGNORECASE)
    if text.startswith("//"):
        text = f"https:{text}"
    elif not _SCHEME.match(text) and re.match(r"[\w-]+(\.[\w-]+)+", text):
        text = f"https://{text}"
    return quote(text, safe="%/:?#[]@!$&()*+,;=~-._")
