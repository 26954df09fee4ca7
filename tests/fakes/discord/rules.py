"""Discord's limits for a message: what is refused, and by which words."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from fakes.discord import components, mentions
from fakes.discord.errors import invalid, refuse
from fakes.discord.state import V2, Json


CONTENT, EMBEDS, EMBED_TOTAL, FILES, NONCE = 2000, 10, 6000, 10, 25
FILE_SIZE = 10 * 1024 * 1024
FLAGS_OF_A_MESSAGE = 1 << 2 | 1 << 12 | V2
"""Suppressed embeds, silent, components of the second kind."""

Problem = tuple[str, tuple[str, str]]


def too_long(path: str, text: object, most: int, least: int = 0) -> Iterator[Problem]:
    """Yield what is wrong with the length of *text*."""
    if not isinstance(text, str):
        yield (
            path,
            (
                "BASE_TYPE_REQUIRED" if text is None else "STRING_TYPE_CONVERT",
                "This field is required"
                if text is None
                else f"Could not interpret {text!r} as string.",
            ),
        )
    elif least and not least <= len(text) <= most:
        sentence = f"Must be between {least} and {most} in length."
        code = "BASE_TYPE_REQUIRED" if not text else "BASE_TYPE_BAD_LENGTH"
        yield path, (code, sentence if text else "This field is required")
    elif len(text) > most:
        yield path, ("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def too_many(path: str, things: list[Json], most: int, least: int = 0) -> list[Problem]:
    """Return what is wrong with the number of *things*."""
    if least <= len(things) <= most:
        return []
    sentence = f"Must be between {least} and {most} in length."
    return [(path, ("BASE_TYPE_BAD_LENGTH", sentence))]


def _url(path: str, url: object) -> Iterator[Problem]:
    parts = urlsplit(url) if isinstance(url, str) else None
    if not parts or parts.scheme not in {"http", "https", "attachment"}:
        yield (
            path,
            (
                "URL_TYPE_INVALID_SCHEME",
                "Scheme must be one of ('http', 'https').",
            ),
        )
    elif not parts.netloc and parts.scheme != "attachment":
        yield path, ("URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _embed(path: str, embed: Json) -> Iterator[Problem]:
    for name, most in (("title", 256), ("description", 4096)):
        yield from too_long(f"{path}.{name}", embed.get(name) or "", most)
    footer, author = embed.get("footer") or {}, embed.get("author") or {}
    yield from too_long(f"{path}.footer.text", footer.get("text") or "", 2048)
    yield from too_long(f"{path}.author.name", author.get("name") or "", 256)
    fields = embed.get("fields") or []
    yield from too_many(f"{path}.fields", fields, 25)
    for n, field in enumerate(fields):
        at = f"{path}.fields.{n}"
        yield from too_long(f"{at}.name", field.get("name"), 256, 1)
        yield from too_long(f"{at}.value", field.get("value"), 1024, 1)
    for name in ("url", "image.url", "thumbnail.url", "author.url"):
        outer, _, inner = name.rpartition(".")
        found = ((embed.get(outer) or {}) if outer else embed).get(inner)
        if found is not None:
            yield from _url(f"{path}.{name}", found)
    color = embed.get("color")
    if color is not None and not 0 <= color <= 0xFFFFFF:
        yield (
            f"{path}.color",
            ("NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215."),
        )


def embed_length(embed: Json) -> int:
    """Return how much of the 6000 characters an embed takes."""
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get(k) or {}).get(n) for k, n in _NAMED]
    parts += [t for f in embed.get("fields") or [] for t in (f["name"], f["value"])]
    return sum(len(p or "") for p in parts)


_NAMED = (("footer", "text"), ("author", "name"))


def check_message(body: Json, *, files: dict[str, bytes], flags: int) -> None:
    """Raise `Refused` where the body of a message breaks a rule; new or edited."""
    found: list[Problem] = []
    content = body.get("content") or ""
    embeds = body.get("embeds") or []
    parts = body.get("components") or []
    found += too_long("content", content, CONTENT)
    found += too_many("embeds", embeds, EMBEDS)
    for n, embed in enumerate(embeds):
        found += _embed(f"embeds.{n}", embed)
    found += mentions.problems(body.get("allowed_mentions"))
    found += components.problems(parts, modern=bool(flags & V2))
    if flags & V2:
        found += [
            (
                name,
                (
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"'{name}' cannot be used with MessageFlags.IS_COMPONENTS_V2",
                ),
            )
            for name in ("content", "embeds", "poll", "sticker_ids")
            if body.get(name)
        ]
    if len(str(body.get("nonce") or "")) > NONCE:
        found += too_long("nonce", str(body["nonce"]), NONCE)
    found += too_many("attachments", [{}] * len(files), FILES)
    found += _attachments(body)
    if found:
        raise invalid(dict(found))
    if sum(map(embed_length, embeds)) > EMBED_TOTAL:
        sentence = "Embed size exceeds maximum size of 6000"
        raise invalid({"embeds": ("MAX_EMBED_SIZE_EXCEEDED", sentence)})
    if any(len(data) > FILE_SIZE for data in files.values()):
        raise refuse(40005)


def _attachments(body: Json) -> Iterator[Problem]:
    """Yield what is wrong with the descriptions of files."""
    for n, attachment in enumerate(body.get("attachments") or []):
        yield from too_long(
            f"attachments.{n}.description", attachment.get("description") or "", 1024
        )


def check_not_empty(body: Json, files: dict[str, bytes]) -> None:
    """Raise `Refused` for a message that says nothing."""
    said = (body.get("content") or "").strip()
    kinds = ("embeds", "components", "poll", "sticker_ids", "attachments")
    if not said and not files and not any(body.get(kind) for kind in kinds):
        raise refuse(50006)
