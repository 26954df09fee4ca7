import re

import pytest

from bot.words import Word, shell_lang
from bot.words_why import Why


@pytest.mark.parametrize("word", [*Word, *Why], ids=lambda w: w.name)
def test_both_languages_say_the_same_things(word: Word | Why) -> None:
    """A sentence names the same values in Korean and in English, and no other ones."""
    korean, english = (set(re.findall(r"\{(\w+)", text)) for text in word.value)

    assert korean == english
    assert all(text.strip() for text in word.value)


def test_no_sentence_of_one_language_is_missing() -> None:
    """The Korean column is Korean, the English one is not."""
    marked = {Word.CHAT_HELP}

    assert [] == [w.name for w in (*Word, *Why) if not re.search("[가-힣]", w.value[0])]
    assert [] == [w.name for w in (*Word, *Why) if re.search("[가-힣]", w.value[1])]
    assert all("/sources" in text for w in marked for text in w.value)


@pytest.mark.parametrize(
    ("expected", "environ"),
    [
        ("ko", {"LANG": "ko_KR.UTF-8"}),
        ("en", {"LANG": "ko_KR.UTF-8", "LC_ALL": "en_US.UTF-8"}),
        ("ko", {"LC_MESSAGES": "ko", "LANG": "C"}),
        ("en", {"LC_ALL": "", "LANG": "C"}),
        ("en", {}),
    ],
)
def test_shell_lang(expected: str, environ: dict[str, str]) -> None:
    """Without a question, the locale decides, in the order that POSIX gives it."""
    assert expected == shell_lang(environ)
