"""Routes of the bot itself: who it is, where the gateway is, its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.discord import commands, payloads
from fakes.discord.errors import refuse
from fakes.discord.exchange import Exchange
from fakes.discord.state import Json


if TYPE_CHECKING:
    from fakes.discord.world import World


def me(world: World, call: Exchange) -> tuple[int, Json]:
    """Say who the bot is."""
    body = payloads.user(world.bot)
    return 200, {**body, "mfa_enabled": True, "locale": "en-US", "verified": True}


def application(world: World, call: Exchange) -> tuple[int, Json]:
    """Say what the application is."""
    owner = next((u for u in world.users.values() if not u.bot), world.bot)
    return 200, {
        "id": str(world.bot.id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": payloads.user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": world.application_flags,
        "flags_new": str(world.application_flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": payloads.user(owner),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def gateway(world: World, call: Exchange) -> tuple[int, Json]:
    """Say where the gateway is."""
    return 200, {"url": world.gateway_url}


def gateway_bot(world: World, call: Exchange) -> tuple[int, Json]:
    """Say where the gateway is, and how often one may identify."""
    limit = {
        "total": 1000,
        "remaining": 999,
        "reset_after": 14400000,
        "max_concurrency": 1,
    }
    return 200, {"url": world.gateway_url, "shards": 1, "session_start_limit": limit}


def user(world: World, call: Exchange) -> tuple[int, Json]:
    """Say who somebody is."""
    who = world.users.get(call.id("user_id"))
    if not who:
        raise refuse(10013)
    return 200, payloads.user(who)


def _place(world: World, call: Exchange) -> int | None:
    if call.id("application_id") != world.bot.id:
        raise refuse(10002)
    if "guild_id" not in call.args:
        return None
    guild = world.guilds.get(call.id("guild_id"))
    if not guild or world.bot.id not in guild.members:
        raise refuse(50001)
    return guild.id


def list_commands(world: World, call: Exchange) -> tuple[int, list[Json]]:
    """Return the commands of a place."""
    return 200, list(world.commands[_place(world, call)].values())


def put_commands(world: World, call: Exchange) -> tuple[int, list[Json]]:
    """Take *body* for all commands of a place; the same name keeps its id."""
    place = _place(world, call)
    asked = call.body if isinstance(call.body, list) else []
    commands.check(asked)
    old = {(c["type"], c["name"]): c for c in world.commands[place].values()}
    new = [c for c in asked if (c.get("type") or 1, c["name"]) not in old]
    world.created[place] += len(new)
    commands.check_daily(world.created[place])
    made: dict[int, Json] = {}
    for command in asked:
        before = old.get((command.get("type") or 1, command["name"]))
        stored = _stored(world, command, before, place)
        made[int(stored["id"])] = stored
    world.commands[place] = made
    return 200, list(made.values())


def _stored(
    world: World, command: Json, before: Json | None, place: int | None
) -> Json:
    version = str(world.clock.snowflake())
    body: Json = {
        "default_member_permissions": None,
        "name_localizations": None,
        "description_localizations": None,
        "nsfw": False,
        **{k: v for k, v in command.items() if k != "dm_permission"},
        "type": command.get("type") or 1,
        "id": before["id"] if before else version,
        "application_id": str(world.bot.id),
        "version": version,
        "description": command.get("description") or "",
        "integration_types": command.get("integration_types") or [0],
    }
    allowed = body["default_member_permissions"]
    body["default_member_permissions"] = None if allowed is None else str(allowed)
    if place is None:
        body["contexts"] = command.get("contexts")
        body["dm_permission"] = command.get("dm_permission", True)
    else:
        body["guild_id"] = str(place)
    return body


ROUTES = {
    "GET /users/@me": me,
    "GET /oauth2/applications/@me": application,
    "GET /applications/@me": application,
    "GET /gateway": gateway,
    "GET /gateway/bot": gateway_bot,
    "GET /users/{user_id}": user,
    "GET /applications/{application_id}/commands": list_commands,
    "PUT /applications/{application_id}/commands": put_commands,
    "GET /applications/{application_id}/guilds/{guild_id}/commands": list_commands,
    "PUT /applications/{application_id}/guilds/{guild_id}/commands": put_commands,
}
