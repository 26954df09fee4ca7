import pytest

from cli_fake import FakeApp, run

from rag.errors import ServiceError
from rag.types import Answer, Ask


def chat(app: FakeApp, *lines: str, **env: str):
    """Run a conversation of *lines*."""
    return run("chat", app=app, stdin="\n".join(lines).encode(), env=env)


def test_a_follow_up_knows_what_was_said() -> None:
    """Each question takes the turns before it along, citations as [n]."""
    app = FakeApp()

    got = chat(app, "삼중항?", "", "  triplet  ")

    first, second = app.asked
    assert (0, "") == (got.code, got.err)
    assert () == first.history
    assert ["user", "assistant"] == [turn.role for turn in second.history]
    assert "삼중항?" == second.history[0].content
    assert "triplet" == second.question
    assert not any("[til-" in turn.content for turn in second.history)
    assert "[1]" not in first.question


def test_new_forgets() -> None:
    """After /new nothing of the conversation is left, not even the sources."""
    app = FakeApp()

    got = chat(app, "triplet", "/new", "/sources", "메모", TILBOT_LANG="ko")

    assert [(), ()] == [ask.history for ask in app.asked]
    assert "새 대화를 시작합니다.\n아직 인용한 노트가 없습니다.\n" == got.err


def test_sources_shows_the_quotes() -> None:
    """The verbatim words of the last answer, each below its place."""
    got = chat(FakeApp(), "triplet", "/sources")

    shown = got.out.split("\n\n[1] ")[-1]
    assert "2022/triplet.md:3" in shown
    assert "\n    Triplet loss에서 negative는 세 종류이다 🧐\n" in shown


@pytest.mark.parametrize("leave", ["/quit", "/exit", "/q", "/QUIT now"])
def test_quit_leaves(leave: str) -> None:
    """What comes after it is not asked."""
    app = FakeApp()

    got = chat(app, leave, "triplet")

    assert (0, []) == (got.code, app.asked)


def test_unknown_commands_and_help() -> None:
    """A slash is never a question; help lists what there is."""
    app = FakeApp()

    got = chat(app, "/nope", "/help", "/")

    assert [] == app.asked
    assert "There is no /nope; see /help." in got.err
    assert "/sources" in got.err


def test_a_failure_does_not_end_the_conversation() -> None:
    """The error is told in two lines, and the next question is asked."""
    app = FakeApp(fails=ServiceError("The model is down.", hint="Wait."))

    got = chat(app, "하나", "둘")

    assert 2 == len(app.asked)
    assert 2 * "tilbot: The model is down.\nWait.\n" == got.err
    assert 0 == got.code


@pytest.mark.parametrize(
    ("line", "setting", "expected"),
    [
        ("배치 정규화는?", {}, "끝내기"),
        ("what is batch norm?", {}, "leave"),
        ("배치 정규화는?", {"TILBOT_LANG": "en"}, "leave"),
    ],
)
def test_the_help_is_in_the_language_of_the_talk(line, setting, expected) -> None:
    """Unless a language was set."""
    got = chat(FakeApp(), line, "/help", **setting)

    assert expected in got.err


def test_stopping_an_answer_keeps_the_conversation() -> None:
    """Ctrl-C drops the answer that is being written, and nothing else."""
    app = FakeApp()

    def stopped(ask: Ask) -> Answer:
        app.answers = None
        raise KeyboardInterrupt

    app.answers = stopped
    got = chat(app, "하나", "메모")

    assert ["하나", "메모"] == [ask.question for ask in app.asked]
    assert () == app.asked[1].history
    assert "멈췄습니다." in got.err
    assert "[1]" in got.out
    assert 0 == got.code


def test_the_history_that_is_sent_stays_short() -> None:
    """Only the last turns go along, the oldest are forgotten first."""
    app = FakeApp()

    chat(app, *(f"질문 {n} triplet" for n in range(15)))

    assert 20 == len(app.asked[-1].history)
    assert "질문 4 triplet" == app.asked[-1].history[0].content
