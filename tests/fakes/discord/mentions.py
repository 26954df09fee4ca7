"""Whom a message pings, by its text and its `allowed_mentions`."""

from __future__ import annotations

import re

from collections.abc import Iterator
from dataclasses import dataclass

from fakes.discord.permissions import can
from fakes.discord.state import Channel, Json, Message, User


KINDS = {"users", "roles", "everyone"}


@dataclass(frozen=True, kw_only=True)
class Mentions:
    """Whom a text addresses, as far as it was allowed to."""

    users: list[User]
    roles: list[int]
    everyone: bool
    here: bool

    @property
    def pings(self) -> frozenset[str]:
        """Everybody who is notified: ids, "everyone", "here"."""
        found = {str(u.id) for u in self.users} | {str(r) for r in self.roles}
        wide = {"everyone": self.everyone, "here": self.here}
        return frozenset(found | {name for name, said in wide.items() if said})


def problems(allowed: Json | None) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what Discord refuses in `allowed_mentions`."""
    parse = (allowed or {}).get("parse") or []
    for n, kind in enumerate(parse):
        if kind not in KINDS:
            yield (
                f"allowed_mentions.parse.{n}",
                (
                    "BASE_TYPE_CHOICES",
                    "Value must be one of ('users', 'everyone', 'roles').",
                ),
            )
    for kind in ("users", "roles"):
        ids = (allowed or {}).get(kind) or []
        if ids and kind in parse:
            yield (
                "allowed_mentions",
                (
                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
                ),
            )
        if len(ids) > 100:
            yield (
                f"allowed_mentions.{kind}",
                ("BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length."),
            )


def evaluate(
    text: str,
    allowed: Json | None,
    *,
    author: User,
    channel: Channel,
    people: dict[int, User],
    reply_to: Message | None = None,
) -> Mentions:
    """
    Return whom *text* pings.

    Without `allowed_mentions` everything counts, a reply's author included. Text in
    code counts as well: rather a ping too many than one too few.
    """
    free = allowed is None
    given = allowed or {}
    parse = set(KINDS if free else given.get("parse") or [])
    by_user = {int(i) for i in given.get("users") or []}
    by_role = {int(i) for i in given.get("roles") or []}

    def reached(user: User | None) -> bool:
        return user is not None and can(user, channel, "view_channel")

    users = [
        people[i]
        for i in dict.fromkeys(int(i) for i in re.findall(r"<@!?(\d+)>", text))
        if ("users" in parse or i in by_user) and reached(people.get(i))
    ]
    if reply_to and (free or given.get("replied_user")):
        users += [u for u in [reply_to.author] if u not in users and u is not author]
    guild = channel.guild
    wide = guild is not None and can(author, channel, "mention_everyone")
    roles = [
        i
        for i in dict.fromkeys(int(i) for i in re.findall(r"<@&(\d+)>", text))
        if guild
        and i in guild.roles
        and ("roles" in parse or i in by_role)
        and (wide or guild.roles[i].mentionable)
    ]
    loud = wide and "everyone" in parse
    return Mentions(
        users=users,
        roles=roles,
        everyone=loud and "@everyone" in text,
        here=loud and "@here" in text,
    )
