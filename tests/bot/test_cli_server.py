"""What ``status`` and ``doctor`` say of a Chroma server that the index is on."""

from __future__ import annotations

import json

from dataclasses import replace
from pathlib import Path

import pytest

from cli_fake import FakeApp, run

from rag.errors import ServiceError
from rag.index_types import GenerationStatus, IndexStatus, ServerStatus
from rag.types import Failure


WELL = ServerStatus(
    host="chroma:8000", version="1.0.0", collection="tilbot-x.g000000007", ours=True
)
DOWN = ServerStatus(
    host="chroma:8000",
    failure=Failure(problem="It can't be reached.", hint="Start it.", exit_code=69),
)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine with a server."""
    return {
        "TILBOT_HOME": str(tmp_path),
        "TILBOT_CHROMA_URL": "http://chroma:8000",
        "TILBOT_CHROMA_TOKEN": "ck-geheim",
    }


def app(server: ServerStatus | None) -> FakeApp:
    """Return a tilbot whose index is on that server."""
    made = FakeApp()
    made.published = replace(made.published, server=server, new_files=("a.md",))
    return made


class Nowhere(FakeApp):
    """Nothing of the index is here, and the server is down."""

    def status(self) -> IndexStatus:
        """Fail as the server does."""
        raise ServiceError(DOWN.failure.problem, hint="Start it.")  # type: ignore[union-attr]


def test_a_server_that_answers(env) -> None:
    """Where the index is stands first, and what changed stays."""
    status = run("status", app=app(WELL), env=env)
    doctor = run("doctor", app=app(WELL), env=env)

    first = "chroma:8000 (Chroma 1.0.0), collection tilbot-x.g000000007"
    assert first == status.out.splitlines()[0]
    assert "  new: 1\n    a.md\n" in status.out
    assert f"✓ Chroma server: {first}\n" in doctor.out
    assert (0, 0) == (status.code, doctor.code)
    assert "geheim" not in doctor.out + doctor.err


def test_an_index_of_another_machine(env) -> None:
    """The notes here don't count, and are not compared."""
    made = app(replace(WELL, ours=False))

    got = run("status", app=made, env=env | {"TILBOT_LANG": "ko"})
    doctor = run("doctor", app=made, env=env)

    assert "다른 컴퓨터의 노트로 만든 색인입니다." == got.out.splitlines()[-1]
    assert "✓ notes: The index was made of the notes of another machine." in doctor.out


def test_a_server_that_is_down(env) -> None:
    """The index last seen is shown as that; the doctor exits with the failure's code."""
    status = run("status", app=app(DOWN), env=env)
    doctor = run("doctor", app=Nowhere(published=app(DOWN).published), env=env)

    assert "The Chroma server chroma:8000 can't be asked" in status.out
    assert "✗ Chroma server: It can't be reached.\n    Start it.\n" in doctor.out
    assert 1 == doctor.out.count("It can't be reached.")
    assert "embeddings" in doctor.out
    assert 69 == doctor.code


@pytest.mark.parametrize("server", [WELL, DOWN, None])
def test_for_programs(env, server: ServerStatus | None) -> None:
    """One object, or null for an index on this machine."""
    told = json.loads(run("status", "--json", app=app(server), env=env).out)["server"]

    if server is None:
        assert told is None
    else:
        assert {
            "host": "chroma:8000",
            "version": server.version,
            "collection": server.collection,
            "ours": server.ours,
            "problem": server.failure and server.failure.problem,
        } == told


@pytest.mark.parametrize("server", [WELL, None])
def test_damage_here_is_mended_by_the_server(env, server: ServerStatus | None) -> None:
    """Nobody is told to rebuild an index that others share; one of its own, yes."""
    made = app(server)
    bad = GenerationStatus(name="7", role="current", damaged=("notes.sqlite3",))
    made.published = replace(made.published, generations=(bad,))
    if server is None:
        env = {k: v for k, v in env.items() if "CHROMA" not in k}

    doctor = run("doctor", app=made, env=env)

    assert ("fetches it anew" in doctor.out) == (server is not None)
    assert ("--rebuild" in doctor.out) == (server is None)
    assert (74 if server is None else 0) == doctor.code
