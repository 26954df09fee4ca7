"""What Discord takes as commands, and what it answers to a synchronisation."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterator

from fakes.discord.errors import invalid, refuse
from fakes.discord.state import Json


NAME = re.compile(r"[-_'\w\u0900-\u0DFF\u0E00-\u0E7F]{1,32}")
LOCALES = set(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi "
    "tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split()
)
CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
DAILY = 200
"""New commands a day and place."""

Problem = tuple[str, tuple[str, str]]


def check(commands: list[Json]) -> None:
    """Raise `Refused` where a set of commands breaks a rule."""
    found = list(_all(commands))
    if found:
        raise invalid(dict(found))


def check_daily(created: int) -> None:
    """Raise `Refused` when *created* commands are more than a day allows."""
    if created > DAILY:
        raise refuse(30034)


def _all(commands: list[Json]) -> Iterator[Problem]:
    kinds = Counter(c.get("type") or CHAT for c in commands)
    if kinds[CHAT] > 100 or kinds[USER] > 15 or kinds[MESSAGE] > 15:
        yield "_", ("APPLICATION_COMMAND_TOO_MANY", "Too many application commands")
    seen: Counter[tuple[int, str]] = Counter()
    for n, command in enumerate(commands):
        kind = command.get("type") or CHAT
        yield from _named(str(n), command, chat=kind == CHAT)
        names = {command["name"], *(command.get("name_localizations") or {}).values()}
        seen.update((kind, name) for name in names)
        if kind == CHAT:
            yield from _length(f"{n}.description", command.get("description"), 100, 1)
            yield from _options(str(n), command.get("options") or [])
        elif command.get("description"):
            sentence = "Context menu commands cannot have description"
            yield (
                f"{n}.description",
                ("APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_HAVE", sentence),
            )
        if _size(command) > 8000:
            sentence = "Command exceeds maximum size (8000)"
            yield str(n), ("APPLICATION_COMMAND_TOO_LARGE", sentence)
    for (_, name), times in seen.items():
        if times > 1:
            sentence = f"Application command names must be unique: {name}"
            yield "_", ("APPLICATION_COMMANDS_DUPLICATE_NAME", sentence)


def _length(path: str, text: object, most: int, least: int = 0) -> Iterator[Problem]:
    if not isinstance(text, str) or not least <= len(text) <= most:
        sentence = f"Must be between {least} and {most} in length."
        yield path, ("BASE_TYPE_BAD_LENGTH", sentence)


def _named(path: str, thing: Json, *, chat: bool = True) -> Iterator[Problem]:
    """Yield what is wrong with a name, a description, and their translations."""
    names = thing.get("name_localizations") or {}
    for at, name in [
        (f"{path}.name", thing.get("name")),
        *((f"{path}.name_localizations.{k}", v) for k, v in names.items()),
    ]:
        yield from _length(at, name, 32, 1)
        good = NAME.fullmatch(str(name)) and str(name) == str(name).lower()
        if chat and not good:
            sentence = "Command name is invalid"
            yield at, ("APPLICATION_COMMAND_INVALID_NAME", sentence)
    described = thing.get("description_localizations") or {}
    for locale, text in described.items():
        at = f"{path}.description_localizations.{locale}"
        yield from _length(at, text, 100, 1)
    for field, given in (("name", names), ("description", described)):
        for locale in given.keys() - LOCALES:
            at = f"{path}.{field}_localizations"
            yield at, ("APPLICATION_COMMAND_INVALID_LOCALE", f"Unknown: {locale}")


def _options(path: str, options: list[Json]) -> Iterator[Problem]:
    path = f"{path}.options"
    if len(options) > 25:
        yield path, ("BASE_TYPE_BAD_LENGTH", "Must be between 0 and 25 in length.")
    optional = False
    names: Counter[str] = Counter()
    for n, option in enumerate(options):
        at = f"{path}.{n}"
        yield from _named(at, option)
        yield from _length(f"{at}.description", option.get("description"), 100, 1)
        names.update(
            {option["name"], *(option.get("name_localizations") or {}).values()}
        )
        if option["type"] in {SUBCOMMAND, GROUP}:
            yield from _options(at, option.get("options") or [])
            continue
        if option.get("required") and optional:
            sentence = "Required options must be placed before non-required options"
            yield at, ("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", sentence)
        optional = optional or not option.get("required")
        yield from _choices(at, option)
    if any(times > 1 for times in names.values()):
        sentence = "Option name already exists"
        yield path, ("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", sentence)


def _choices(path: str, option: Json) -> Iterator[Problem]:
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        sentence = "Choices and autocomplete cannot both be given"
        yield path, ("APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES", sentence)
    yield from choice_problems(f"{path}.choices", choices)
    least, most = option.get("min_length"), option.get("max_length")
    if most is not None and not 1 <= most <= 6000:
        yield f"{path}.max_length", ("NUMBER_TYPE_MAX", "Must be between 1 and 6000.")
    if least is not None and not 0 <= least <= 6000:
        yield f"{path}.min_length", ("NUMBER_TYPE_MAX", "Must be between 0 and 6000.")


def choice_problems(path: str, choices: list[Json]) -> Iterator[Problem]:
    """Yield what is wrong with choices, fixed ones or suggested ones."""
    if len(choices) > 25:
        yield path, ("BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for n, choice in enumerate(choices):
        yield from _length(f"{path}.{n}.name", choice.get("name"), 100, 1)
        for locale in (choice.get("name_localizations") or {}).keys() - LOCALES:
            at = f"{path}.{n}.name_localizations"
            yield at, ("APPLICATION_COMMAND_INVALID_LOCALE", f"Unknown: {locale}")
        if isinstance(choice.get("value"), str):
            yield from _length(f"{path}.{n}.value", choice["value"], 100)


def _size(thing: Json) -> int:
    """Return the characters of names, descriptions and values, the longest language."""
    total = 0
    for field in ("name", "description"):
        texts = [thing.get(field) or ""]
        texts += (thing.get(f"{field}_localizations") or {}).values()
        total += max(map(len, texts))
    if isinstance(thing.get("value"), str):
        total += len(thing["value"])
    inner = [*(thing.get("options") or []), *(thing.get("choices") or [])]
    return total + sum(map(_size, inner))
