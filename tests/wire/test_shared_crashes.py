"""Machines of one index, each a process: publications, crashes and power cuts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading

from collections.abc import Iterator
from pathlib import Path

import pytest
import shared_processes as machines

from fakes.chroma import ChromaProcess, Front
from fakes.machines import Machine
from fakes.places import ROOT, cleaned

from rag.errors import ServiceError
from rag.wording.phrases import Say, say


pytestmark = pytest.mark.slow


TESTS = ROOT / "tests"
WORDS_ONLY = say(Say.WORDS_ONLY, "ko")


def start(*args: object) -> subprocess.Popen[str]:
    """Start a machine as a process."""
    return subprocess.Popen(
        [sys.executable, str(TESTS / "wire" / "shared_processes.py"), *map(str, args)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={
            **cleaned(dict(os.environ)),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{TESTS}",
            "PYTHONUTF8": "1",
        },
    )


class Strike:
    """Kills a process in the middle of its request of that number."""

    def __init__(self, moment: int) -> None:
        self.at: subprocess.Popen[str] | None = None
        self.done = False
        self._left = moment
        self._lock = threading.Lock()

    def __call__(self, *_: object) -> str | None:
        """Count a request, and strike when it is the one."""
        with self._lock:
            self._left -= 1
            if self._left or self.at is None:
                return None
            self.at.send_signal(signal.SIGKILL)
            self.done = True
            return "cut"


@pytest.fixture
def front(chroma: ChromaProcess) -> Iterator[Front]:
    """A proxy before the server, to know when to strike."""
    with Front(chroma.port).running() as it:
        yield it


@pytest.mark.parametrize(
    "times", [3, pytest.param(20, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_two_machines_ask_while_one_indexes(
    tmp_path: Path, chroma: ChromaProcess, database: str, times: int
) -> None:
    """
    Every answer is of one version, of all its notes, and of none before the one
    whose indexing had returned when the question was put.
    """
    done = tmp_path / "done"
    writer = Machine(tmp_path / "writer", chroma.url, database=database)
    machines.rewrite(writer, 0)
    writer.index()
    done.write_text("0", "ascii")
    readers = [
        start("ask", tmp_path / name, chroma.url, database, done) for name in "ab"
    ]
    try:
        assert ["ready\n"] * 2 == [r.stdout.readline() for r in readers if r.stdout]
        for version in range(1, times + 1):
            machines.rewrite(writer, version)
            writer.index()
            (tmp_path / "new").write_text(str(version), "ascii")
            (tmp_path / "new").replace(done)
    finally:
        writer.close()
        (tmp_path / "new").write_text("stop", "ascii")
        (tmp_path / "new").replace(done)
        told = [json.loads(r.communicate(timeout=60)[0]) for r in readers]

    assert [[], []] == [t["wrong"] for t in told]
    assert all(t["asked"] >= times for t in told)
    assert [0, 0] == [t["words_only"] for t in told]
    assert not list((tmp_path / "a" / "notes").iterdir())


@pytest.mark.parametrize(
    "moments",
    [(9, 13), pytest.param(range(1, 26, 2), marks=pytest.mark.slow)],
    ids=["few", "many"],
)
def test_a_writer_is_killed(
    tmp_path: Path, front: Front, database: str, moments: range | tuple[int, ...]
) -> None:
    """At whichever request: readers answer whole, and the next run goes on at once."""
    reader = Machine(tmp_path / "reader", front.url, database=database)
    writer = Machine(tmp_path / "writer", front.url, database=database)
    machines.rewrite(writer, 0)
    writer.index()
    struck = []
    for version, moment in enumerate(moments, start=1):
        strike = Strike(moment)
        front.misbehave = strike
        strike.at = start("index", tmp_path / "writer", front.url, database, version)
        strike.at.communicate(timeout=60)
        front.misbehave = lambda *_: None
        struck += [moment] * strike.done

        found, notice = machines.versions(reader)
        assert (3, 1, None) == (len(found), len(set(found)), notice), moment
        assert found[0] in {version - 1, version}, moment
        machines.rewrite(writer, version)
        writer.index()
        assert [version] * 3 == machines.versions(reader)[0], moment
        assert 2 == len(writer.collections()), moment
    reader.close()
    writer.close()

    # A run makes some twenty requests; later moments find it gone.
    assert struck == list(moments)[: len(struck)]
    assert len(struck) >= min(len(moments), 9)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[ChromaProcess]:
    """A server that may be killed."""
    folder = tmp_path / "chroma"
    folder.mkdir()
    server = ChromaProcess(folder)
    server.start()
    yield server
    server.kill()


def test_the_server_is_killed_and_comes_back(
    tmp_path: Path, own: ChromaProcess, database: str
) -> None:
    """In mid-search the words answer; in mid-index nothing is lost; then all is well."""
    with Front(own.port).running() as front:
        one = Machine(tmp_path / "one", front.url, database=database)
        other = Machine(tmp_path / "other", front.url, database=database)

        def strike_at(end: str) -> None:
            def strike(method: str, path: str, _: bytes) -> str | None:
                if path.partition("?")[0].endswith(end):
                    own.kill()
                    front.misbehave = lambda *_: "cut"
                    return "cut"
                return None

            front.misbehave = strike

        def restart() -> None:
            own.start()
            front.misbehave = lambda *_: None

        machines.rewrite(one, 1)
        one.index()
        seen = [machines.versions(other)]
        strike_at("/query")
        seen.append(machines.versions(other))
        seen.append(machines.versions(other))
        restart()
        seen.append(machines.versions(other))
        machines.rewrite(one, 2)
        strike_at("/upsert")
        with pytest.raises(ServiceError):
            one.index()
        restart()
        seen.append(machines.versions(other))
        one.index()
        seen.append(machines.versions(other))
        kept = one.collections()
        one.close()
        other.close()

    ones, twos = [1] * 3, [2] * 3
    assert [
        (ones, None),
        (ones, WORDS_ONLY),
        (ones, WORDS_ONLY),
        (ones, None),
        (ones, None),
        (twos, None),
    ] == seen
    assert [".g000000001", ".g000000002"] == kept
