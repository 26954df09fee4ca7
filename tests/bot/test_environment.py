import pytest

from bot.settings import environment
from rag.errors import ConfigError


@pytest.fixture(autouse=True)
def _there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_process_wins_over_dotenv(tmp_path, monkeypatch) -> None:
    """.env fills in what the process does not set; a blank there counts."""
    (tmp_path / ".env").write_text(
        "\ufeffTILBOT_LANG=ko\nTILBOT_CORPUS='노트 폴더'\nOPENAI_API_KEY=k\n", "utf-8"
    )
    monkeypatch.setenv("TILBOT_LANG", "en")
    monkeypatch.setenv("OPENAI_API_KEY", "")

    got = environment()

    assert ("en", "노트 폴더", "") == (
        got["TILBOT_LANG"],
        got["TILBOT_CORPUS"],
        got["OPENAI_API_KEY"],
    )


def test_dotenv_is_found_upward(tmp_path, monkeypatch) -> None:
    """A folder below the one with .env sees it."""
    (tmp_path / ".env").write_text("TILBOT_LANG=ko\n", "utf-8")
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")

    assert "ko" == environment()["TILBOT_LANG"]


def test_lines_without_sense_are_skipped(tmp_path) -> None:
    """What is no assignment is left out, and the rest holds."""
    (tmp_path / ".env").write_text("= 1\n???\nNAME_ONLY\nTILBOT_LANG=ko\n", "utf-8")

    got = environment()

    assert "ko" == got["TILBOT_LANG"]
    assert "NAME_ONLY" not in got


def test_dotenv_in_another_encoding_is_a_configuration_error(tmp_path) -> None:
    """A .env that can't be read is named, with a way out."""
    (tmp_path / ".env").write_bytes("TILBOT_CORPUS=노트".encode("cp949"))

    with pytest.raises(ConfigError) as info:
        environment()

    assert ".env" in info.value.problem
    assert "UTF-8" in info.value.hint
