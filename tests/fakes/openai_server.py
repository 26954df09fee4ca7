"""An OpenAI-compatible server on the loopback that says what a test scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import struct
import threading

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


Reply = str | list[str] | Callable[[dict[str, Any]], str]


@dataclass(frozen=True, kw_only=True)
class Failure:
    """An answer that is none; after *times* of them the server is well."""

    status: int = 500
    code: str | None = None
    message: str = "no"
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 10**9
    after: int = 0
    """Requests that are answered before it."""
    cut: bool = False
    """Whether the connection is broken instead of answered."""
    hang: float = 0.0
    """Seconds of silence before it."""


@dataclass(kw_only=True)
class FakeOpenAI:
    """What the server does, and what it was asked; change it as you go."""

    reply: Reply = "네."
    """A list is said one after the other, the last one for ever."""
    failure: Failure | None = None
    hang: float = 0.0
    """Seconds of silence before the answer begins."""
    hang_after: int | None = None
    """Falls silent after so many pieces of a stream."""
    cut_after: int | None = None
    """Breaks the connection after so many pieces of a stream."""
    rude_cut: bool = True
    """False ends the stream politely, but without its end mark."""
    slow: float = 0.0
    """Seconds before each piece of a stream."""
    letters: int = 3
    """How long each piece of a stream is."""
    finish: str = "stop"
    garbage: bool = False
    """Answers with what is not JSON."""
    dimension: int | Callable[[list[str]], int] = 8
    vectors: Callable[[list[str]], list[list[float]]] | None = None
    text_only: bool = True
    """Refuses token ids, as Ollama and vLLM do."""
    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    """Bodies, in order, each with ``path`` and ``headers`` beside its fields."""
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def texts(self) -> list[str]:
        """Everything that was embedded."""
        asked = [r["input"] for r in self.requests if r["path"] == "/v1/embeddings"]
        return [t for i in asked for t in ([i] if isinstance(i, str) else i)]

    def pause(self, seconds: float) -> None:
        """Sleep, but not longer than the test lives."""
        if seconds:
            self.released.wait(seconds)

    def text(self, body: dict[str, Any]) -> str:
        """Return what to say next."""
        if callable(self.reply):
            return self.reply(body)
        if isinstance(self.reply, list):
            return self.reply.pop(0) if len(self.reply) > 1 else self.reply[0]
        return self.reply

    def embed(self, texts: list[str]) -> list[list[float]]:
        """Return a vector a text, the same for the same text."""
        if self.vectors:
            return self.vectors(texts)
        n = self.dimension(texts) if callable(self.dimension) else self.dimension
        return [
            [byte / 255 + 0.01 for byte in hashlib.shake_128(t.encode()).digest(n)]
            for t in texts
        ]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: FakeOpenAI

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""

    def handle(self) -> None:
        # A client that gave up is what some of the tests are about.
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def do_GET(self) -> None:  # the name is http.server's
        self.send(200, {"object": "list", "data": [{"id": "fake", "object": "model"}]})

    def do_POST(self) -> None:  # the name is http.server's
        state = self.state
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(raw)
        headers = {k.lower(): v for k, v in self.headers.items()}
        state.requests.append({**body, "path": self.path, "headers": headers})
        nth = sum(r["path"] == self.path for r in state.requests)
        state.pause(state.hang)
        bad = state.failure
        if bad and bad.after < nth <= bad.after + bad.times:
            state.pause(bad.hang)
            if bad.cut:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            error = {
                "message": bad.message,
                "type": "t",
                "param": None,
                "code": bad.code,
            }
            self.send(bad.status, {"error": error}, **bad.headers)
        elif state.garbage:
            self.send(200, b"<html>Bad gateway</html>")
        elif self.path == "/v1/embeddings":
            self.embeddings(body)
        elif self.path == "/v1/chat/completions" and body.get("stream"):
            self.stream(body)
        elif self.path == "/v1/chat/completions":
            message = {"role": "assistant", "content": state.text(body)}
            choice = {"index": 0, "message": message, "finish_reason": state.finish}
            self.send(200, {**_HEAD, "choices": [choice], "usage": _USAGE})
        else:
            self.send(404, {"error": {"message": "no such path"}})

    def send(self, status: int, body: object, **headers: str) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def embeddings(self, body: dict[str, Any]) -> None:
        asked = body["input"]
        texts = [asked] if isinstance(asked, str) else asked
        if self.state.text_only and not all(isinstance(t, str) for t in texts):
            self.send(400, {"error": {"message": "input must be text", "code": "bad"}})
            return
        vectors: list[Any] = self.state.embed(texts)
        if body.get("encoding_format") == "base64":
            vectors = [
                base64.b64encode(struct.pack(f"<{len(v)}f", *v)).decode()
                for v in vectors
            ]
        data = [
            {"object": "embedding", "index": i, "embedding": v}
            for i, v in enumerate(vectors)
        ]
        usage = {"prompt_tokens": len(texts), "total_tokens": len(texts)}
        self.send(200, {"object": "list", "data": data, "model": "m", "usage": usage})

    def stream(self, body: dict[str, Any]) -> None:
        state = self.state
        # Split with its spaces, so that the pieces joined are the text.
        text = state.text(body)
        size = state.letters
        pieces = [text[i : i + size] for i in range(0, len(text), size)]
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for n, piece in enumerate(pieces):
            if n == state.hang_after:
                state.pause(60)
            if n == state.cut_after:
                if not state.rude_cut:
                    self.wfile.write(b"0\r\n\r\n")
                self.close_connection = True
                return
            state.pause(state.slow)
            self.event({"choices": [{"index": 0, "delta": {"content": piece}}]})
        last = {"index": 0, "delta": {}, "finish_reason": state.finish}
        self.event({"choices": [last]})
        if (body.get("stream_options") or {}).get("include_usage"):
            self.event({"choices": [], "usage": _USAGE})
        self.event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def event(self, data: dict[str, Any] | str) -> None:
        text = data if isinstance(data, str) else json.dumps({**_HEAD, **data})
        raw = f"data: {text}\n\n".encode()
        self.wfile.write(f"{len(raw):x}\r\n".encode() + raw + b"\r\n")
        self.wfile.flush()


_USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
_HEAD = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "fake"}


class _Server(ThreadingHTTPServer):
    """Lets as many connect at once as a service does; the default is five."""

    request_queue_size = 256


@contextmanager
def fake_openai(reply: Reply = "네.", **script: Any) -> Iterator[FakeOpenAI]:
    """Run the server; *script* sets the fields of `FakeOpenAI`."""
    state = FakeOpenAI(reply=reply, **script)
    handler = type("Handler", (_Handler,), {"state": state})
    server = _Server(("127.0.0.1", 0), handler)
    state.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    # A kept-alive connection would hold its thread, and the shutdown, for ever.
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
