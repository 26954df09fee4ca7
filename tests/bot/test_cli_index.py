import io
import json
import re
import sys

from dataclasses import replace
from datetime import date

import pytest

from cli_fake import FakeApp, run

from bot.cli.session import Session
from rag.errors import IndexBusy
from rag.index_types import IndexReport, IndexStatus
from rag.settings import RagSettings
from rag.types import Problem
from rag.wording.notices import Notice, Occasion


def problems(count: int, *, fatal: bool = True) -> tuple[Problem, ...]:
    """Return *count* problems."""
    return tuple(
        Problem(
            path=f"노트{n}.md",
            line=n or None,
            problem="Bad date.",
            hint="Mend it.",
            fatal=fatal,
        )
        for n in range(count)
    )


def test_index_says_what_it_did() -> None:
    """The counts stand on stdout, in the language of the setting."""
    report = IndexReport(
        added=2, updated=1, removed=3, unchanged=4, embedded=5, seconds=1.25
    )

    korean = run("index", app=FakeApp(report=report), env={"TILBOT_LANG": "ko"})
    english = run("index", app=FakeApp(report=report))

    assert (0, "") == (korean.code, korean.err)
    assert (
        "노트 7개: 추가 2, 변경 1, 삭제 3, 그대로 4; 임베딩 5건, 1.2초\n" == korean.out
    )
    assert (
        "notes: 7 (added 2, updated 1, removed 3, unchanged 4); texts embedded: 5; 1.2 s\n"
        == english.out
    )


class BusyApp(FakeApp):
    """Another process is indexing for the first *times*."""

    times = 2

    def index(self, say, progress, *, rebuild=False) -> IndexReport:
        """Index, unless it is somebody else's turn."""
        if self.times:
            self.times -= 1
            raise IndexBusy(
                "Process 7 is at it.", hint="Wait.", korean=("7번이 한다.", "기다려라.")
            )
        return super().index(say, progress, rebuild=rebuild)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Process 7 is at it. Waiting for it, 10 minutes at most.\n"),
        ("ko", "7번이 한다. 끝날 때까지 기다립니다 (최대 10분).\n"),
    ],
)
def test_index_waits_for_another_process(lang, told) -> None:
    """It says for whom, once, and takes in what is left."""
    got = run("index", app=BusyApp(), env={"TILBOT_LANG": lang})

    assert (0, told) == (got.code, got.err)
    assert 1 == len(got.out.splitlines())


def test_index_need_not_wait() -> None:
    """With --no-wait it is told at once, as to a program that tries again itself."""
    app = BusyApp()

    got = run("index", "--no-wait", app=app)

    assert 75 == got.code
    assert 1 == app.times
    assert "Waiting" not in got.err


class FirstApp(BusyApp):
    """Nothing is indexed yet, and another process is at it."""

    def ensure_index(self, say, progress) -> IndexReport | None:
        """Index, as a first question does."""
        say(Notice(Occasion.NOT_INDEXED))
        return self.index(say, progress)


@pytest.mark.parametrize(
    "command",
    [
        ["ask", "triplet"],
        ["search", "triplet"],
        ["chat"],
        ["list"],
        ["show", "memo"],
    ],
)
def test_a_first_question_waits_for_another_process(command) -> None:
    """It says once what it does and for whom it waits, and goes on; or it need not wait."""
    got = run(*command, app=FirstApp(), env={"TILBOT_LANG": "ko"})
    hasty = run(*command, "--no-wait", app=FirstApp(), env={"TILBOT_LANG": "ko"})

    assert (0, 75) == (got.code, hasty.code)
    assert 1 == got.err.count("먼저 색인합니다")
    assert 1 == got.err.count("7번이 한다. 끝날 때까지 기다립니다 (최대 10분).")
    assert "기다립니다" not in hasty.err


@pytest.mark.parametrize(("named", "args"), [(10, []), (12, ["--verbose"])])
def test_index_names_what_it_could_not_read(named: int, args: list[str]) -> None:
    """Ten problems and a count, or all of them; the exit code is 65."""
    report = IndexReport(problems=problems(12) + problems(1, fatal=False))

    got = run("index", *args, app=FakeApp(report=report))

    assert 65 == got.code
    assert "Could not be read: 12" in got.err
    assert named == got.err.count("Mend it.") - ("Left out on purpose: 1" in got.err)
    assert "  노트1.md:1: Bad date.\n    Mend it.\n" in got.err
    assert ("… and 2 more" in got.err) == (not args)


def test_what_is_left_out_on_purpose_is_no_failure() -> None:
    """An empty file does not change the exit code."""
    got = run(
        "index", app=FakeApp(report=IndexReport(problems=problems(1, fatal=False)))
    )

    assert 0 == got.code
    assert "노트0.md" in got.err


def test_status_in_words() -> None:
    """What is indexed, from when to when, and what changed since."""
    app = FakeApp()
    app.published = replace(
        app.published,
        first_day=date(2021, 5, 11),
        last_day=date(2022, 1, 15),
        categories=(("ML & DL", 2),),
        new_files=tuple(f"새{n}.md" for n in range(12)),
        missing_files=("옛것.md",),
    )

    got = run("status", app=app, env={"TILBOT_LANG": "ko"})

    rows = got.out.splitlines()
    assert "노트 3개, 조각 3개, 2021-05-11 부터 2022-01-15 까지" == rows[0]
    assert "  ML & DL: 2" in rows
    assert ["  새 파일: 12", "    새0.md"] == rows[-14:-12]
    assert ["    … +2", "  없어진 파일: 1", "    옛것.md"] == rows[-3:]
    assert 0 == got.code


def test_status_before_the_first_indexing() -> None:
    """Nothing indexed is exit code 66, and what to do is said."""
    got = run("status", app=FakeApp(published=IndexStatus()))

    assert (66, "Nothing is indexed yet.\nRun tilbot index.\n") == (got.code, got.out)


def test_status_as_json() -> None:
    """The same for programs, dates as ISO."""
    app = FakeApp()
    app.published = replace(
        app.published, problems=problems(1), changed_files=("a.md",)
    )

    value = json.loads(run("status", "--json", app=app).out)

    assert ("g1", 3, True, ["a.md"]) == (
        value["generation"],
        value["entries"],
        value["stale"],
        value["changed_files"],
    )
    assert "2022-02-01T00:00:00+00:00" == value["built_at"]
    assert "노트0.md" == value["problems"][0]["path"]


class Terminal(io.StringIO):
    """What is drawn on."""

    def isatty(self) -> bool:
        """Say that somebody watches."""
        return True


@pytest.mark.parametrize(("lang", "left"), [("ko", "남은 시간"), ("en", "left:")])
def test_progress_says_how_much_time_is_left(monkeypatch, lang, left) -> None:
    """What is done, of how much, and an estimate of the rest."""
    drawn = Terminal()
    monkeypatch.setattr(sys, "stderr", drawn)
    session = Session(FakeApp(settings=RagSettings(lang=lang)), {"TERM": "xterm"})

    with session.meter() as progress:
        for done in range(0, 65, 8):
            progress("embedding", done, 640)

    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", drawn.getvalue())
    assert "64/640" in text
    assert re.search(rf"{left} (?:\d+:\d\d|--:--)", text)


@pytest.mark.parametrize(
    ("zone", "when"),
    [("Asia/Seoul", "2022-02-01 09:00"), ("America/New_York", "2022-01-31 19:00")],
)
def test_times_are_told_by_the_clock_of_the_settings(zone, when) -> None:
    """Not by that of the machine: a container's is UTC."""
    assert when in run("status", env={"TILBOT_TZ": zone}).out
