"""What is kept of answers, votes, and questions without an answer."""

from __future__ import annotations

import json
import sqlite3
import stat

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import cli_fake
import pytest

from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st

from bot.feedback import Feedback, FeedbackBroken, Unanswered
from bot.grouping import grouped
from bot.kept import Kept, dumped, loaded, new_id
from rag.query_types import Kind, Query
from rag.types import Answer, Ask, Citation, Mode, Outcome, Turn


NOW = datetime(2022, 10, 10, 12, tzinfo=UTC)
text = st.text(max_size=80)


def kept(
    name: str = "AAAAAAAA", question: str = "패딩?", outcome=Outcome.ANSWERED, **changes
) -> Kept:
    of = entry(body="첫 줄 🧩\n둘째 줄\n셋째 줄")
    answer = Answer(
        question=question,
        text="그렇다 [til-1]",
        citations=(Citation(number=1, entry=of, start=3, end=12),)
        if outcome is Outcome.ANSWERED
        else (),
        outcome=outcome,
        mode=Mode.MODEL,
        query=Query(text=question, lang="ko"),
    )
    ask = Ask(question=question, today=date(2022, 10, 10))
    return Kept(
        **{"id": name, "asker": 1, "guild": 2, "ask": ask, "answer": answer, **changes}
    )


@pytest.fixture
def feedback(tmp_path):
    """An opened file."""
    opened = Feedback(tmp_path / "home" / "discord.sqlite3")
    yield opened
    opened.close()


@given(
    st.text(min_size=1, max_size=60),
    st.integers(0, 30),
    st.integers(1, 60),
    st.lists(st.tuples(st.sampled_from(["user", "assistant"]), text), max_size=4),
    st.none() | st.dates(),
    st.none() | text,
)
def test_what_is_kept_comes_back(body, start, length, history, since, category) -> None:
    """Question, filters, conversation, and each quote with its place, without the note around it."""
    start = min(start, len(body) - 1)
    of = replace(entry(body=body), category=category)
    citation = Citation(
        number=1, entry=of, start=start, end=min(len(body), start + length)
    )
    one = kept(
        ask=Ask(
            question="q",
            today=date(2022, 1, 1),
            since=since,
            category=category,
            history=tuple(Turn(role=r, content=c) for r, c in history),
        )
    )
    one = replace(
        one,
        answer=replace(
            one.answer,
            citations=(citation,),
            query=Query(
                text="q", since=since, category=category, kind=Kind.LIST, lang="en"
            ),
        ),
    )

    back = loaded(dumped(one), id=one.id, asker=one.asker, guild=one.guild)

    (found,) = back.answer.citations
    assert one.ask == back.ask
    assert one.answer.query == back.answer.query
    assert (citation.quote, citation.line_start, citation.line_end) == (
        found.quote,
        found.line_start,
        found.line_end,
    )
    assert (of.title, of.day, of.category, of.url, of.path) == (
        found.entry.title,
        found.entry.day,
        found.entry.category,
        found.entry.url,
        found.entry.path,
    )
    assert found.quote == found.entry.body


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"ask": 1}', "null"])
def test_anything_else_is_not_taken_for_an_answer(text: str) -> None:
    """A damaged row is told apart."""
    with pytest.raises(ValueError):
        loaded(text, id="x", asker=1, guild=None)


def test_ids_fit_their_buttons() -> None:
    """Eight characters that a button's pattern knows."""
    assert all(8 == len(new_id()) for _ in range(50))


def test_votes(feedback) -> None:
    """One a person, the last one; none for what was never answered."""
    feedback.keep(kept(), NOW)
    for voter, up in ((1, True), (2, False), (1, False)):
        assert feedback.vote("AAAAAAAA", voter, up=up, now=NOW)
    unknown = feedback.vote("BBBBBBBB", 1, up=True, now=NOW)

    (vote,) = feedback.votes()
    assert not unknown
    assert (0, 2) == (vote.ups, vote.downs)
    assert ("노트 a",) == vote.sources


def test_old_answers_are_forgotten_but_not_what_they_taught(feedback) -> None:
    """After 90 days only votes and unanswered questions stay."""
    feedback.keep(kept("old-----"), NOW - timedelta(days=91))
    feedback.keep(kept("voted---"), NOW - timedelta(days=91))
    feedback.keep(
        kept("silent--", outcome=Outcome.NO_EVIDENCE), NOW - timedelta(days=91)
    )
    feedback.keep(kept("young---"), NOW - timedelta(days=89))
    feedback.vote("voted---", 1, up=True, now=NOW)

    feedback.forget(NOW)

    there = [
        i for i in ("old-----", "voted---", "silent--", "young---") if feedback.kept(i)
    ]
    assert ["voted---", "silent--", "young---"] == there


def test_questions_of_today_are_counted_a_server(feedback) -> None:
    """In whatever zone the day begins; direct messages are of no server."""
    feedback.keep(kept("a-------"), NOW - timedelta(days=1))
    feedback.keep(kept("b-------"), NOW)
    feedback.keep(kept("c-------", guild=None), NOW)
    feedback.keep(kept("d-------", guild=3), NOW)

    assert {2: 1, 3: 1} == feedback.asked_since(NOW - timedelta(hours=12))


def test_it_is_private_and_outlives_the_process(feedback, tmp_path) -> None:
    """What was asked is nobody else's on the machine."""
    path = tmp_path / "home" / "discord.sqlite3"
    feedback.keep(kept(), NOW)
    feedback.remember("k", "v")
    feedback.announce(["n"])
    again = Feedback(path)

    assert "v" == again.recall("k")
    assert {"n"} == again.announced()
    assert again.kept("AAAAAAAA")
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    again.close()


def test_before_the_first_announcement_nothing_is_known(feedback) -> None:
    """Which is not the same as that nothing is new."""
    assert feedback.announced() is None
    feedback.announce([])
    assert set() == feedback.announced()


@pytest.mark.parametrize("damage", ["garbage", "newer", "folder"])
def test_a_file_that_can_not_be_used_is_named(tmp_path, damage: str) -> None:
    """With a way out."""
    path = tmp_path / "discord.sqlite3"
    if damage == "garbage":
        path.write_bytes(b"no database " * 100)
    elif damage == "folder":
        path.mkdir()
    else:
        db = sqlite3.connect(path)
        db.execute("pragma user_version = 99")
        db.close()

    with pytest.raises(FeedbackBroken) as info:
        Feedback(path)

    assert "discord.sqlite3" in info.value.problem
    assert info.value.hint


def asked(question: str, days: int = 0) -> Unanswered:
    return Unanswered(
        asked_at=NOW + timedelta(days=days),
        question=question,
        outcome=Outcome.NO_EVIDENCE,
    )


def terms(question: str) -> frozenset[str]:
    return frozenset(question.split()) - {"?"}


def test_alike_questions_are_one_group() -> None:
    """What is asked most comes first, by whatever words."""
    groups = grouped(
        [
            asked("docker"),
            asked("쿠버네티스 ingress ?"),
            asked("ingress 설정 쿠버네티스 ?"),
            asked("쿠버네티스 ?"),
        ],
        terms,
    )

    assert [3, 1] == [len(g.questions) for g in groups]
    assert "쿠버네티스" == groups[0].terms[0]


@given(st.lists(st.text(alphabet="ab ?", max_size=6), max_size=25))
def test_each_question_is_in_one_group(questions) -> None:
    """None is lost or counted twice; the largest group comes first."""
    groups = grouped([asked(q, n) for n, q in enumerate(questions)], terms)

    assert sorted(questions) == sorted(q.question for g in groups for q in g.questions)
    sizes = [len(g.questions) for g in groups]
    assert sorted(sizes, reverse=True) == sizes


class App(cli_fake.FakeApp):
    """With an analyser of a line."""

    @property
    def analyser(self):
        """Itself."""
        return self

    def question(self, text: str):
        """Give the words."""
        from types import SimpleNamespace

        return SimpleNamespace(
            words=dict.fromkeys(text.split(), 1.0), frame=frozenset({"뭐야?"})
        )


def run(tmp_path, *args: str) -> cli_fake.Done:
    return cli_fake.run("feedback", *args, "--home", str(tmp_path / "home"), app=App())


def test_the_command_lists_votes(feedback, tmp_path) -> None:
    """With question and sources, as text and as JSON."""
    feedback.keep(kept(question="패딩이\n뭐야?"), NOW)
    feedback.vote("AAAAAAAA", 1, up=True, now=NOW)

    done, machine = run(tmp_path), run(tmp_path, "--json")

    assert 0 == done.code
    assert "👍 1  👎 0  패딩이 뭐야?" in done.out
    assert "노트 a" in done.out
    row = json.loads(machine.out)
    assert (1, 0, "answered", ["노트 a"]) == (
        row["ups"],
        row["downs"],
        row["outcome"],
        row["sources"],
    )


def test_the_command_tells_what_to_write_next(feedback, tmp_path) -> None:
    """Questions without an answer, the commonest first; answered ones are none."""
    feedback.keep(kept("a-------", "grokking 뭐야?"), NOW)
    feedback.keep(kept("b-------", "docker 뭐야?", Outcome.NEAREST), NOW)
    for n in range(2):
        feedback.keep(kept(f"c------{n}", "쿠버네티스 뭐야?", Outcome.NO_EVIDENCE), NOW)

    done, machine = (
        run(tmp_path, "--unanswered"),
        run(tmp_path, "--unanswered", "--json"),
    )

    assert done.out.startswith("2×  쿠버네티스\n")
    assert "1×  docker" in done.out
    assert "grokking" not in done.out
    rows = [json.loads(line) for line in machine.out.splitlines()]
    assert [2, 1] == [row["count"] for row in rows]
    assert "nearest" == rows[1]["questions"][0]["outcome"]


def test_without_any_feedback_it_says_so(tmp_path) -> None:
    """The file is not made by looking for it."""
    done = run(tmp_path)

    assert (0, "") == (done.code, done.out)
    assert done.err
    assert not (tmp_path / "home" / "discord.sqlite3").exists()
