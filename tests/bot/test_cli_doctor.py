import http.server
import json
import socket
import threading

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from cli_fake import FakeApp, run

from bot.cli.probe import probe
from rag.errors import CorpusError, ServiceError, ServiceTimeout
from rag.index_types import IndexStatus
from rag.settings import RagSettings
from rag.types import Problem


@contextmanager
def server(status: int, body: bytes = b"") -> Iterator[tuple[str, list[str]]]:
    """Serve *status* and *body* for everything; give the address and the keys it was sent."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(f"{self.path} {self.headers['Authorization']}")
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    http_server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http_server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http_server.server_port}/v1", seen
    finally:
        http_server.shutdown()
        http_server.server_close()
        thread.join()


def at(base_url: str) -> RagSettings:
    """Return settings for a server."""
    return RagSettings(api_key="sk-geheim", base_url=base_url)


@pytest.mark.parametrize("status", [200, 404])
def test_a_server_that_answers_is_reached(status: int) -> None:
    """With the key, and even where there is no list of models."""
    with server(status) as (base, seen):
        host = probe(at(base))

    assert base.split("/")[2] == host
    assert ["/v1/models Bearer sk-geheim"] == seen


@pytest.mark.parametrize(
    ("status", "word"), [(401, "refused"), (403, "refused"), (429, "now"), (503, "now")]
)
def test_a_server_that_refuses(status: int, word: str) -> None:
    """The status is told, the key never."""
    with server(status) as (base, _), pytest.raises(ServiceError) as info:
        probe(at(base))

    assert word in info.value.problem
    assert str(status) in info.value.problem
    assert "geheim" not in info.value.problem + info.value.hint


def test_the_key_does_not_follow_a_redirect() -> None:
    """Whoever a server points to learns no key."""
    with server(302) as (base, seen), pytest.raises(ServiceError):
        probe(at(base))

    assert {"/elsewhere None"} == set(seen[1:])


def test_a_server_that_is_not_there() -> None:
    """A refused connection is told with its reason."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{unused.getsockname()[1]}"

        with pytest.raises(ServiceError, match="can't be reached: Connection refused"):
            probe(at(base))


def test_a_server_that_hangs() -> None:
    """The wait is bounded in all."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        base = f"http://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises((ServiceTimeout, ServiceError)) as info:
            probe(at(base), patience=0.1)

    assert "127.0.0.1" in info.value.problem


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a healthy tilbot."""
    return {"TILBOT_HOME": str(tmp_path / "new" / "home")}


def test_all_is_well(home) -> None:
    """Without a key everything is fine, and nothing is asked over the network."""
    got = run("doctor", env={**home, "TILBOT_LANG": "ko"})

    assert (0, "") == (got.code, got.err)
    assert "✗" not in got.out
    assert got.out.endswith("모두 정상입니다.\n")
    assert not Path(home["TILBOT_HOME"]).exists()


def test_the_key_is_never_shown(home) -> None:
    """A key that is set is told as set; the server is asked for its models."""
    with server(200) as (base, seen):
        env = {**home, "OPENAI_API_KEY": "sk-geheim", "OPENAI_BASE_URL": base}
        env["TILBOT_EMBEDDINGS"] = "local"
        got = run("doctor", env=env)

    assert 0 == got.code, got.out
    assert "OPENAI_API_KEY is set" in got.out
    assert "geheim" not in got.out + got.err
    assert 1 == len(seen)


def test_a_refused_key_is_the_exit_code(home) -> None:
    """A provider that fails gives 69 and what to do."""
    with server(401) as (base, _):
        env = {**home, "OPENAI_API_KEY": "sk-geheim", "OPENAI_BASE_URL": base}
        got = run("doctor", env={**env, "TILBOT_EMBEDDINGS": "local"})

    assert 69 == got.code
    assert "✗ chat model:" in got.out
    assert "    Check OPENAI_API_KEY" in got.out


def test_bad_settings_are_all_named(home) -> None:
    """The settings come first, and end the examination."""
    got = run("doctor", env={**home, "TILBOT_LANG": "xx", "TILBOT_TZ": "Nowhere"})

    assert 78 == got.code
    assert "TILBOT_LANG" in got.out
    assert "TILBOT_TZ" in got.out


TOKEN = "a" * 24 + ".geheim." + "c" * 27


def test_without_a_token_discord_is_no_problem(home) -> None:
    """Only the bot needs one."""
    got = run("doctor", env=home)

    assert 0 == got.code
    assert "✓ Discord: DISCORD_TOKEN is not set" in got.out


@pytest.mark.parametrize(("status", "code"), [(200, 0), (401, 78), (503, 69)])
def test_the_token_is_tried(home, status: int, code: int) -> None:
    """Discord is asked whose it is; a refused one says what to do, and is never shown."""
    with server(status) as (base, seen):
        env = {**home, "DISCORD_TOKEN": TOKEN, "TILBOT_DISCORD_API": base}
        got = run("doctor", env=env)

    assert code == got.code, got.out
    assert ("refused DISCORD_TOKEN" in got.out) == (status == 401)
    assert "geheim" not in got.out + got.err
    assert [f"/v1/oauth2/applications/@me Bot {TOKEN}"] == seen


@pytest.mark.parametrize(("flags", "code"), [(0, 78), (1 << 18, 0), (1 << 19, 0)])
def test_an_intent_that_is_not_granted_is_told(home, flags: int, code: int) -> None:
    """The setting needs what the developer portal may not give."""
    told = json.dumps({"name": "노트봇", "flags": flags}).encode()
    with server(200, told) as (base, _):
        env = {**home, "DISCORD_TOKEN": TOKEN, "TILBOT_DISCORD_API": base}
        wanting = run("doctor", env={**env, "TILBOT_DISCORD_MESSAGE_CONTENT": "1"})
        content = run("doctor", env=env)

    assert (code, 0) == (wanting.code, content.code)
    assert ("message content intent" in wanting.out) == bool(code)
    assert "Discord: 노트봇: 127.0.0.1" in content.out


def test_settings_of_the_bot_are_checked(home) -> None:
    """A slip is named without a request, after everything else."""
    got = run("doctor", env={**home, "TILBOT_DISCORD_GUILDS": "내 서버"})

    assert 78 == got.code
    assert "✗ Discord: TILBOT_DISCORD_GUILDS" in got.out


class Lost(FakeApp):
    """Its notes are gone."""

    def status(self) -> IndexStatus:
        """Fail as a folder that is not there does."""
        raise CorpusError("There are no notes in 어딘가.", hint="Set TILBOT_CORPUS.")


def test_a_corpus_that_is_not_there(home) -> None:
    """It is told with what to do, and the examination goes on after it."""
    got = run("doctor", app=Lost(), env=home)

    assert 66 == got.code
    assert "✗ notes: There are no notes in 어딘가.\n    Set TILBOT_CORPUS.\n" in got.out
    assert "embeddings" in got.out


def test_what_is_stale_is_no_failure_but_unread_notes_are(home) -> None:
    """A stale index mends itself; a file that can't be read doesn't."""
    app = FakeApp()
    app.published = replace(app.published, new_files=("a.md", "b.md"))
    bad = replace(
        app.published, problems=(Problem(path="a.md", line=1, problem="p", hint="h"),)
    )

    stale = run("doctor", app=app, env=home)
    unread = run("doctor", app=FakeApp(published=bad), env=home)

    assert 0 == stale.code
    assert "! index: notes: 3, passages: 3; new 2\n" in stale.out
    assert 65 == unread.code


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """A file in the place of the folder is told, with what to do."""
    (tmp_path / "file").write_text("", "utf-8")

    env = {"TILBOT_HOME": str(tmp_path / "file" / "home")}
    got = run("doctor", app=Lost(), env=env)

    assert 74 == got.code, "the first problem gives the exit code"
    assert 0 <= got.out.find("✗ home:") < got.out.find("✗ notes:")
