"""Settings of the Chroma server: checked before anything is asked of it."""

from __future__ import annotations

import pytest

from rag.errors import ConfigError
from rag.settings import RagSettings


URL = "TILBOT_CHROMA_URL"
TOKEN = "TILBOT_CHROMA_TOKEN"  # noqa: S105  # its name


def problem(**env: str) -> str:
    """Return what is said of settings that are wrong."""
    with pytest.raises(ConfigError) as info:
        RagSettings.from_env(env)
    assert 78 == info.value.exit_code
    return info.value.problem


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8000", "https://api.trychroma.com", "http://[::1]:8000/base/"],
)
def test_an_address_is_taken(url: str) -> None:
    """With a port, a path, or neither."""
    settings = RagSettings.from_env({URL: f" {url} ", TOKEN: "ck-geheim"})

    assert (url, "ck-geheim") == (settings.chroma_url, settings.chroma_token)
    assert "geheim" not in repr(settings)


def test_without_one_the_index_is_here() -> None:
    """Blank values count as unset."""
    assert RagSettings() == RagSettings.from_env({URL: " ", TOKEN: ""})


@pytest.mark.parametrize(
    "url",
    [
        "chroma:8000",
        "localhost",
        "ftp://a/b",
        "http://",
        "http://a:port",
        "http://a:0",
        "http://a:99999",
        "http://a/?x=1",
        "http://a/#x",
        "http://서버",
        "http://a b",
        "http://[::1",
    ],
)
def test_what_is_no_address(url: str) -> None:
    """It is shown, because it holds no secret."""
    assert f"{URL}={url!r} is not an http(s) address" in problem(**{URL: url})


def test_a_password_in_the_address_is_not_shown() -> None:
    """Nor taken: it would stand in every log."""
    said = problem(**{URL: "http://me:geheim@chroma:8000"})

    assert "TOKEN" in said
    assert "geheim" not in said


@pytest.mark.parametrize("name", ["TENANT", "DATABASE", "TOKEN"])
def test_nothing_without_the_address(name: str) -> None:
    """A lone token is a slip: the index would silently be another one."""
    said = problem(**{f"TILBOT_CHROMA_{name}": "geheim"})

    assert f"TILBOT_CHROMA_{name} needs {URL}" in said
    assert "geheim" not in said


@pytest.mark.parametrize("value", ["a b", "../x", "ab", "팀", "a/b", "x" * 129])
@pytest.mark.parametrize("name", ["TENANT", "DATABASE"])
def test_names_that_chroma_does_not_take(name: str, value: str) -> None:
    """They stand in the path of each request."""
    said = problem(**{URL: "http://a", f"TILBOT_CHROMA_{name}": value})

    assert f"TILBOT_CHROMA_{name}={value!r}" in said


@pytest.mark.parametrize("token", ["비밀", "two words", "new\nline"])
def test_tokens_that_no_header_takes(token: str) -> None:
    """Said without showing them."""
    said = problem(**{URL: "http://a", TOKEN: token})

    assert TOKEN in said
    assert token not in said


def test_all_at_once() -> None:
    """These come with the others that are wrong."""
    said = problem(**{URL: "x", "TILBOT_TZ": "Mars", "TILBOT_CHROMA_TENANT": "-"})

    assert all(n in said for n in (URL, "TILBOT_TZ", "TILBOT_CHROMA_TENANT"))
