"""``kill -9`` while indexing: the last index answers, and nothing is paid twice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.openai_server import FakeOpenAI, fake_openai
from fakes.places import ROOT, cleaned

from bot.wiring import App, open_app
from rag.analyse.hangul import Morphology
from rag.analyse.terms import Analyser
from rag.settings import RagSettings


BATCH = 64
"""Texts that may be under way when the process dies."""


@pytest.fixture(scope="module")
def analyser(one_kiwi: Morphology) -> Analyser:
    """The analyser that the processes have, too."""
    return Analyser(one_kiwi)


@pytest.fixture(scope="module")
def server() -> Iterator[FakeOpenAI]:
    """Counts what it embeds."""
    with fake_openai(dimension=8) as running:
        yield running


class Bench:
    """A home with one generation, beside notes that have changed since."""

    def __init__(self, root: Path, server: FakeOpenAI, analyser: Analyser) -> None:
        self.root, self.server, self.analyser = root, server, analyser
        self.notes = root / "notes"
        self.notes.mkdir()
        (self.notes / "old.md").write_text("# 옛 글 🧩\n\n서버를 켠다.\n", "utf-8")
        with self.app() as app:
            app.index(print, lambda *_: None)
        (self.notes / "old.md").unlink()
        for n in range(70):
            text = f"# 글 {n}\n\n{n}번째로 쓴 글, $x_{{{n}}}$.\n"
            (self.notes / f"{n:03}.md").write_text(text, "utf-8")
        self.pristine = root / "pristine"
        (root / "home").rename(self.pristine)

    def app(self) -> Opened:
        """Open the parts in this process."""
        settings = RagSettings(
            corpus=self.notes,
            home=self.root / "home",
            embeddings="openai:fake",
            api_key="sk-1",
            base_url=self.server.base_url,
        )
        return Opened(settings, self.analyser)

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start tilbot on a fresh copy of the home."""
        shutil.rmtree(self.root / "home", ignore_errors=True)
        shutil.copytree(self.pristine, self.root / "home")
        self.server.requests.clear()
        env = {
            **cleaned(dict(os.environ)),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
            "TILBOT_CORPUS": str(self.notes),
            "TILBOT_HOME": str(self.root / "home"),
            "TILBOT_EMBEDDINGS": "openai:fake",
            "TILBOT_CHAT_MODEL": "none",
            "OPENAI_API_KEY": "sk-1",
            "OPENAI_BASE_URL": self.server.base_url,
        }
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=self.root,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def survives(self) -> str:
        """Assert all that is promised of a home whose indexer died; say what it was."""
        with self.app() as app:
            answered = sorted(e.path for e in app.catalogue.entries())
            assert answered in (["old.md"], [f"{n:03}.md" for n in range(70)])
            hits = app.find(app.understand(app.ask("서버를 켠다")), limit=3).hits
            assert ("old.md" in answered) == ("old.md" in {h.entry.path for h in hits})
            assert app.remark("ko") is None
            app.index(print, lambda *_: None)
            assert 70 == len(app.catalogue.entries())
            assert app.find(app.understand(app.ask("글 69")), limit=3).hits
            assert [] == [g for g in app.kept(thorough=True) if g.damaged]
            assert {"current", "previous"} >= {g.role for g in app.kept(thorough=False)}
        notes = [t for t in self.server.texts if "번째로 쓴 글" in t]
        assert 70 == len(set(notes))
        assert sum(n - 1 for n in Counter(notes).values()) <= BATCH
        return answered[0]


class Opened:
    """An app in this process, closed at the end."""

    def __init__(self, settings: RagSettings, analyser: Analyser) -> None:
        self.app = open_app(settings)
        self.app.analyser = analyser

    def __enter__(self) -> AppThatAsks:
        return AppThatAsks(self.app)

    def __exit__(self, *_raised: object) -> None:
        self.app.published.close()


class AppThatAsks:
    """An `App`, with questions made of their text."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __getattr__(self, name: str):
        return getattr(self._app, name)

    def ask(self, text: str):
        """Return a question of today."""
        from rag.types import Ask

        return Ask(question=text, today=self._app.today())


@pytest.fixture
def bench(tmp_path: Path, server: FakeOpenAI, analyser: Analyser) -> Bench:
    """A home to crash in."""
    server.hang = 0.0
    return Bench(tmp_path, server, analyser)


DYING = ("-m", "fakes.dying")


def killed_at(bench: Bench, step: int, when: str) -> str:
    """Kill an indexing at a step, and return what answered afterwards."""
    with bench.start(*DYING, str(step), when, "index") as process:
        assert -9 == process.wait(timeout=60), process.stderr.read()
    return bench.survives()


def steps(bench: Bench) -> int:
    """Return how many steps an indexing that nobody kills has."""
    with bench.start(*DYING, "0", "before", "index") as process:
        assert process.stderr is not None
        said = process.stderr.read()
    return int(re.findall(r"steps: (\d+)", said)[0])


def killed_after(bench: Bench, seconds: float) -> str:
    """Kill an indexing by the clock, and return what answered afterwards."""
    with bench.start("-m", "bot", "index") as process:
        time.sleep(seconds)
        process.kill()
    return bench.survives()


@pytest.mark.slow
def test_killed_around_the_publication(bench: Bench) -> None:
    """
    Before CURRENT is renamed the old generation answers, after it the new one;
    the indexing after the crash completes, and pays only for what was under way.
    """
    last = steps(bench)
    # The last steps: CURRENT.new is synced, renamed, its folder synced.
    seen = [killed_at(bench, last - 1, when) for when in ("before", "after")]

    assert ["old.md", "000.md"] == seen


def test_killed_while_embedding(bench: Bench) -> None:
    """What the service embedded before is in the cache."""
    bench.server.hang = 0.3
    with bench.start("-m", "bot", "index") as process:
        while len(bench.server.requests) < 2:
            time.sleep(0.01)
        process.kill()
    bench.server.hang = 0.0

    assert "old.md" == bench.survives()


@pytest.mark.slow
def test_killed_at_any_step(bench: Bench) -> None:
    """Every commit, sync and rename, right before and right after."""
    last = steps(bench)
    seen = [
        killed_at(bench, step, when)
        for step in range(1, last + 1)
        for when in ("before", "after")
    ]

    assert 20 < len(seen)
    # Once it is published, it stays so.
    assert sorted(seen, reverse=True) == seen
    assert {"old.md", "000.md"} == set(seen)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_killed_at_any_time(bench: Bench, part: int) -> None:
    """Moments spread evenly over what an indexing takes on this machine."""
    bench.server.hang = 0.05
    began = time.monotonic()
    with bench.start("-m", "bot", "index") as process:
        process.wait(timeout=60)
    took = time.monotonic() - began
    for n in range(part, 50, 5):
        killed_after(bench, took * n / 49)
