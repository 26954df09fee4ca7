"""Which addresses may be clicked in Discord, and how they are written."""

from __future__ import annotations

import re

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from bot.render.discord_text import CLOSE, OPEN, SLASHES, clean, escaped


LONGEST = 500
"""Characters of an address that is linked."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?'*_~`)]}|\"。」』”’"
_HOST = re.compile(r"[a-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_LOOKS = re.compile(r"://|\bwww\.|\w\.[a-z]{2,}", re.IGNORECASE)


def safe(url: str) -> str | None:
    """Return *url* as it may stand in a link, or None if it may not.

    Only ``http`` and ``https``, without a user's name before the host, and
    with everything percent-encoded that could end the link.
    """
    try:
        parts = urlsplit(clean(url).strip())
        host = parts.netloc
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        return None
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    rest += f"#{parts.fragment}" if parts.fragment else ""
    # A second "://" would begin a link of its own.
    encoded = quote(rest, safe="/?#%&=+,;:@!$~.-_").replace("://", "%3A//")
    whole = f"{parts.scheme.lower()}://{host.lower()}{encoded}"
    return whole if len(whole) <= LONGEST else None


def known(texts: Iterable[str]) -> frozenset[str]:
    """Return the addresses that stand in *texts*, as `safe` writes them."""
    found: set[str] = set()
    for text in texts:
        for match in _ADDRESS.finditer(text):
            # Where a sentence or a bracket ends the address, can't be told.
            url, tries = match[0], 0
            while url and tries < 8:
                found.add(safe(url) or "")
                for close in ")]":
                    found.add(safe(url.partition(close)[0]) or "")
                if url[-1] not in _TRAILING:
                    break
                url, tries = url[:-1], tries + 1
    return frozenset(found - {""})


def bare(url: str) -> str:
    """Return a safe *url* that shows itself, without a preview."""
    return f"{OPEN}{_own(url)}{CLOSE}"


def masked(label: str, url: str) -> str:
    """Return a link to a safe *url*; *label* is ready to be shown."""
    return f"[{label}]({OPEN}{_own(url)}{CLOSE})"


def host(url: str) -> str:
    """Return the host of a safe *url*, for a reader."""
    return escaped(urlsplit(url).netloc.removeprefix("www."))


def labelled(label: str, url: str) -> str:
    """Return a link with *label*, plain text, that says where it leads."""
    if label.strip() == url or not label.strip():
        return bare(url)
    if _LOOKS.search(label):  # it could name one place and lead to another
        return f"{escaped(label)} {bare(url)}"
    return f"{masked(escaped(label), url)} ({host(url)})"


def _own(url: str) -> str:
    return url.replace("://", SLASHES, 1)
