"""Files that are shown inside of embeds and components, by `attachment://name`."""

from __future__ import annotations

import copy

from collections.abc import Iterator

from fakes.discord.errors import invalid
from fakes.discord.state import IMAGES, Json, walk


SCHEME = "attachment://"
GALLERY, THUMBNAIL, FILE = 12, 11, 13


def media(components: list[Json]) -> Iterator[Json]:
    """Yield each object with a url that a component shows."""
    for part in walk(components):
        if part["type"] == GALLERY:
            yield from (item["media"] for item in part["items"])
        elif part["type"] == THUMBNAIL:
            yield part["media"]
        elif part["type"] == FILE:
            yield part["file"]


def images(embeds: list[Json]) -> Iterator[Json]:
    """Yield each object with a url that an embed shows."""
    yield from (e[k] for e in embeds for k in IMAGES if e.get(k))


def shown(body: Json, attachments: list[Json]) -> Json:
    """
    Return *body* with the addresses of what was sent.

    Raises:
        Refused: a component shows a file that was not sent.
    """
    body = copy.deepcopy(body)
    by_name = {a["filename"]: a for a in attachments}
    for item in images(body.get("embeds") or []):
        name = item["url"].removeprefix(SCHEME)
        if item["url"].startswith(SCHEME) and name in by_name:
            item["url"] = item["proxy_url"] = by_name[name]["url"]
    for item in media(body.get("components") or []):
        name = item["url"].removeprefix(SCHEME)
        if item["url"].startswith(SCHEME):
            if name not in by_name:
                code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
                raise invalid({"components": (code, f"No attachment {name}")})
            item["url"] = by_name[name]["url"]
        item["proxy_url"] = item["url"]
        item.setdefault("id", item["url"].rpartition("/attachments/")[2].split("/")[0])
        if not item["id"].isdigit():
            item["id"] = "1"
    for part in walk(body.get("components") or []):
        for holder in [part] if part["type"] == THUMBNAIL else part.get("items", []):
            holder.setdefault("description", None)
            holder.setdefault("spoiler", False)
        if part["type"] == FILE:
            name = part["file"]["url"].rpartition("/")[2]
            size = by_name[name]["size"] if name in by_name else None
            part |= {"name": name, "size": size, "spoiler": bool(part.get("spoiler"))}
    return body


def addresses(embeds: list[Json], components: list[Json]) -> list[str]:
    """Return where the files are that embeds and components show."""
    return [item["url"] for item in [*images(embeds), *media(components)]]
