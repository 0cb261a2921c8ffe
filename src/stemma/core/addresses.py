"""Addresses: one form for the many under which a page goes about, and the date that an address may hold."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING: Final = re.compile(
    r"^(?:utm_\w+|ga_\w+|pk_\w+|mtm_\w+|hsa_\w+|at_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl|ref|ref_src|"
    r"ref_url|referrer|referer|cmpid|cmp|ocid|smid|smtyp|ito|ns_\w+|xtor|wt_mc|icid|ncid|cid|partner|share|shared|feature|oc|traffic_source|"
    r"sr_share|src|sref|spm|guccounter|guce_\w+|taid|xor|origin|platform|__twitter_impression|amp|outputtype|amp_js_v|usqp|__source|rss|feedid)$",
    re.IGNORECASE,
)
_AMP_PATH: Final = re.compile(r"(?:/amp)?/?$|(?<=/)amp/(?=.)|\.amp(?=\.html?$)|(?<=\w)-amp(?=\.html?$)", re.IGNORECASE)
_AMP_HOST: Final = re.compile(r"^(?:amp|m|mobile|wap|touch)\.(?=[^.]+\.[^.]+)", re.IGNORECASE)
_MIDDLE: Final = re.compile(r"^([a-z-]{2,7})\.(?:m|amp|mobile)\.(?=[^.]+\.[^.]+$)")  # en.m.wikipedia.org
_CACHE: Final = re.compile(r"^https?://(?:[\w-]+\.cdn\.ampproject\.org|www\.google\.[a-z.]+/amp)/(?:[cvi]/)?(?:s/)?(.+)$", re.IGNORECASE)
_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def canonical(url: str) -> str:
    """The address without tracking, AMP, mobile host, fragment and the like; what is no web address stays as it is."""
    given = url.strip()
    cached = _CACHE.match(given)
    if cached:
        given = "https://" + cached.group(1)
    try:
        parts = urlsplit(given)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url
    host = _MIDDLE.sub(r"\1.", host)
    host = _AMP_HOST.sub("www." if host.startswith("amp.") and host.count(".") == 1 else "", host)
    known = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k))
    path = _AMP_PATH.sub("", parts.path) or "/"
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit((parts.scheme.lower(), where, path, urlencode(known), ""))


def same_page(url: str) -> str:
    """A key that is the same for all addresses of one page: the canonical form without scheme and www."""
    return canonical(url).partition("://")[2].removeprefix("www.")


def day_in(url: str) -> str:
    """The day that stands in an address, ISO, or ""."""
    found = _DAY.search(url.partition("://")[2])
    return "-".join(found.groups()) if found else ""
