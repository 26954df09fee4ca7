"""What Discord's own client offers a user, and with which values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fakes.discord import payloads
from fakes.discord.permissions import permissions
from fakes.discord.state import DM, Channel, Json, Message, Role, User


if TYPE_CHECKING:
    from fakes.discord.world import World


TYPES: dict[int, type | tuple[type, ...]] = {
    3: str,
    4: int,
    5: bool,
    6: User,
    7: Channel,
    8: Role,
    10: (int, float),
}
"""What an option takes, by its type."""


class Impossible(Exception):  # not an error of the bot's
    """A client of Discord's would not let a user do this."""


def named(thing: Json, user: User) -> str:
    """Return the name of a command or option as *user* sees it."""
    names = thing.get("name_localizations") or {}
    return str(names.get(user.locale, thing["name"]))


def find(
    world: World, user: User, place: Channel, name: str, *, kind: int
) -> tuple[Json, Json]:
    """Return the data of an interaction, and the command or subcommand it is for."""
    outer, *path = name.split(" ") if kind == 1 else [name]
    guild = place.guild.id if place.guild else None
    scopes = [world.commands[None], world.commands[guild] if guild else {}]
    found = [c for scope in scopes for c in scope.values() if c["type"] == kind]
    shown = [c for c in found if named(c, user) == outer]
    if not shown:
        names = sorted(named(c, user) for c in found)
        raise Impossible(f"no command {outer!r} for {user.locale}, but {names}")
    command = shown[0]
    _allowed(command, user, place)
    data: Json = {k: command[k] for k in ("id", "name", "type")}
    data["options"] = []
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    at = data
    for step in path:
        options = [o for o in command.get("options", []) if named(o, user) == step]
        if not options:
            raise Impossible(f"no subcommand {step!r}")
        command = options[0]
        inner: Json = {"name": command["name"], "type": command["type"], "options": []}
        at["options"].append(inner)
        at = inner
    return data, command


def _allowed(command: Json, user: User, place: Channel) -> None:
    context = 1 if place.type == DM else 0
    contexts = command.get("contexts")
    if contexts is not None and context not in contexts:
        raise Impossible("the command is not offered here")
    if context and not command.get("dm_permission", True):
        raise Impossible("the command is not offered in direct messages")
    needs = command.get("default_member_permissions")
    if needs is not None and place.guild and user is not place.guild.owner:
        asked, has = int(needs), permissions(user, place)
        if not asked or has & asked != asked:
            raise Impossible("the user may not use this command")


def given(
    data: Json,
    command: Json,
    options: dict[str, Any],
    user: User,
    place: Channel,
    *,
    focused: str | None = None,
) -> list[Json]:
    """Return the options of an interaction, checked as the client does."""
    known = {named(o, user): o for o in command.get("options") or []}
    if unknown := options.keys() - known.keys():
        raise Impossible(f"no option {sorted(unknown)}, but {sorted(known)}")
    missing = [n for n, o in known.items() if o.get("required") and n not in options]
    if missing and focused is None:
        raise Impossible(f"required: {missing}")
    found = []
    for name, value in options.items():
        option = known[name]
        one: Json = {"name": option["name"], "type": option["type"]}
        if focused == name:
            if not option.get("autocomplete"):
                raise Impossible(f"{name} suggests nothing")
            found.append({**one, "value": str(value), "focused": True})
            continue
        _check(option, value)
        if isinstance(value, User | Channel | Role):
            resolve(data, value, place)
            value = str(value.id)  # noqa: PLW2901
        found.append({**one, "value": value})
    if focused is not None and focused not in options:
        raise Impossible(f"{focused} is not given")
    return found


def _check(option: Json, value: Any) -> None:
    wanted = TYPES.get(option["type"])
    wrong = wanted and not isinstance(value, wanted)
    if wrong or (isinstance(value, bool) and option["type"] != 5):
        raise Impossible(f"{value!r} is not what {option['name']} takes")
    if isinstance(value, str):
        most = option.get("max_length", 6000)
        if not option.get("min_length", 0) <= len(value) <= most or not value:
            raise Impossible(f"{len(value)} characters for {option['name']}")
    elif isinstance(value, int | float):
        least, most = option.get("min_value", value), option.get("max_value", value)
        if not least <= value <= most:
            raise Impossible(f"{value} for {option['name']}")
    choices = option.get("choices")
    if choices and value not in [c["value"] for c in choices]:
        raise Impossible(f"{value!r} is none of the choices of {option['name']}")


def resolve(data: Json, value: User | Channel | Role, place: Channel) -> None:
    """Add to an interaction what one of its options means."""
    kind = {User: "users", Channel: "channels", Role: "roles"}[type(value)]
    shown: Json
    if isinstance(value, User):
        shown = payloads.user(value)
        if place.guild and value.id in place.guild.members:
            member = payloads.member(place.guild, value)
            del member["user"]
            member["permissions"] = str(permissions(value, place))
            members = data.setdefault("resolved", {}).setdefault("members", {})
            members[str(value.id)] = member
    elif isinstance(value, Channel):
        shown = {**payloads.channel(value), "permissions": "0"}
    else:
        shown = {"id": str(value.id), "name": value.name, "permissions": "0"}
    data.setdefault("resolved", {}).setdefault(kind, {})[str(value.id)] = shown


def component(message: Message, which: str, values: list[str]) -> Json:
    """Return the part of a message that is pressed, by custom_id or label."""
    parts = [c for c in message.walk() if c.get("custom_id")]
    found = [p for p in parts if which in {p["custom_id"], p.get("label")}]
    if not found:
        names = [p.get("label") or p["custom_id"] for p in parts]
        raise Impossible(f"no {which!r}, but {names}")
    part = found[0]
    if part.get("disabled"):
        raise Impossible(f"{which!r} is disabled")
    if part["type"] == 3:
        offered = {o["value"] for o in part["options"]}
        few = part["min_values"] <= len(values) <= part["max_values"]
        if not few or not set(values) <= offered:
            raise Impossible(f"{values} of {sorted(offered)}")
    return part


def modal_fields(modal: Json, values: dict[str, str | list[str]]) -> list[Json]:
    """Return the filled-in components of a modal."""
    filled = []
    for part in modal["components"]:
        inner = (
            [part["component"]] if part["type"] == 18 else part.get("components", [])
        )
        done = []
        for field in inner:
            names = (field["custom_id"], part.get("label"), field.get("label"))
            value = next((values.pop(n) for n in names if n in values), None)
            done.append(_filled(field, value))
        if part["type"] == 18:
            filled.append({"type": 18, "id": 0, "component": done[0]})
        elif part["type"] == 1:
            filled.append({"type": 1, "id": 0, "components": done})
    if values:
        raise Impossible(f"the modal has no {sorted(values)}")
    return filled


def _filled(field: Json, value: str | list[str] | None) -> Json:
    body: Json = {"type": field["type"], "custom_id": field["custom_id"], "id": 0}
    if field["type"] != 4:
        chosen = [value] if isinstance(value, str) else value or []
        offered = {o["value"] for o in field.get("options", [])}
        if field.get("options") and not set(chosen) <= offered:
            raise Impossible(f"{chosen} of {sorted(offered)}")
        if field["type"] == 21:
            return {**body, "value": chosen[0] if chosen else None}
        return {**body, "values": chosen}
    text = value if isinstance(value, str) else field.get("value") or ""
    if field.get("required", True) and not text:
        raise Impossible(f"{field['custom_id']} is required")
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if text and not least <= len(text) <= most:
        raise Impossible(f"{len(text)} characters for {field['custom_id']}")
    return {**body, "value": text}
