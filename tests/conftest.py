"""Fixtures for all tests: a clean environment, notes to read, the command line."""

from __future__ import annotations

import gc
import os
import secrets
import subprocess
import sys
import unicodedata

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from fakes.chroma import ChromaProcess
from fakes.places import NOTES, ROOT, Tilbot, cleaned
from hypothesis import settings

from bot import parts
from rag.analyse import hangul, terms
from rag.check.verdict import checker


# How long one example takes says more of the machine than of the code. Every run
# tries others: half of the usual number takes half of the time.
settings.register_profile("any machine", deadline=None, max_examples=50)
settings.load_profile("any machine")

# What one process compiles the others need not, also where the machine says
# that no bytecode is kept: some thirty are started, beside those of xdist.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_xdist_auto_num_workers() -> int:
    """One process a processor; three at least, for some wait, and eight at most."""
    return max(3, min(8, os.cpu_count() or 1))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """No garbage is looked for while tests are collected, nor later among them.

    What is made then stays to the end, and each process makes it: looking
    through it took half of the time that collecting takes.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings or the keys of the machine it runs on."""
    for name in os.environ.keys() - cleaned(dict(os.environ)).keys():
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def one_kiwi() -> Iterator[hangul.Morphology]:
    """Whatever asks for the default morphology shares one: it takes long to load.

    So do the parts of tilbot, each of which would start a process for it.
    """
    one = hangul.morphology()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one, "close", lambda: None)
        patch.setattr(parts, "beside", lambda: one)
        for module in (checker, terms):
            patch.setattr(module, "morphology", lambda: one)
        yield one


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    """A Chroma server for all tests; each has a database of its own."""
    server = ChromaProcess(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def database() -> str:
    """The name of a database that no other test has."""
    return f"test-{secrets.token_hex(8)}"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of three notes; one of them has a decomposed (NFD) name and text."""
    root = tmp_path / "notes"
    for name, text in NOTES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    nfd = root / unicodedata.normalize("NFD", "한글 파일.md")
    nfd.write_text(
        unicodedata.normalize(
            "NFD", "# 드롭아웃\n\n드롭아웃은 학습할 때 뉴런을 무작위로 끈다.\n"
        ),
        "utf-8",
    )
    return root


@pytest.fixture
def tilbot(tmp_path: Path, corpus: Path) -> Tilbot:
    """Runs the command line as a stranger would: a process of its own."""

    def run(
        *args: str, stdin: str | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *args],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            timeout=120,
            check=False,
            env={
                **cleaned(dict(os.environ)),
                "PYTHONPATH": str(ROOT),
                "TILBOT_CORPUS": str(corpus),
                "TILBOT_HOME": str(tmp_path / "home"),
                "PYTHONUTF8": "1",
                **env,
            },
        )

    return run
