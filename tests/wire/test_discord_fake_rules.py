"""The fake Discord refuses what Discord refuses, by the same numbers."""

from __future__ import annotations

from dataclasses import replace

import discord
import pytest

from fakes.discord import Impossible, discord_world, openapi
from fakes.discord.bare import online, refusal
from fakes.discord.commands import check
from fakes.discord.errors import Refused
from fakes.discord.permissions import can
from fakes.discord.state import PRIVATE_THREAD


WIDE = (1000, 5.0)


def row(*parts):
    return {"type": 1, "components": list(parts)}


def button(**fields):
    return {"type": 2, "style": 1, "label": "l", "custom_id": "c", **fields}


def select(n, **fields):
    options = [{"label": "l", "value": str(i)} for i in range(n)]
    return {"type": 3, "custom_id": "s", "options": options, **fields}


def embed(**fields):
    return {"embeds": [fields]}


FIELD = {"name": "n", "value": "v"}
LAYOUT = 1 << 15
REFUSED = [
    ({"content": "가" * 2001}, "content"),
    (embed(title="x" * 257), "embeds.0.title"),
    (embed(description="x" * 4097), "embeds.0.description"),
    (embed(fields=[FIELD] * 26), "embeds.0.fields"),
    (embed(fields=[{**FIELD, "value": ""}]), "embeds.0.fields.0.value"),
    (embed(fields=[{**FIELD, "value": "x" * 1025}]), "embeds.0.fields.0.value"),
    (embed(footer={"text": "x" * 2049}), "embeds.0.footer.text"),
    (embed(title="t", url="notes/a.md"), "embeds.0.url"),
    ({"embeds": [{"description": "x" * n} for n in (3001, 3000)]}, "embeds"),
    ({"embeds": [{"title": "t"}] * 11}, "embeds"),
    ({"components": [row(button())] * 6}, "components"),
    ({"components": [row(*[button(custom_id=f"{n}") for n in range(6)])]}, None),
    ({"components": [row(button(label="x" * 81))]}, None),
    ({"components": [row(button(custom_id="x" * 101))]}, None),
    ({"components": [row(button(custom_id=""))]}, None),
    ({"components": [row(button(label=""))]}, None),
    ({"components": [row(button(emoji={"name": "ok"}))]}, None),
    ({"components": [row(button(), button())]}, "components"),
    ({"components": [row(select(26))]}, None),
    ({"components": [row(select(1), button())]}, None),
    ({"components": [row(select(2, max_values=3))]}, None),
    ({"components": [button()]}, "components.0.type"),
    ({"components": [{"type": 10, "content": "x"}]}, "components.0.type"),
    ({"flags": LAYOUT, "components": [{"type": 10, "content": "x" * 4001}]}, None),
    ({"flags": LAYOUT, "components": [{"type": 14}] * 41}, "components"),
    (
        {"content": "x", "flags": LAYOUT, "components": [{"type": 10, "content": "x"}]},
        "content",
    ),
    ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    ({"content": "x", "nonce": "n" * 26}, "nonce"),
    ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference"),
]
TAKEN = [
    {"content": "가" * 2000},
    {"embeds": [{"description": "x" * 4096}, {"description": "x" * 1904}]},
    {"components": [row(button(label="x" * 80, custom_id="y" * 100))]},
    {"components": [row(button(label=None, emoji={"name": "👍", "id": None}))]},
    {"components": [row(select(25))]},
    {"flags": LAYOUT, "components": [{"type": 10, "content": "x" * 4000}]},
    {"flags": LAYOUT, "components": [{"type": 14}] * 40},
]


async def test_limits_of_a_message() -> None:
    """At the limit it is taken, one above it is refused with the field at fault."""
    refused, taken = [], []
    async with online(bucket=WIDE) as (world, bare):
        path = f"/channels/{world.place.id}/messages"
        for body, _ in REFUSED:
            taken.append(await refusal(bare.put("POST", path, body)))
            errors = world.requests[-1].answer.get("errors", {})
            refused.append(errors)
        passed = [await refusal(bare.put("POST", path, body)) for body in TAKEN]

    assert [50035] * len(REFUSED) == taken
    for errors, (body, where) in zip(refused, REFUSED, strict=True):
        at = errors
        for step in (where or "components").split("."):
            assert step in at, body
            at = at[step]
    assert [0] * len(TAKEN) == passed
    assert len(TAKEN) == len(world.said(world.place))


async def test_an_empty_message_is_refused() -> None:
    """White space is no content; an edit may not empty a message either."""
    async with online(bucket=WIDE) as (world, bare):
        place = bare.get_channel(world.place.id)
        codes = [await refusal(place.send(text)) for text in ("", " \n\t ")]
        message = await place.send("  x\n")
        codes += [await refusal(message.edit(content=None))]

    assert [50006] * 3 == codes
    assert ["x"] == [m.content for m in world.said(world.place)]


async def test_what_is_not_there_or_not_ours() -> None:
    """Each has its number; a reply may go on without what it replied to."""
    async with online(bucket=WIDE) as (world, bare):
        place = bare.get_channel(world.place.id)
        other = world.say(world.mina, world.place, "hers")
        hers = place.get_partial_message(other.id)
        codes = {
            "edit hers": await refusal(hers.edit(content="x")),
            "delete hers": await refusal(hers.delete()),
            "no message": await refusal(place.fetch_message(1)),
            "no channel": await refusal(bare.fetch_channel(1)),
            "no user": await refusal(bare.fetch_user(1)),
        }
        world.delete(other)
        codes["gone"] = await refusal(place.send("x", reference=hers))
        loose = discord.MessageReference.from_message(hers, fail_if_not_exists=False)
        codes["loose"] = await refusal(place.send("loose", reference=loose))

    assert {
        "edit hers": 50005,
        "delete hers": 50013,
        "no message": 10008,
        "no channel": 10003,
        "no user": 10013,
        "gone": 50035,
        "loose": 0,
    } == codes
    assert world.said(world.place)[0].reference is None


async def test_the_same_nonce_is_one_message() -> None:
    """If it is enforced; a retried request then does no harm."""
    async with online() as (world, bare):
        path = f"/channels/{world.place.id}/messages"
        body = {"content": "x", "nonce": "7", "enforce_nonce": True}
        first = await bare.put("POST", path, body)
        second = await bare.put("POST", path, body)
        await bare.put("POST", path, {"content": "y", "nonce": "7"})

    assert first["id"] == second["id"]
    assert ["x", "y"] == [m.text for m in world.said(world.place)]


async def test_permissions() -> None:
    """What is denied is refused; what is not seen is not heard of either."""
    async with online(bucket=WIDE) as (world, bare):
        place = bare.get_channel(world.place.id)
        message = await place.send("x")
        codes = {}
        for right, act in {
            "send_messages": lambda: place.send("x"),
            "embed_links": lambda: place.send(embed=discord.Embed(title="t")),
            "attach_files": lambda: place.send(file=discord.File(__file__)),
            "create_public_threads": lambda: message.create_thread(name="n"),
            "add_reactions": lambda: message.add_reaction("🧩"),
            "read_message_history": lambda: message.reply("x"),
            "view_channel": lambda: place.send("x"),
        }.items():
            world.permit(world.place, world.bot, deny=[right])
            codes[right] = await refusal(act())
        heard = len(bare.heard)
        world.say(world.mina, world.place, "unheard", mentions=[world.bot])
        world.permit(world.place, world.mina, deny=["view_channel"])
        with pytest.raises(Impossible):
            world.slash(world.mina, world.place, "ask", question="?")
        thinking = world.slash(world.john, world.place, "ask", question="?")
        await world.until(lambda: thinking.ack)

    expected = dict.fromkeys(codes, 50013)
    expected |= {"read_message_history": 160002, "view_channel": 50001}
    assert expected == codes
    assert heard == len(bare.heard)
    assert [] == world.seen(world.mina, world.place)


async def test_overwrites_go_from_everybody_to_one() -> None:
    """A role outdoes everybody, a person their roles, an administrator all of it."""
    async with discord_world() as world:
        mina, john, ann = (world.user(name) for name in ("민아", "John", "Ann"))
        guild = world.guild("TIL", mina, john, ann)
        place = world.channel(guild, "질문")
        readers, admins = (
            world.role(guild, "readers"),
            world.role(guild, "admins", "administrator"),
        )
        world.join(guild, mina, readers)
        world.join(guild, john, readers)
        world.join(guild, ann, admins)
        world.permit(place, guild.roles[guild.id], deny=["view_channel"])
        world.permit(place, readers, allow=["view_channel"])
        world.permit(place, john, deny=["view_channel"])
        thread = world.open_thread(place, mina, "실")
        private = world.open_thread(place, mina, "비밀", kind=PRIVATE_THREAD)

        def seen_by(where):
            people = {"mina": mina, "john": john, "ann": ann, "bot": world.bot}
            return {n for n, u in people.items() if can(u, where, "view_channel")}

        assert {"mina", "ann"} == seen_by(place) == seen_by(thread)
        assert {"mina", "ann"} == seen_by(private)
        world.permit(place, john, allow=["view_channel"])
        assert {"mina", "ann", "john"} == seen_by(thread)
        assert {"mina", "ann"} == seen_by(private)


async def test_threads() -> None:
    """A message has one thread at most; it starts with what points to the message."""
    async with online(bucket=WIDE) as (world, bare):
        place = bare.get_channel(world.place.id)
        message = await place.send("root")
        codes = [await refusal(message.create_thread(name=n)) for n in ("", "x" * 101)]
        thread = await message.create_thread(name="패딩", auto_archive_duration=60)
        codes += [await refusal(message.create_thread(name="again"))]
        await thread.send("inside")
        opened = world.channels[thread.id]
        types = [m.type.value async for m in thread.history(oldest_first=True)]
        world.permit(world.place, world.bot, deny=["send_messages_in_threads"])
        codes += [await refusal(thread.send("x"))]
        world.permit(world.place, world.bot)
        world.archive(opened, locked=True)
        codes += [await refusal(thread.send("x"))]
        theirs = world.thread(
            world.mina, world.say(world.mina, world.place, "q"), "theirs"
        )
        await world.until(lambda: len(bare.threads) == 2)
        world.remove(theirs)
        codes += [await refusal(bare.fetch_channel(theirs.id))]

    assert [50035, 50035, 160004, 50013, 50083, 10003] == codes
    assert [21, 0] == types
    assert ["inside"] == [m.text for m in world.seen(world.john, opened) if m.type == 0]
    assert thread.owner_id == world.bot.id
    assert message.id == thread.id


async def test_a_post_waits_for_its_author() -> None:
    """Nobody answers in a forum before the first message is there."""
    async with online() as (world, bare):
        forum = world.channel(world.place.guild, "질문들", forum=True)
        post = world.post(world.mina, forum, "패딩?", None)
        await world.until(lambda: bare.threads)
        codes = [await refusal(bare.threads[0].send("early"))]
        first = world.say(world.mina, post, "패딩이 뭐예요?", mentions=[world.bot])
        codes += [await refusal(bare.threads[0].send("0을 둘러요"))]
        own = await bare.get_channel(forum.id).create_thread(name="own", content="hi")

    assert [40058, 0] == codes
    assert post.id == first.id
    assert own.thread.id == own.message.id
    assert ["hi"] == [m.text for m in world.said(world.channels[own.thread.id])]


NAMES = {"name": "ask", "description": "d"}
BAD_COMMANDS = {
    "capitals": [{**NAMES, "name": "Ask"}],
    "spaces": [{**NAMES, "name": "ask me"}],
    "long": [{**NAMES, "name": "x" * 33}],
    "undescribed": [{"name": "ask"}],
    "described at length": [{**NAMES, "description": "x" * 101}],
    "twice": [NAMES, NAMES],
    "twice in Korean": [
        {**NAMES, "name_localizations": {"ko": "질문"}},
        {**NAMES, "name": "질문"},
    ],
    "Korean with a space": [{**NAMES, "name_localizations": {"ko": "질문 하기"}}],
    "no such language": [{**NAMES, "name_localizations": {"kr": "질문"}}],
    "optional first": [
        {
            **NAMES,
            "options": [
                {"type": 3, "name": "a", "description": "d"},
                {"type": 3, "name": "b", "description": "d", "required": True},
            ],
        }
    ],
    "26 choices": [
        {
            **NAMES,
            "options": [
                {
                    "type": 3,
                    "name": "a",
                    "description": "d",
                    "choices": [{"name": f"{n}", "value": f"{n}"} for n in range(26)],
                }
            ],
        }
    ],
    "described menu": [{"type": 3, "name": "Sum up", "description": "d"}],
}


@pytest.mark.parametrize("commands", BAD_COMMANDS.values(), ids=BAD_COMMANDS)
def test_commands_that_are_refused(commands) -> None:
    """Names, descriptions and translations keep Discord's rules."""
    with pytest.raises(Refused) as refused:
        check(commands)

    assert 50035 == refused.value.body["code"]


def test_commands_that_are_taken() -> None:
    """Korean names are names; a menu may have spaces and capitals."""
    check(
        [
            {**NAMES, "name_localizations": {"ko": "질문"}},
            {"type": 3, "name": "요약 Sum up"},
            {**NAMES, "name": "찾기"},
        ]
    )


async def test_two_hundred_new_commands_a_day() -> None:
    """What is already there is not new."""
    async with online() as (world, bare):
        world.created[None] = 200
        path = f"/applications/{world.bot.id}/commands"
        codes = [await refusal(bare.tree.sync())]
        before = list(world.commands[None])
        codes += [await refusal(bare.put("PUT", path, [{**NAMES, "name": "new"}]))]

    assert [0, 30034] == codes
    assert before == list(world.commands[None])


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (None, {"everyone", "here", "mina", "role"}),
        (discord.AllowedMentions.none(), set()),
        (discord.AllowedMentions(everyone=False), {"mina", "role"}),
        (discord.AllowedMentions(everyone=False, roles=False, users=False), set()),
    ],
    ids=["default", "none", "not everyone", "false"],
)
async def test_who_is_pinged(allowed, pinged) -> None:
    """Without `allowed_mentions` all that a text names are; an edit pings nobody."""

    async def act(interaction):
        await interaction.response.send_message(text, **options)

    options = {} if allowed is None else {"allowed_mentions": allowed}
    async with online(act) as (world, bare):
        role = world.role(world.place.guild, "readers", mentionable=True)
        text = f"@everyone @here {world.mina.mention} {role.mention} <@1>"
        reply = await world.answer(
            world.slash(world.john, world.place, "ask", question="?")
        )
        place = bare.get_channel(world.place.id)
        edited = await place.send("x", allowed_mentions=discord.AllowedMentions.none())
        await edited.edit(content=text)

    names = {"mina": str(world.mina.id), "role": str(role.id)}
    assert {names.get(n, n) for n in pinged} == set(reply.pings) == world.pings()


async def test_a_reply_pings_whom_it_answers() -> None:
    """Unless it is told not to."""
    async with online() as (world, bare):
        asked = world.say(world.mina, world.place, "q", mentions=[world.bot])
        await world.until(lambda: bare.heard)
        for loud in (True, False):
            quiet = discord.AllowedMentions(
                everyone=False, users=False, roles=False, replied_user=loud
            )
            await bare.heard[0].reply("a", allowed_mentions=quiet)

    loud, quiet = world.said(world.place)
    assert ({str(world.mina.id)}, frozenset()) == (loud.pings, quiet.pings)
    assert asked is loud.reference


async def test_suggestions_and_modals_have_limits() -> None:
    """25 suggestions, 45 characters of a title."""
    codes = []

    async def act(interaction):
        modal = discord.ui.Modal(title="x" * 46)
        modal.add_item(discord.ui.TextInput(label="l"))
        codes.append(await refusal(interaction.response.send_modal(modal)))

    async with online(act) as (world, bare):

        @bare.tree.command(name="find", description="finds")
        async def find(interaction, word: str):
            raise AssertionError

        @find.autocomplete("word")
        async def suggest(interaction, current):
            choice = discord.app_commands.Choice(name="c", value="v")
            codes.append(
                await refusal(interaction.response.autocomplete([choice] * 26))
            )
            return [choice] * 25

        await bare.tree.sync()
        world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: codes)
        typed = world.autocomplete(
            world.mina, world.place, "find", focused="word", word="패"
        )
        await world.until(lambda: typed.choices)

    assert [50035, 50035] == codes
    assert 25 == len(typed.choices)


async def test_an_unknown_route_is_told() -> None:
    """A test learns of what the fake cannot do."""
    with pytest.raises(ExceptionGroup) as told:
        async with online() as (_, bare):
            await refusal(bare.put("GET", "/guilds/1/audit-logs", None))

    assert "audit-logs" in str(told.value.exceptions[0])


@pytest.mark.skipif(not openapi.DOCUMENT, reason="TILBOT_TEST_DISCORD_OPENAPI")
async def test_differences_from_the_document_are_told() -> None:
    """Wrong requests, wrong answers and wrong statuses are seen."""
    async with online() as (world, bare):
        await bare.get_channel(world.place.id).send("x")
        sent = next(r for r in world.requests if r.method == "POST")

    assert [] == openapi.complaints([sent])
    for wrong in (
        replace(sent, body={"content": 7}),
        replace(sent, answer={**sent.answer, "id": 7}),
        replace(sent, answer={k: v for k, v in sent.answer.items() if k != "author"}),
        replace(sent, status=202),
        replace(sent, template="/channels/{channel_id}/mail"),
    ):
        assert 1 == len(openapi.complaints([wrong]))
