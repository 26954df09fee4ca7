"""A real Chroma server on loopback, and a front before it that can misbehave."""

from __future__ import annotations

import contextlib
import http.client
import http.server
import json
import signal
import socket
import subprocess
import sys
import threading
import time

from collections.abc import Callable, Iterator
from pathlib import Path


_RUN = (
    "import sys, chromadb_rust_bindings as b;"
    "b.cli(['chroma', 'run', '--host', '127.0.0.1', '--port', sys.argv[1],"
    " '--path', sys.argv[2]])"
)
"""What `chroma run` does, without the second that importing its client takes."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ChromaProcess:
    """A `chroma run`; may be killed and started again on the same port and files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self.folder / "chroma.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _RUN, str(self.port), str(self.folder / "data")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            with (
                contextlib.suppress(OSError, http.client.HTTPException),
                contextlib.closing(client),
            ):
                client.request("GET", "/api/v2/heartbeat")
                if client.getresponse().status == 200:
                    return
            time.sleep(0.02)
        raise TimeoutError((self.folder / "chroma.log").read_text("utf-8"))

    def kill(self) -> None:
        """End it as a power cut does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


Misbehave = Callable[[str, str, bytes], "int | str | None"]
"""Given method, path and body: a status to answer with, ``cut`` to break the
connection, ``silent`` to say nothing, ``html`` for a page, None to pass it on."""


class Front:
    """A proxy before a Chroma server, which does as it is told."""

    def __init__(self, behind: int) -> None:
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        """Method, path, headers in lower case, and body of each request."""
        self.misbehave: Misbehave = lambda *_: None
        self.max_batch: int | None = None
        """What to claim as the largest batch."""
        self._behind = behind
        self._over = threading.Event()
        front = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _any(self) -> None:
                front._answer(self)

            do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815  # its names

            def log_message(self, *args: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextlib.contextmanager
    def running(self) -> Iterator[Front]:
        """Serve until the end of the block."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            self._over.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def _answer(self, asked: http.server.BaseHTTPRequestHandler) -> None:
        body = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        headers = {k.lower(): v for k, v in asked.headers.items()}
        self.seen.append((asked.command, asked.path, headers, body))
        what = self.misbehave(asked.command, asked.path, body)
        if what == "silent":
            self._over.wait(60)
        if what in {"silent", "cut"}:
            asked.close_connection = True
            asked.connection.close()
        elif what == "html":
            self._reply(asked, 200, b"<html>It works!</html>")
        elif isinstance(what, int):
            self._reply(asked, what, b"<html>no</html>")
        else:
            self._reply(asked, *self._passed_on(asked.command, asked.path, body))

    def _passed_on(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        client = http.client.HTTPConnection("127.0.0.1", self._behind, timeout=30)
        with contextlib.closing(client):
            client.request(
                method, path, body, {"Content-Type": "application/json"} if body else {}
            )
            answer = client.getresponse()
            status, said = answer.status, answer.read()
        if self.max_batch and path.endswith("/pre-flight-checks"):
            said = json.dumps(
                json.loads(said) | {"max_batch_size": self.max_batch}
            ).encode()
        return status, said

    def _reply(
        self, asked: http.server.BaseHTTPRequestHandler, status: int, body: bytes
    ) -> None:
        asked.send_response(status)
        asked.send_header("Content-Type", "application/json")
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        with contextlib.suppress(OSError):
            asked.wfile.write(body)
