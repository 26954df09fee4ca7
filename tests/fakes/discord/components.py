"""Discord's limits for buttons, selections, layouts and modals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fakes.discord.state import Json, walk


ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = {3, 5, 6, 7, 8}
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
CONTAINER, LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 17, 18, 19, 21, 22, 23
LINK, PREMIUM = 5, 6
OF_A_LAYOUT = {ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER}
OF_A_CONTAINER = OF_A_LAYOUT - {CONTAINER}
OF_A_LABEL = {TEXT_INPUT, UPLOAD, RADIO, CHECKBOXES, CHECKBOX, *SELECTS}
MOST, MOST_TEXT = 40, 4000

Problem = tuple[str, tuple[str, str]]


def _length(path: str, text: str, most: int, least: int = 0) -> Iterator[Problem]:
    if not least <= len(text) <= most:
        sentence = f"Must be between {least} and {most} in length."
        yield path, ("BASE_TYPE_BAD_LENGTH", sentence)


def _required(path: str) -> Problem:
    return path, ("BASE_TYPE_REQUIRED", "This field is required")


def _kind(path: str, allowed: set[int]) -> Problem:
    names = ", ".join(map(str, sorted(allowed)))
    sentence = f'Value of field "type" must be one of ({names}).'
    return f"{path}.type", ("UNION_TYPE_CHOICES", sentence)


def problems(parts: list[Json], *, modern: bool) -> Iterator[Problem]:
    """Yield what is wrong with the components of a message."""
    allowed = OF_A_LAYOUT if modern else {ROW}
    if not modern:
        yield from _count("components", parts, 5)
    for n, part in enumerate(parts):
        yield from _part(f"components.{n}", part, allowed)
    if modern:
        everything = walk(parts)
        yield from _count("components", everything, MOST)
        texts = [c.get("content", "") for c in everything if c["type"] == TEXT_DISPLAY]
        if sum(map(len, texts)) > MOST_TEXT:
            sentence = "The total length of the text exceeds 4000 characters."
            yield "components", ("COMPONENT_MAX_TOTAL_TEXT", sentence)
    yield from _twice(parts)


def _count(
    path: str, parts: list[Json], most: int, least: int = 0
) -> Iterator[Problem]:
    if not least <= len(parts) <= most:
        sentence = f"Must be between {least} and {most} in length."
        yield path, ("BASE_TYPE_BAD_LENGTH", sentence)


def _twice(parts: list[Json]) -> Iterator[Problem]:
    ids = Counter(c["custom_id"] for c in walk(parts) if c.get("custom_id"))
    for custom_id, n in ids.items():
        if n > 1:
            sentence = f"Component custom id cannot be duplicated: {custom_id}"
            yield "components", ("COMPONENT_CUSTOM_ID_DUPLICATED", sentence)


def _part(path: str, part: Json, allowed: set[int]) -> Iterator[Problem]:
    kind = part.get("type")
    if kind not in allowed:
        yield _kind(path, allowed)
    elif kind == ROW:
        yield from _row(path, part)
    elif kind == BUTTON:
        yield from _button(path, part)
    elif kind in SELECTS:
        yield from _select(path, part)
    elif kind == TEXT_DISPLAY:
        yield from _length(f"{path}.content", part.get("content") or "", MOST_TEXT, 1)
    elif kind in {SECTION, CONTAINER}:
        inner = part.get("components") or []
        few = kind == SECTION
        yield from _count(f"{path}.components", inner, 3 if few else MOST, 1)
        below = {TEXT_DISPLAY} if few else OF_A_CONTAINER
        for n, one in enumerate(inner):
            yield from _part(f"{path}.components.{n}", one, below)
        if few:
            beside = part.get("accessory") or {}
            yield from _part(f"{path}.accessory", beside, {BUTTON, THUMBNAIL})


def _row(path: str, row: Json) -> Iterator[Problem]:
    inner = row.get("components") or []
    selects = any(c.get("type") in SELECTS for c in inner)
    yield from _count(f"{path}.components", inner, 1 if selects else 5, 1)
    for n, part in enumerate(inner):
        yield from _part(f"{path}.components.{n}", part, {BUTTON, *SELECTS})


def _button(path: str, button: Json) -> Iterator[Problem]:
    style = button.get("style")
    if style not in {1, 2, 3, 4, LINK, PREMIUM}:
        yield (
            f"{path}.style",
            ("BASE_TYPE_CHOICES", "Value must be one of {1, ..., 6}."),
        )
    yield from _length(f"{path}.label", button.get("label") or "", 80)
    emoji = button.get("emoji") or {}
    if not button.get("label") and not emoji and style != PREMIUM:
        yield path, ("BUTTON_COMPONENT_MISSING_LABEL", "A label or emoji is required")
    if emoji and not emoji.get("id") and str(emoji.get("name")).isascii():
        yield f"{path}.emoji.name", ("BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")
    if style == LINK:
        yield from _length(f"{path}.url", button.get("url") or "", 512, 1)
        if button.get("custom_id"):
            sentence = "A custom id and url cannot both be specified"
            yield path, ("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", sentence)
    elif style != PREMIUM:
        yield from _length(f"{path}.custom_id", button.get("custom_id") or "", 100, 1)


def _select(path: str, select: Json) -> Iterator[Problem]:
    yield from _length(f"{path}.custom_id", select.get("custom_id") or "", 100, 1)
    yield from _length(f"{path}.placeholder", select.get("placeholder") or "", 150)
    if select["type"] != SELECT:
        return
    options = select.get("options") or []
    yield from _count(f"{path}.options", options, 25, 1)
    for n, option in enumerate(options):
        at = f"{path}.options.{n}"
        for name, least in (("label", 1), ("value", 1), ("description", 0)):
            yield from _length(f"{at}.{name}", option.get(name) or "", 100, least)
    values = Counter(o.get("value") for o in options)
    if any(n > 1 for n in values.values()):
        sentence = "The specified option value is already used"
        yield f"{path}.options", ("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", sentence)
    most, least = select.get("max_values", 1), select.get("min_values", 1)
    if not 0 <= least <= most <= max(len(options), 1):
        sentence = "max_values must be at least min_values and at most the options."
        yield f"{path}.max_values", ("BASE_TYPE_BAD_LENGTH", sentence)


def modal_problems(modal: Json) -> Iterator[Problem]:
    """Yield what is wrong with a modal."""
    yield from _length("data.title", modal.get("title") or "", 45, 1)
    yield from _length("data.custom_id", modal.get("custom_id") or "", 100, 1)
    parts = modal.get("components") or []
    yield from _count("data.components", parts, 5, 1)
    for n, part in enumerate(parts):
        path = f"data.components.{n}"
        if part.get("type") not in {ROW, LABEL, TEXT_DISPLAY}:
            yield _kind(path, {ROW, LABEL, TEXT_DISPLAY})
        elif part["type"] == LABEL:
            yield from _length(f"{path}.label", part.get("label") or "", 45, 1)
            yield from _length(
                f"{path}.description", part.get("description") or "", 100
            )
            yield from _field(
                f"{path}.component", part.get("component") or {}, OF_A_LABEL
            )
        elif part["type"] == ROW:
            for k, field in enumerate(part.get("components") or []):
                at = f"{path}.components.{k}"
                yield from _field(at, field, {TEXT_INPUT})
                yield from _length(f"{at}.label", field.get("label") or "", 45, 1)
    yield from _twice(parts)


def _field(path: str, field: Json, allowed: set[int]) -> Iterator[Problem]:
    if field.get("type") not in allowed:
        yield _kind(path, allowed)
    elif field["type"] in SELECTS:
        yield from _select(path, field)
    else:
        if not field.get("custom_id"):
            yield _required(f"{path}.custom_id")
        yield from _length(f"{path}.custom_id", field.get("custom_id") or "", 100)
        yield from _length(f"{path}.placeholder", field.get("placeholder") or "", 100)
        yield from _length(f"{path}.value", field.get("value") or "", 4000)
