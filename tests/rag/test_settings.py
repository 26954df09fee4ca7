"""Settings as people may write them: each is taken or told, none is a traceback."""

from __future__ import annotations

import re

from pathlib import Path

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from bot.settings import DiscordSettings
from rag.errors import ConfigError
from rag.settings import RagSettings


EXAMPLE = Path(__file__).resolve().parents[2] / ".env.example"
NAMES = sorted(
    set(re.findall(r"^#? ?([A-Z_]+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE))
)
WRITTEN = st.one_of(
    st.text(),
    st.from_regex(r"~?[\w./]{1,8}|[0-9]{1,6}([.][0-9]*)?|https?://[\[\]:\w.@/]{0,12}"),
)


def told(env: dict[str, str]) -> str:
    """Return what is said of settings; nothing if they are taken."""
    said = ""
    for settings in (RagSettings, DiscordSettings):
        try:
            settings.from_env(env)
        except ConfigError as e:
            said += e.problem
    return said


@given(st.dictionaries(st.sampled_from(NAMES), WRITTEN, max_size=4))
@example({"TILBOT_CORPUS": "~nosuchuser/x"})
@example({"TILBOT_TRACES": "9" * 5000})
@example({"TILBOT_DISCORD_API": "http://[::1"})
def test_whatever_is_set_is_taken_or_told(env) -> None:
    """A bad value is a `ConfigError` that names the variable, and nothing else."""
    said = told(env)

    assert not said or any(name in said for name in env)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TILBOT_DISCORD_PER_DAY", "0.5"),  # 0 would be no limit
        ("TILBOT_DISCORD_QUEUE", "0.9"),
        ("TILBOT_TRACES", "1e2"),
        ("OPENAI_BASE_URL", "https://"),
        ("TILBOT_DISCORD_API", "https://"),
        ("TILBOT_DISCORD_API", "http://[::1"),
        ("TILBOT_HOME", "~nosuchuser"),
    ],
)
def test_what_can_not_be_meant_is_told(name, value) -> None:
    """Rather than rounded, or found out by the first request."""
    assert f"{name}={value!r}" in told({name: value})


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "TILBOT_CHROMA_TOKEN"])
def test_a_key_that_no_header_can_hold_is_told(name) -> None:
    """Without showing it."""
    with pytest.raises(ConfigError) as info:
        RagSettings.from_env({name: "비밀키", "TILBOT_CHROMA_URL": "http://a"})

    assert f"{name} may have printable ASCII only" in info.value.problem
    assert "비밀키" not in info.value.problem


def test_a_password_in_an_address_is_not_shown() -> None:
    """Also where the address is wrong."""
    with pytest.raises(ConfigError) as info:
        RagSettings.from_env({"OPENAI_BASE_URL": "http://me:geheim@a:port/v1"})

    assert "geheim" not in info.value.problem
