import asyncio
import re
import ssl
import time

from contextlib import aclosing
from types import SimpleNamespace

import pytest

from fakes.openai_server import Failure, FakeOpenAI, fake_openai

from rag.errors import (
    ConfigError,
    PromptTooLong,
    RateLimited,
    ServiceError,
    ServiceTimeout,
    TilbotError,
)
from rag.models.chat import ChatModel, Thoughts
from rag.models.service import Patience, Service
from rag.models.vendor_errors import ServiceUnwell, retry_after, translate
from rag.settings import RagSettings
from rag.types import Usage


KEY = "sk-SECRET-0123456789"
REPLY = "배치 정규화는 평균과 분산을 쓴다 🧪 [til-1]."
FAST = Patience(total=5.0, first=0.01)


def test_connections_share_the_certificates_that_they_trust() -> None:
    """Reading them was half the work of a question; they are still demanded."""
    with fake_openai(REPLY) as server:
        model = chat(server)
        (_, one), (_, other) = model._open(), model._open()
        trusted = [c._transport._pool._ssl_context for c in (one, other)]

    assert trusted[0] is trusted[1]
    assert ssl.CERT_REQUIRED == trusted[0].verify_mode
    assert trusted[0].check_hostname


def chat(server: FakeOpenAI, *, timeout: float = 5.0, **changes) -> ChatModel:
    fields = {
        "chat_model": "openai:gpt-5.4-mini",
        "api_key": KEY,
        "base_url": server.base_url,
        "timeout": timeout,
    }
    patience = Patience(total=timeout, first=0.01)
    return ChatModel(RagSettings(**{**fields, **changes}), patience)


async def pieces(model: ChatModel) -> list[str | Usage]:
    return [p async for p in model.stream(system="s", user="u")]


async def whole(model: ChatModel, *, system: str = "s", user: str = "u") -> str:
    stream = model.stream(system=system, user=user)
    return "".join([piece async for piece in stream if isinstance(piece, str)])


def shown(error: TilbotError) -> str:
    return f"{error.problem} {error.hint} {error!r}"


async def test_streams_pieces_then_usage() -> None:
    """The reply comes in pieces, none empty, and what it cost comes last."""
    with fake_openai(REPLY) as server:
        *texts, usage = await pieces(chat(server))

    assert REPLY == "".join(texts)
    assert len(texts) > 5
    assert "" not in texts
    assert Usage(input_tokens=11, output_tokens=7) == usage


async def test_what_is_sent() -> None:
    """
    Model, both messages and the wish for usage; no temperature, for some
    models refuse it.
    """
    with fake_openai(REPLY) as server:
        text = await whole(chat(server), system="규칙", user="질문")
    (sent,) = server.requests

    assert REPLY == text
    assert "gpt-5.4-mini" == sent["model"]
    assert sent["stream"] is True
    assert {"include_usage": True} == sent["stream_options"]
    assert [("system", "규칙"), ("user", "질문")] == [
        (m["role"], m["content"]) for m in sent["messages"]
    ]
    assert not {"temperature", "top_p", "max_tokens"} & sent.keys()
    assert f"Bearer {KEY}" == sent["headers"]["authorization"]


async def test_a_server_without_a_key() -> None:
    """An address is enough; local servers want no key."""
    with fake_openai(REPLY) as server:
        text = await whole(chat(server, api_key=None))

    assert REPLY == text


@pytest.mark.parametrize(
    ("status", "code", "expected", "requests", "hint"),
    [
        (401, "invalid_api_key", ServiceError, 1, "OPENAI_API_KEY"),
        (402, None, ServiceError, 1, "billing"),
        (403, None, ServiceError, 1, "quota"),
        (404, "model_not_found", ServiceError, 1, "TILBOT_CHAT_MODEL"),
        (400, "unsupported_value", ServiceError, 1, "TILBOT_CHAT_MODEL"),
        (429, "rate_limit_exceeded", RateLimited, 3, "Wait"),
        (429, "insufficient_quota", ServiceError, 1, "billing"),
        (500, None, ServiceUnwell, 3, "again"),
        (503, None, ServiceUnwell, 3, "again"),
    ],
)
async def test_maps_failures(status, code, expected, requests, hint) -> None:
    """
    A failing service becomes one of our errors, with a way out, after exactly
    as many requests as make sense; the key is in none of its words.
    """
    bad = Failure(status=status, code=code, message=f"bad key {KEY}")
    with fake_openai(REPLY, failure=bad) as server, pytest.raises(expected) as info:
        await pieces(chat(server))

    assert expected is type(info.value)
    assert (requests > 1) is info.value.retryable
    assert requests == len(server.requests)
    assert hint in info.value.hint
    assert KEY not in shown(info.value)
    assert "gpt-5.4-mini" in info.value.problem


async def test_recovers() -> None:
    """What fails before the first piece is asked again."""
    bad = Failure(status=500, times=2)
    with fake_openai(REPLY, failure=bad) as server:
        text = await whole(chat(server))

    assert REPLY == text
    assert 3 == len(server.requests)


async def test_waits_as_long_as_it_is_told() -> None:
    """Retry-After is respected, not just our own pause."""
    bad = Failure(status=429, times=1, headers={"Retry-After": "0.3"})
    with fake_openai(REPLY, failure=bad) as server:
        model = chat(server)
        await asyncio.to_thread(model.check)
        begun = time.monotonic()
        text = await whole(model)

    assert REPLY == text
    assert 0.3 <= time.monotonic() - begun < 3


@pytest.mark.parametrize(("seconds", "limit"), [("21", 60.0), ("4.9", 2.0)])
async def test_does_not_wait_for_ever(seconds: str, limit: float) -> None:
    """A wait that is too long, or longer than is left, is told instead."""
    bad = Failure(status=429, headers={"Retry-After": seconds})
    begun = time.monotonic()
    with fake_openai(REPLY, failure=bad) as server, pytest.raises(RateLimited) as info:
        await pieces(chat(server, timeout=limit))

    assert float(seconds) == info.value.retry_after
    assert 1 == len(server.requests)
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("script", [{"hang": 30}, {"hang_after": 2}])
async def test_silence_is_a_timeout(script) -> None:
    """
    Neither a server that never answers nor one that stops to talk is waited
    for longer than the time-out.
    """
    with fake_openai(REPLY, **script) as server:
        model = chat(server, timeout=0.5)
        await asyncio.to_thread(model.check)
        begun = time.monotonic()
        with pytest.raises(ServiceTimeout) as info:
            await pieces(model)

    assert time.monotonic() - begun < 3
    assert "TILBOT_TIMEOUT" in info.value.hint
    assert 1 == len(server.requests)


async def test_a_slow_stream_is_no_silence() -> None:
    """The time-out counts from piece to piece, not for the whole."""
    with fake_openai("가나다라마바사아자차", slow=0.3) as server:
        text = await whole(chat(server, timeout=0.9))

    assert "가나다라마바사아자차" == text


@pytest.mark.parametrize("rude", [True, False])
async def test_a_cut_stream_is_an_error(rude) -> None:
    """
    A reply without its end is not passed off as one, nor asked for again once
    a part is out.
    """
    with fake_openai(REPLY, cut_after=2, rude_cut=rude) as server:
        stream = chat(server).stream(system="s", user="u")
        got = [await anext(stream), await anext(stream)]
        with pytest.raises(ServiceError):
            await anext(stream)

    assert REPLY[:6] == "".join(map(str, got))
    assert 1 == len(server.requests)


async def test_a_stream_cut_before_it_began_is_asked_again() -> None:
    """Nothing was shown, so nothing is repeated."""
    with fake_openai(REPLY, cut_after=0) as server, pytest.raises(ServiceError):
        await pieces(chat(server))

    assert 3 == len(server.requests)


@pytest.mark.parametrize("reason", ["length", "content_filter"])
async def test_an_unfinished_reply_is_an_error(reason: str) -> None:
    """A reply that ran out of room, or was withheld, is no answer."""
    with fake_openai(REPLY, finish=reason) as server, pytest.raises(ServiceError):
        await pieces(chat(server))


async def test_garbage_is_an_error() -> None:
    """A proxy's page instead of a reply is a failure of the service."""
    with fake_openai(garbage=True) as server, pytest.raises(ServiceError) as info:
        await pieces(chat(server))

    assert "html" not in info.value.problem


async def test_nobody_listens() -> None:
    """A server that is not there is told at once, with its address and no more."""
    with fake_openai() as server:
        gone = server.base_url.replace("://", "://me:hidden@")
    with pytest.raises(ServiceError) as info:
        await pieces(chat(server, base_url=gone))

    assert "127.0.0.1" in info.value.problem
    assert "hidden" not in shown(info.value)
    assert "OPENAI_BASE_URL" in info.value.hint
    assert not info.value.retryable


async def test_a_listener_may_leave() -> None:
    """Who stops listening leaves no connection behind."""
    with fake_openai(REPLY, slow=0.05) as server:
        async with aclosing(chat(server).stream(system="s", user="u")) as stream:
            first = await anext(stream)

    assert REPLY[:3] == first


def test_one_model_serves_many_loops() -> None:
    """A model outlives the event loop that it was first used in."""
    with fake_openai(REPLY) as server:
        model = chat(server)
        texts = [asyncio.run(whole(model)) for _ in range(2)]

    assert [REPLY, REPLY] == texts


@pytest.mark.parametrize(
    ("name", "problem", "hint"),
    [
        ("ollama:qwen3", "langchain-ollama", "pip install langchain-ollama"),
        ("anthropic:claude", "langchain-anthropic", "pip install langchain-anthropic"),
        ("nobody:model", "LangChain does not know", "openai, ollama"),
    ],
)
def test_providers_that_are_not_there(name: str, problem: str, hint: str) -> None:
    """A provider that is unknown or not installed is a matter of settings."""
    with pytest.raises(ConfigError) as info:
        ChatModel(RagSettings(chat_model=name)).check()

    assert problem in info.value.problem
    assert name in info.value.problem
    assert hint in info.value.hint


def test_no_model_has_no_name() -> None:
    """Without a model there is nothing to ask, and that is said."""
    with pytest.raises(ConfigError):
        ChatModel(RagSettings()).check()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (type("ResponseError", (Exception,), {"status_code": 404})(), ServiceError),
        (type("APIStatusError", (Exception,), {"status_code": 529})(), ServiceUnwell),
        (type("ReadTimeout", (Exception,), {})(), ServiceTimeout),
        (type("ConnectError", (Exception,), {})(), ServiceError),
        (type("RemoteProtocolError", (Exception,), {})(), ServiceUnwell),
        (TimeoutError(), ServiceTimeout),
        (ConnectionResetError(KEY), ServiceUnwell),
        (KeyError(KEY), ServiceError),
        (
            type(
                "ResourceExhausted",
                (Exception,),
                {
                    "code": 429,
                    "response": SimpleNamespace(headers={"Retry-After": "7"}),
                },
            )(),
            RateLimited,
        ),
    ],
)
def test_other_vendors(error: Exception, expected: type[ServiceError]) -> None:
    """Exceptions of packages that we never import are told by name and status."""
    service = Service(
        what="The chat model", what_ko="모델", name="x:y", setting="S", timeout=1.0
    )

    got = translate(error, service)

    assert expected is type(got)
    assert KEY not in shown(got)
    if isinstance(got, RateLimited):
        assert 7.0 == got.retry_after


@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (400, "context_length_exceeded", "no"),
        (400, None, "This model's maximum context length is 2048 tokens. However, …"),
        (400, "exceed_context_size_error", "the request exceeds the available context"),
        (413, None, f"prompt is too long: 9000 tokens > 8000 {KEY}"),
        (422, None, "`inputs` tokens + `max_new_tokens` must fit the context window"),
    ],
)
async def test_a_prompt_that_is_too_long_is_told_so(status, code, message) -> None:
    """However a server words it; the way out is room, not another kind of model."""
    bad = Failure(status=status, code=code, message=message)
    with fake_openai(failure=bad) as server, pytest.raises(PromptTooLong) as info:
        await pieces(chat(server))

    assert 1 == len(server.requests)
    assert "context length" in info.value.hint
    assert "of this kind" not in info.value.hint
    assert KEY not in shown(info.value)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 429, 500, 503])
async def test_a_failure_is_told_in_korean_as_well(status) -> None:
    """With the same model, the same code and the same setting to look at."""
    bad = Failure(status=status, code="some_code")
    with fake_openai(failure=bad) as server, pytest.raises(ServiceError) as info:
        await pieces(chat(server, timeout=0.5))

    problem, hint = info.value.korean
    assert re.search("[가-힣]", problem)
    assert re.search("[가-힣]", hint)
    for told in ("openai:", f"{status} some_code"):
        assert (told in problem) == (told in info.value.problem)
    names = r"[A-Z]+_[A-Z_]+"
    assert re.findall(names, info.value.hint) == re.findall(names, hint)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"retry-after": "2.5"}, 2.5),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "soon"}, None),
    ],
)
def test_retry_after(headers: dict[str, str], expected: float | None) -> None:
    """Seconds, milliseconds or a date; anything else is as if it were not there."""
    assert expected == retry_after(headers)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["<th", "ink>음", "…</thi", "nk>\n\n네", "."], "네."),
        (["<think>끝이 없다"], ""),
        (["<", "b>네"], "<b>네"),
        (["<thin"], "<thin"),
        (["네 <think>아니오</think>"], "네 <think>아니오</think>"),
    ],
)
def test_thoughts_are_left_out(parts: list[str], expected: str) -> None:
    """Only a block of thought that opens the reply is left out."""
    thoughts = Thoughts()

    assert expected == "".join(map(thoughts.without, parts)) + thoughts.rest()
