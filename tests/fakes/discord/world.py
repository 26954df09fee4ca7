"""What users do in a world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from fakes.discord import payloads
from fakes.discord.offers import (
    Impossible,
    component,
    find,
    given,
    modal_fields,
    resolve,
)
from fakes.discord.permissions import can
from fakes.discord.posting import stored
from fakes.discord.seeing import Seeing
from fakes.discord.state import (
    Channel,
    Interaction,
    Json,
    Message,
    User,
)


_NUMBERS = count(1)


class World(Seeing):
    """A world with its users; each method is one thing that somebody does."""

    # Using the bot

    def slash(
        self, user: User, place: Channel, name: str, **options: Any
    ) -> Interaction:
        """
        Use a slash command by the name that *user* sees; "group sub" reaches inside.

        Raises:
            Impossible: Discord would not offer it, or not with these options.
        """
        data, command = find(self, user, place, name, kind=1)
        leaf = data["options"][-1] if data["options"] else data
        leaf["options"] = given(data, command, options, user, place)
        return self._interact(2, user, place, data)

    def autocomplete(
        self, user: User, place: Channel, name: str, *, focused: str, **options: Any
    ) -> Interaction:
        """Type into the option *focused*; `until` its ``choices`` are there."""
        data, command = find(self, user, place, name, kind=1)
        leaf = data["options"][-1] if data["options"] else data
        leaf["options"] = given(data, command, options, user, place, focused=focused)
        return self._interact(4, user, place, data)

    def context_menu(
        self, user: User, place: Channel, name: str, target: Message | User
    ) -> Interaction:
        """Use a command of the menu of a message or of a person."""
        is_message = isinstance(target, Message)
        data, _ = find(self, user, place, name, kind=3 if is_message else 2)
        data["target_id"] = str(target.id)
        if isinstance(target, Message):
            whole = payloads.message(self, target)
            data["resolved"] = {"messages": {str(target.id): whole}}
        else:
            resolve(data, target, place)
        return self._interact(2, user, place, data)

    def click(
        self, user: User, message: Message, which: str, values: Iterable[str] = ()
    ) -> Interaction:
        """
        Press a button or choose from a list, by its custom_id or label.

        Raises:
            Impossible: there is none such, it is disabled, or not seen by *user*.
        """
        if message not in self.seen(user, message.channel):
            raise Impossible("the message is not to be seen")
        part = component(message, which, list(values))
        data: Json = {
            "custom_id": part["custom_id"],
            "component_type": part["type"],
            "id": part["id"],
        }
        if part["type"] != 2:
            data["values"] = list(values)
        return self._interact(3, user, message.channel, data, message)

    def modal_submit(
        self, shown: Interaction, values: Mapping[str, str | list[str]]
    ) -> Interaction:
        """Fill in the modal that came back to *shown*, by custom_id or label."""
        if shown.modal is None:
            raise Impossible("no modal was shown")
        data = {
            "custom_id": shown.modal["custom_id"],
            "components": modal_fields(shown.modal, dict(values)),
        }
        return self._interact(5, shown.user, shown.channel, data, shown.source)

    def _interact(
        self,
        kind: int,
        user: User,
        place: Channel,
        data: Json,
        source: Message | None = None,
    ) -> Interaction:
        needed = "use_application_commands" if kind in {2, 4} else "view_channel"
        if not can(user, place, "view_channel", needed):
            raise Impossible("the user may not do that here")
        made = Interaction(
            id=self.clock.snowflake(),
            token=f"interaction-token-{next(_NUMBERS)}",
            type=kind,
            user=user,
            channel=place,
            created=self.clock.now,
            data=data,
            source=source,
        )
        self.interactions[made.id] = made
        # It is sent even where the bot does not see the channel.
        self.gateway.dispatch("INTERACTION_CREATE", payloads.interaction(self, made))
        return made

    # Writing

    def say(
        self,
        user: User,
        place: Channel,
        content: str,
        *,
        mentions: Iterable[User] = (),
        reply_to: Message | None = None,
        ping: bool = True,
        files: Mapping[str, bytes] | None = None,
        kind: int | None = None,
    ) -> Message:
        """Write a message; *ping* tells whether a reply notifies who is replied to."""
        thread = place.is_thread
        need = "send_messages_in_threads" if thread else "send_messages"
        if not can(user, place, "view_channel", need):
            raise Impossible("the user may not write here")
        text = " ".join([*(u.mention for u in mentions), content]).strip()
        if place.locked:
            raise Impossible("the thread is locked")
        if len(text) > 2000:
            raise Impossible("the client does not send more than 2000 characters")
        parse = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        sent = [
            stored(self, str(self.clock.snowflake()), name, data)
            for name, data in (files or {}).items()
        ]
        if thread:
            place.archived = False
            place.members.add(user.id)
        default = 19 if reply_to else 0
        return self.add(
            place,
            user,
            {"content": text, "allowed_mentions": parse},
            kind=default if kind is None else kind,
            reply_to=reply_to,
            files=sent,
        )

    def rewrite(self, message: Message, content: str) -> None:
        """Edit a message of a user's own."""
        self.edit(message, {"content": content})

    def thread(self, user: User, below: Message, name: str) -> Channel:
        """Open a thread below a message."""
        if not can(user, below.channel, "create_public_threads") or below.thread:
            raise Impossible("no thread can be opened here")
        return self.open_thread(below.channel, user, name, below=below)

    def post(
        self, user: User, forum: Channel, title: str, content: str | None
    ) -> Channel:
        """Open a post in a forum; its message follows, later if *content* is None."""
        place = self.open_thread(forum, user, title)
        place.starter_missing = True
        if content is not None:
            self.say(user, place, content)
        return place

    def react(self, user: User, message: Message, emoji: str) -> None:
        """React to a message."""
        by = message.reactions.setdefault(emoji, [])
        if user.id not in by:
            by.append(user.id)
            self._reaction("MESSAGE_REACTION_ADD", user, message, emoji)

    def unreact(self, user: User, message: Message, emoji: str) -> None:
        """Take a reaction back."""
        by = message.reactions.get(emoji, [])
        if user.id in by:
            by.remove(user.id)
            if not by:
                del message.reactions[emoji]
            self._reaction("MESSAGE_REACTION_REMOVE", user, message, emoji)

    def _reaction(self, event: str, user: User, message: Message, emoji: str) -> None:
        guild = message.channel.guild
        data: Json = {
            "user_id": str(user.id),
            "channel_id": str(message.channel.id),
            "message_id": str(message.id),
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
        }
        if event.endswith("ADD"):
            data["message_author_id"] = str(message.author.id)
        if guild:
            data["guild_id"] = str(guild.id)
            if event.endswith("ADD"):
                data["member"] = payloads.member(guild, user)
        self.gateway.dispatch(event, data, message.channel)
        self.changed()
