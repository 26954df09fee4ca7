"""Messages as turns."""

from __future__ import annotations

import itertools

import pytest

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.conversation import (
    KEPT,
    Said,
    asked,
    heading,
    long_enough,
    mentions,
    recovered,
    thread_name,
    turns,
)
from bot.render.discord_text import clean
from rag.types import Turn


ME = 42
text = st.text(max_size=200) | st.sampled_from(
    [
        "# **x** `y`",
        "> ❓ nested",
        "[a](http://b)",
        "||spoiler||",
        "<@1>",
        "a\nb",
        "\\*",
        "https://a.example/b discord.gg/c @everyone",
    ]
)


@given(text)
def test_a_question_is_found_again_below_its_heading(question: str) -> None:
    """What is shown above an answer can be read back, whatever was typed."""
    plain = " ".join(clean(question).split())
    line = heading(question)
    found, rest = recovered(f"{line}\nanswer\n> ❓ not this")

    assert "\n" not in line
    if len(plain) <= 280 and plain:
        assert plain == found
    assert "answer\n> ❓ not this" == rest


@given(text)
def test_what_was_typed_can_not_mark_up_its_heading(question: str) -> None:
    """No mark-up of the asker's works in the line that is ours."""
    line = heading(question).removeprefix("> ❓ ")
    for sign in "*_~|`[]<>#":
        assert line.count(sign) == line.count("\\" + sign)


@given(text)
def test_what_was_typed_is_no_link_and_no_ping_of_ours(question: str) -> None:
    """By a command nobody has the bot post what they might not post themselves."""
    line = heading(question).casefold()

    assert [] == [s for s in ("://", "discord.gg/", "@everyone", "@here") if s in line]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<@42> 패딩?", "패딩?"),
        ("<@!42>, 패딩?", "패딩?"),
        ("이거 <@42> 뭐야", "이거 뭐야"),
        ("<@42>", ""),
        ("<@421> 패딩?", "<@421> 패딩?"),
        ("<@42>\n```py\nx\n```", "```py\nx\n```"),
    ],
)
def test_our_name_is_no_part_of_the_question(content: str, expected: str) -> None:
    """Ours alone is left out; code keeps its lines."""
    assert expected == asked(content, ME)
    assert ("<@42>" in content or "<@!42>" in content) is mentions(content, ME)


def said(*messages: tuple[bool, str]) -> list[Said]:
    return [Said(id=n, ours=ours, text=t) for n, (ours, t) in enumerate(messages)]


def test_a_conversation() -> None:
    """Both sides in turn; blank messages are left out, runs are joined."""
    found = turns(
        said(
            (False, "<@42> 패딩이 뭐야?"),
            (True, "패딩은"),
            (True, "이런 것"),
            (False, ""),
            (False, "왜?"),
        ),
        ME,
    )

    assert (
        Turn(role="user", content="패딩이 뭐야?"),
        Turn(role="assistant", content="패딩은\n이런 것"),
        Turn(role="user", content="왜?"),
    ) == found


def test_an_answer_with_its_question_is_two_turns() -> None:
    """What was asked by a command stands in the answer."""
    found = turns(said((True, f"{heading('패딩이 *뭐*야?')}\n이런 것")), ME)

    assert [("user", "패딩이 *뭐*야?"), ("assistant", "이런 것")] == [
        (t.role, t.content) for t in found
    ]


@given(st.lists(st.tuples(st.booleans(), text), max_size=60))
def test_turns_alternate_and_are_bounded(messages) -> None:
    """However long the talk, the chain gets no more than it can use."""
    found = turns(said(*messages), ME)

    assert len(found) <= KEPT
    assert all(a.role != b.role for a, b in itertools.pairwise(found))
    assert all(0 < len(t.content) <= 1_500 for t in found)


def test_a_third_question_makes_it_long() -> None:
    """Two were asked before."""
    one = (Turn(role="user", content="a"), Turn(role="assistant", content="b"))

    assert not long_enough(one)
    assert long_enough(one * 2)


@given(st.text(max_size=300))
def test_a_thread_has_a_name_that_fits(question: str) -> None:
    """Discord takes 100 characters."""
    assert len(thread_name(question)) <= 90
