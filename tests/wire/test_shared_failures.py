"""What a Chroma server can do to us: each failure is one sentence, with a way out."""

from __future__ import annotations

import json
import logging

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.chroma import ChromaProcess, Front, free_port
from fakes.machines import Machine

from rag.errors import (
    ConfigError,
    IndexBusy,
    RateLimited,
    ServiceError,
    ServiceTimeout,
    TilbotError,
)
from rag.index.store.chroma_errors import Address
from rag.index.store.chroma_http import connect
from rag.index.store.chroma_server import PAGE, ChromaServer
from rag.wording.phrases import Say, say


pytestmark = pytest.mark.slow


TOKEN = "ck-Geheim-42"  # noqa: S105  # made up
NOTES = {"a.md": "# 서버\n\n서버를 켠다.\n", "b.md": "# 둘\n\n서버가 둘이다.\n"}
WORDS_ONLY = say(Say.WORDS_ONLY, "ko")


@pytest.fixture
def front(chroma: ChromaProcess) -> Iterator[Front]:
    """A proxy before the server."""
    with Front(chroma.port).running() as it:
        yield it


@pytest.fixture
def machine(
    tmp_path: Path, front: Front, database: str
) -> Iterator[Callable[..., Machine]]:
    """Makes machines that reach the server through the proxy."""
    made: list[Machine] = []

    def make(name: str, url: str | None = None, **how: object) -> Machine:
        how = {"timeout": 5.0, "token": TOKEN} | how
        made.append(
            Machine(tmp_path / name, url or front.url, database=database, **how)
        )
        return made[-1]

    yield make
    for one in made:
        one.close()


FAILURES: dict[str, tuple[object, type[TilbotError], int, str]] = {
    "token": (401, ServiceError, 69, "refused the token (401)"),
    "right": (403, ServiceError, 69, "refused the token (403)"),
    "often": (429, RateLimited, 69, "too often"),
    "unwell": (503, ServiceError, 69, "can't answer now (503)"),
    "broken": (500, ServiceError, 69, "can't answer now (500)"),
    "version": (404, ConfigError, 78, "does not answer as Chroma 1.x does"),
    "moved": (307, ConfigError, 78, "status 307"),
    "page": ("html", ConfigError, 78, "does not answer as Chroma 1.x does"),
    "cut": ("cut", ServiceError, 69, "broke off"),
    "slow": ("silent", ServiceTimeout, 69, "did not answer within 0.3 s"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_server_that_fails_from_the_start(machine, front, name: str, caplog) -> None:
    """What went wrong is named, with the server; the token is not."""
    what, kind, code, words = FAILURES[name]
    caplog.set_level(logging.DEBUG)
    front.misbehave = lambda *_: what
    reader = machine("reader", timeout=0.3 if name == "slow" else 5.0)

    with pytest.raises(kind) as info:
        reader.found("서버")

    assert code == info.value.exit_code
    assert words in info.value.problem
    assert front.url.removeprefix("http://") in info.value.problem
    assert info.value.hint
    assert TOKEN == front.seen[0][2]["x-chroma-token"]
    assert TOKEN not in caplog.text + info.value.problem + info.value.hint
    assert TOKEN not in repr(reader.server.address)


@pytest.mark.parametrize("name", ["token", "often", "unwell", "cut", "slow"])
def test_the_words_that_are_here_answer_on(machine, front, name: str) -> None:
    """A server that fails costs the vectors, says so, and is used again later."""
    reader = machine("reader", timeout=1.0)
    reader.write(NOTES)
    reader.index()
    before = reader.found("서버")
    front.misbehave = lambda *_: FAILURES[name][0]

    hurt = reader.find("서버")
    front.misbehave = lambda *_: None
    reader.server._rests = 0.0  # the while that a silent server is left alone
    healed = reader.find("서버")

    assert set(before) == {h.entry.path for h in hurt.hits}
    assert (WORDS_ONLY, None) == (hurt.notice, healed.notice)
    assert {"words"} == {arm for h in hurt.hits for arm, _ in h.arms}


def test_a_server_that_is_not_there(machine) -> None:
    """Nobody listens: a reader that has nothing says so, and nothing else."""
    reader = machine("reader", url=f"http://127.0.0.1:{free_port()}")

    with pytest.raises(ServiceError, match="can't be reached") as info:
        reader.found("서버")
    assert "TILBOT_CHROMA_URL" in info.value.hint
    with pytest.raises(ServiceError, match="can't be reached"):
        reader.index()


def test_a_silent_server_is_waited_for_once(machine, front) -> None:
    """One question asks several times; only the first time waits."""
    reader = machine("reader", timeout=1.0)
    reader.write(NOTES)
    reader.index()
    front.misbehave = lambda *_: "silent"
    asked = len(front.seen)

    for _ in range(3):
        reader.found("서버")

    assert asked + 1 == len(front.seen)


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/collections"), ("POST", "/upsert"), ("GET", "/count"), ("PUT", "/")],
)
def test_cut_while_writing(machine, front, method: str, path: str) -> None:
    """Wherever a run is cut off, readers keep what they had, and the next run mends."""
    writer, reader = machine("writer"), machine("reader")
    writer.write(NOTES)
    writer.index()
    writer.write({"c.md": "# 셋\n\n서버가 셋이다.\n"})
    left = [1]

    def cut(asked: str, at: str, _: bytes) -> str | None:
        fits = asked == method and (at.partition("?")[0].endswith(path) or path == "/")
        if fits and left and not left.clear():
            return "cut"
        return None

    front.misbehave = cut
    with pytest.raises(ServiceError):
        writer.index()

    assert not left
    assert {"a.md", "b.md"} == set(reader.found("서버"))
    assert 1 == writer.index().added
    assert {"a.md", "b.md", "c.md"} == set(reader.found("서버"))
    assert not [c for c in writer.collections() if ".g" not in c]


def test_the_reply_to_the_publication_is_lost(machine, front) -> None:
    """The server has renamed the collection, and we are not told: we look."""
    writer, reader = machine("writer"), machine("reader")
    writer.write(NOTES)
    renamed: list[bytes] = []

    def lose(method: str, path: str, body: bytes) -> str | None:
        if method == "PUT" and b".g0000" in body:
            front._passed_on(method, path, body)
            renamed.append(body)
            return "cut"
        return None

    front.misbehave = lose

    assert 2 == writer.index().added
    assert 1 == len(renamed)
    assert {"a.md", "b.md"} == set(reader.found("서버"))


def test_batches_fit_the_server(machine, front) -> None:
    """Not one passage more a call than the server says it takes."""
    front.max_batch = 7
    writer = machine("writer")
    writer.write({f"{n}.md": f"# 서버 {n}\n\n서버 {n}.\n" for n in range(16)})

    writer.index()

    sizes = [len(json.loads(b)["ids"]) for _, p, _, b in front.seen if "upsert" in p]
    assert [7, 7, 2] == sizes
    assert PAGE > 7


def test_tenant_and_database_have_to_be_there(chroma, database) -> None:
    """A wrong tenant is never made; a database is, by who indexes."""
    server = ChromaServer(Address(url=chroma.url, tenant="nobody", database=database))
    with pytest.raises(ConfigError, match="has no tenant 'nobody'") as info:
        server.make()
    assert "TILBOT_CHROMA_TENANT" in info.value.hint

    address = Address(url=chroma.url, database=database)
    with pytest.raises(ConfigError, match=f"has no database '{database}'"):
        connect(address)
    connect(address, make=True).close()
    connect(address).close()


def test_the_token_may_say_where_it_belongs(front, chroma, database) -> None:
    """As Chroma Cloud does: neither tenant nor database need be named."""
    connect(Address(url=chroma.url, database=database), make=True).close()
    identity = json.dumps(
        {"user_id": "u", "tenant": "default_tenant", "databases": [database]}
    ).encode()
    passed_on = front._passed_on
    front._passed_on = lambda method, path, body: (  # type: ignore[method-assign]
        (200, identity) if path.endswith("/identity") else passed_on(method, path, body)
    )

    connection = connect(Address(url=front.url, token=TOKEN))
    connection.close()

    assert (database, "default_tenant") == (connection.database, connection.tenant)


def test_a_swept_collection_is_no_end(machine, front) -> None:
    """A collection that goes while it is fetched is followed by the newest one."""
    writer, reader = machine("writer"), machine("reader")
    writer.write(NOTES)
    writer.index()
    first = writer.generations.newest()
    assert first

    def sweep(method: str, path: str, _: bytes) -> None:
        if path.endswith(f"{first.id}/get"):
            front.misbehave = lambda *_: None
            for n in range(2):
                writer.write({"c.md": f"# 셋\n\n서버가 셋 {n}.\n"})
                writer.index()

    front.misbehave = sweep

    assert {"a.md", "b.md", "c.md"} == set(reader.found("서버"))


def test_a_collection_that_is_swept_under_a_search(machine, front) -> None:
    """The search is done again, on the generation that answers then."""
    writer, reader = machine("writer"), machine("reader")
    writer.write(NOTES)
    writer.index()
    reader.found("서버")

    def sweep(method: str, path: str, _: bytes) -> None:
        if path.endswith("/query"):
            front.misbehave = lambda *_: None
            for n in range(2):
                writer.write({"c.md": f"# 셋\n\n서버가 셋 {n}.\n"})
                writer.index()

    front.misbehave = sweep
    found = reader.find("서버")

    assert {"a.md", "b.md", "c.md"} == {h.entry.path for h in found.hits}
    assert found.notice is None


def test_another_process_of_this_machine_is_indexing(machine) -> None:
    """They share a home: the lock of the machine tells, before the server is asked."""
    one, two = machine("same"), machine("same")
    one.write(NOTES)

    with one.generations.writing(), pytest.raises(IndexBusy, match="Another process"):
        two.index()
