"""The fake Discord against a bare discord.py: interactions and what people see."""

from __future__ import annotations

import asyncio
import io

from itertools import pairwise

import discord
import pytest

from fakes.discord import Impossible
from fakes.discord.bare import online, refusal


async def test_thinking_is_replaced_by_the_first_followup() -> None:
    """A deferred command shows "thinking"; what follows is said besides."""

    async def act(interaction):
        await interaction.response.defer(thinking=True)
        await interaction.followup.send("패딩은 0을 두른다 🧩")
        await interaction.followup.send("more")

    async with online(act) as (world, bare):
        asked = world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: len(asked.messages) == 2)
        await world.until(lambda: len(bare.heard) == 2)

    first, second = asked.messages
    assert [True, False] == [v.thinking for v in first.versions]
    assert "패딩은 0을 두른다 🧩" == first.text
    assert "more" == second.text
    assert [first, second] == world.seen(world.john, world.place)


async def test_edits_are_kept_with_their_times() -> None:
    """What stood there when can be read afterwards."""

    async def act(interaction):
        await interaction.response.send_message("one")
        for text in ("two", "three"):
            world.clock.advance(1.5)
            await interaction.edit_original_response(content=text)

    async with online(act) as (world, _):
        asked = world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: "three" == asked.text)

    versions = asked.messages[0].versions
    assert ["one", "two", "three"] == [v.content for v in versions]
    assert [1.5, 1.5] == pytest.approx([b.at - a.at for a, b in pairwise(versions)])


async def test_ephemeral_is_seen_by_one() -> None:
    """Others do not see it, no event tells of it, and no route fetches it."""

    async def act(interaction):
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.followup.send("psst", ephemeral=False)

    async with online(act) as (world, bare):
        asked = world.slash(world.mina, world.place, "ask", question="?")
        reply = await world.answer(asked)
        place = bare.get_channel(world.place.id)
        fetched = await refusal(place.fetch_message(reply.id))
        edited = await refusal(place.get_partial_message(reply.id).edit(content="x"))

    assert [reply] == world.seen(world.mina, world.place)
    assert [] == world.seen(world.john, world.place)
    assert [] == bare.heard
    assert (10008, 10008) == (fetched, edited)


@pytest.mark.parametrize(("seconds", "code"), [(2.9, 0), (3.1, 10062)])
async def test_acknowledged_within_three_seconds(seconds, code) -> None:
    """Later the interaction is unknown, and nobody sees a thing."""
    codes = []

    async def act(interaction):
        world.clock.advance(seconds)
        codes.append(await refusal(interaction.response.defer(thinking=True)))

    async with online(act) as (world, _):
        asked = world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: codes)

    assert [code] == codes
    assert (code == 0) == bool(asked.messages)


async def test_a_response_that_arrives_late_is_late() -> None:
    """The way to Discord counts as well."""
    codes = []

    async def act(interaction):
        codes.append(await refusal(interaction.response.defer()))

    async with online(act) as (world, _):
        world.faults.add(path="/callback", late=3.5)
        world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: codes)

    assert [10062] == codes


async def test_acknowledged_once() -> None:
    """A second response is refused, and so is a followup without a first one."""
    codes = []

    async def act(interaction):
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        codes.append(await refusal(interaction.followup.send("early")))
        await interaction.response.defer(thinking=True)
        codes.append(await refusal(bare.put("POST", path, {"type": 5})))

    async with online(act) as (world, bare):
        world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: len(codes) == 2)

    assert [10015, 40060] == codes


async def test_a_token_lives_for_fifteen_minutes() -> None:
    """Then neither followup nor edit is taken; a message to the channel still is."""
    codes = []

    async def act(interaction):
        await interaction.response.defer(thinking=True)
        world.clock.advance(899)
        codes.append(await refusal(interaction.edit_original_response(content="1")))
        world.clock.advance(2)
        codes.append(await refusal(interaction.edit_original_response(content="2")))
        codes.append(await refusal(interaction.followup.send("3")))
        codes.append(await refusal(interaction.channel.send("4")))

    async with online(act) as (world, _):
        world.slash(world.mina, world.place, "ask", question="?")
        await world.until(lambda: len(codes) == 4)

    assert [0, 50027, 50027, 0] == codes
    assert ["1", "4"] == [m.text for m in world.said(world.place)]


async def test_a_refused_response_can_be_repaired() -> None:
    """What breaks a rule does not count as the response."""
    codes = []

    async def act(interaction):
        codes.append(await refusal(interaction.response.send_message("x" * 2001)))
        await interaction.response.send_message("x" * 2000)

    async with online(act) as (world, _):
        asked = world.slash(world.mina, world.place, "ask", question="?")
        reply = await world.answer(asked)

    assert [50035] == codes
    assert "x" * 2000 == reply.text


async def test_buttons_selections_and_modals() -> None:
    """A view is pressed, a list chosen from, a modal filled in."""
    pressed = []

    class Why(discord.ui.Modal, title="왜요?"):
        reason = discord.ui.TextInput(label="이유", custom_id="reason", max_length=5)

        async def on_submit(self, interaction):
            pressed.append(self.reason.value)
            await interaction.response.send_message("고마워요", ephemeral=True)

    class View(discord.ui.View):
        @discord.ui.button(label="왜", custom_id="why")
        async def why(self, interaction, button):
            await interaction.response.send_modal(Why())

        @discord.ui.button(label="no", custom_id="no", disabled=True)
        async def no(self, interaction, button):
            raise AssertionError

        @discord.ui.select(
            custom_id="pick", options=[discord.SelectOption(label=c) for c in "ab"]
        )
        async def pick(self, interaction, select):
            pressed.extend(select.values)
            await interaction.response.edit_message(content="picked", view=None)

    async def act(interaction):
        await interaction.response.send_message("?", view=View())

    async with online(act) as (world, _):
        reply = await world.answer(
            world.slash(world.mina, world.place, "ask", question="?")
        )
        shown = world.click(world.mina, reply, "왜")
        await world.until(lambda: shown.modal)
        with pytest.raises(Impossible, match="6 characters"):
            world.modal_submit(shown, {"이유": "x" * 6})
        thanks = await world.answer(world.modal_submit(shown, {"이유": "그냥"}))
        with pytest.raises(Impossible, match="disabled"):
            world.click(world.mina, reply, "no")
        with pytest.raises(Impossible, match="'c'"):
            world.click(world.mina, reply, "pick", ["c"])
        world.click(world.john, reply, "pick", ["b"])
        await world.until(lambda: reply.text == "picked")
        with pytest.raises(Impossible, match="no '왜'"):
            world.click(world.mina, reply, "왜")

    assert ["그냥", "b"] == pressed
    assert thanks.ephemeral
    assert world.mina is thanks.only_for


async def test_layouts() -> None:
    """Components of the second kind are read, numbered and pressed."""

    class Layout(discord.ui.LayoutView):
        box = discord.ui.Container(
            discord.ui.TextDisplay("# 패딩 🧩"),
            discord.ui.Separator(),
            discord.ui.Section(
                "section", accessory=discord.ui.Button(label="go", custom_id="go")
            ),
        )

    async def act(interaction):
        await interaction.response.send_message(view=Layout())

    async with online(act) as (world, _):
        reply = await world.answer(
            world.slash(world.mina, world.place, "ask", question="?")
        )
        world.click(world.mina, reply, "go")

    assert "# 패딩 🧩\nsection" == reply.text
    ids = [part["id"] for part in reply.walk()]
    assert sorted(set(ids)) == sorted(ids)


async def test_names_are_those_of_the_user() -> None:
    """Commands and options are found by what a client in that language shows."""
    heard = []

    class Korean(discord.app_commands.Translator):
        async def translate(self, string, locale, context):
            words = {"find": "찾기", "word": "낱말"}
            return words.get(string.message) if locale.value == "ko" else None

    async with online() as (world, bare):
        text = discord.app_commands.locale_str

        @bare.tree.command(name=text("find"), description="finds")
        @discord.app_commands.rename(word=text("word"))
        async def find(interaction, word: str):
            heard.append((interaction.locale.value, word))
            await interaction.response.send_message("ok")

        @find.autocomplete("word")
        async def suggest(interaction, current):
            return [
                discord.app_commands.Choice(name=f"{current}{n}", value=str(n))
                for n in range(int(current))
            ]

        @bare.tree.context_menu(name="요약 Sum up")
        async def menu(interaction, message: discord.Message):
            await interaction.response.send_message(message.content, ephemeral=True)

        await bare.tree.set_translator(Korean())
        await bare.tree.sync()
        await world.answer(world.slash(world.mina, world.place, "찾기", 낱말="패딩"))
        await world.answer(world.slash(world.john, world.place, "find", word="pad"))
        with pytest.raises(Impossible, match="no command 'find'"):
            world.slash(world.mina, world.place, "find", word="x")
        with pytest.raises(Impossible, match="required"):
            world.slash(world.john, world.place, "find")
        typed = world.autocomplete(
            world.mina, world.place, "찾기", focused="낱말", 낱말="25"
        )
        await world.until(lambda: typed.choices)
        secret = world.say(world.john, world.place, "다른 사람의 글")
        menu_reply = await world.answer(
            world.context_menu(world.mina, world.place, "요약 Sum up", secret)
        )

    assert [("ko", "패딩"), ("en-US", "pad")] == heard
    assert 25 == len(typed.choices)
    assert "다른 사람의 글" == menu_reply.text


async def test_people_channels_and_numbers_as_options() -> None:
    """Each arrives as what it is; what the client would not send raises."""
    heard = []

    async with online() as (world, bare):

        @bare.tree.command(name="tell", description="tells")
        async def tell(
            interaction,
            who: discord.Member,
            where: discord.TextChannel,
            times: discord.app_commands.Range[int, 1, 3] = 1,
        ):
            heard.append((who.id, where.id, times))
            await interaction.response.send_message("ok")

        @bare.tree.context_menu(name="Who")
        async def menu(interaction, member: discord.Member):
            heard.append(member.name)
            await interaction.response.send_message("ok")

        await bare.tree.sync()
        place, mina, john = world.place, world.mina, world.john
        await world.answer(
            world.slash(mina, place, "tell", who=john, where=place, times=3)
        )
        await world.answer(world.context_menu(mina, place, "Who", john))
        for wrong in (
            {"who": "John"},
            {"times": 0},
            {"times": 4},
            {"times": True},
            {"why": 1},
        ):
            options = {"who": john, "where": place, **wrong}
            with pytest.raises(Impossible):
                world.slash(mina, place, "tell", **options)

    assert [(world.john.id, world.place.id, 3), "john"] == heard


async def test_files_travel_both_ways() -> None:
    """The bot reads what a user sends, and the other way round."""
    async with online() as (world, bare):
        note = "정규화\n".encode()
        world.say(
            world.mina, world.place, "", mentions=[world.bot], files={"노트.md": note}
        )
        await world.until(lambda: bare.heard)
        read = await bare.heard[0].attachments[0].read()
        sent = await bare.heard[0].reply(
            "picture", file=discord.File(io.BytesIO(b"\x89PNG"), "식.png")
        )
        await sent.edit(content="none", attachments=[])

    (reply,) = world.said(world.place)
    assert note == read
    assert [1, 0] == [len(v.attachments) for v in reply.versions]
    kept = reply.versions[0].attachments[0]
    assert ("식.png", b"\x89PNG", "image/png") == (
        kept["filename"],
        world.read(kept),
        kept["content_type"],
    )


async def test_pictures_inside() -> None:
    """An embed or a gallery shows a file by its name; one that is missing does not."""

    class Layout(discord.ui.LayoutView):
        shown = discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://b.png"))
        beside = discord.ui.Section(
            "식", accessory=discord.ui.Thumbnail("attachment://b.png")
        )
        below = discord.ui.File("attachment://b.png")

    async with online() as (world, bare):
        place = bare.get_channel(world.place.id)
        embed = discord.Embed(description="식")
        embed.set_image(url="attachment://a.png")
        sent = await place.send(
            embed=embed, file=discord.File(io.BytesIO(b"A"), "a.png")
        )
        await sent.edit(content="다시", embed=embed)
        await place.send(view=Layout(), file=discord.File(io.BytesIO(b"B"), "b.png"))
        code = await refusal(place.send(view=Layout()))

    first, second = world.said(world.place)
    assert ("다시", []) == (first.content, first.attachments)
    assert {"a.png": b"A"} == world.pictures(first)
    assert {"b.png": b"B"} == world.pictures(second)
    assert 50035 == code


async def test_direct_messages() -> None:
    """Either side begins; whoever closed theirs is not reached."""
    async with online() as (world, bare):
        place = world.dm(world.mina)
        world.say(world.mina, place, "안녕")
        await world.until(lambda: bare.heard)
        await bare.heard[0].channel.send("안녕하세요")
        world.john.closed_dms = True
        john = await bare.fetch_user(world.john.id)
        code = await refusal(john.send("hi"))

    assert "안녕" == bare.heard[0].content
    assert ["안녕", "안녕하세요"] == [m.text for m in world.seen(world.mina, place)]
    assert [] == world.seen(world.john, place)
    assert 50007 == code


async def test_reactions_typing_and_history() -> None:
    """What is read back is what is there: the newest first, from any point on."""
    intents = discord.Intents(guilds=True, guild_messages=True, guild_reactions=True)
    async with online(intents=intents) as (world, bare):
        place = bare.get_channel(world.place.id)
        said = [world.say(world.mina, world.place, f"{n}") for n in range(6)]
        await place.get_partial_message(said[0].id).add_reaction("👀")
        waiting = asyncio.create_task(
            bare.wait_for(
                "raw_reaction_add",
                check=lambda e: e.user_id == world.john.id,
                timeout=5,
            )
        )
        await asyncio.sleep(0)
        world.react(world.john, said[0], "🧩")
        event = await waiting
        async with place.typing():
            pass
        world.delete(said[5])
        before = [m.id async for m in place.history(limit=2)]
        after = [
            m.id
            async for m in place.history(
                limit=2, after=discord.Object(said[1].id), oldest_first=True
            )
        ]
        bad = await refusal(
            place.get_partial_message(said[0].id).add_reaction("no emoji")
        )

    assert {"👀": [world.bot.id], "🧩": [world.john.id]} == said[0].reactions
    assert "🧩" == event.emoji.name
    assert [(world.place, world.bot)] == world.typing
    assert [said[4].id, said[3].id] == before
    assert [said[2].id, said[3].id] == after
    assert 10014 == bad


async def test_commands_in_direct_messages_and_threads() -> None:
    """They work where they are offered; a command for servers is not elsewhere."""
    heard = []

    async def act(interaction):
        heard.append(interaction.channel.type.name)
        await interaction.response.send_message("ok")

    async with online(act) as (world, bare):

        @bare.tree.command(name="server", description="for servers")
        @discord.app_commands.allowed_contexts(guilds=True)
        async def server(interaction):
            raise AssertionError

        await bare.tree.sync()
        thread = world.thread(world.mina, world.say(world.mina, world.place, "q"), "실")
        direct = world.dm(world.mina)
        for place in (direct, thread):
            await world.answer(world.slash(world.mina, place, "ask", question="?"))
        with pytest.raises(Impossible, match="not offered here"):
            world.slash(world.mina, direct, "server")

    assert ["private", "public_thread"] == heard
    assert ["ok"] == [m.text for m in world.said(thread)]


async def test_roles_arrive() -> None:
    """The bot knows its own roles, and what they let it do."""
    async with online() as (world, bare):
        guild = world.place.guild
        world.permit(world.place, world.bot, deny=["send_messages"])
        role = world.role(guild, "bots", "administrator")
        before = bare.get_guild(guild.id).me.guild_permissions.administrator
        world.join(guild, world.bot, role)
        await world.until(
            lambda: bare.get_guild(guild.id).me.guild_permissions.administrator
        )
        code = await refusal(bare.get_channel(world.place.id).send("x"))

    assert (False, 0) == (before, code)
