"""Words that the dictionary doesn't know, taken as they are typed."""

import unicodedata

import pytest

from rag.analyse.hangul import Morpheme
from rag.analyse.terms import Analyser
from rag.analyse.whole_words import put_together


@pytest.fixture(scope="module")
def analyser(kiwi):
    return Analyser(kiwi)


class Counting(list[Morpheme]):
    """Morphemes that count how often all of them are gone through."""

    walks = 0

    def __iter__(self):
        self.walks += 1
        return super().__iter__()


def asked(analyser, text, known=()):
    """Return what a question speaks of."""
    return [unit.form for unit in analyser.units(text, known)]


def words(analyser, text):
    """Return the words of a passage."""
    (found,) = analyser.documents([text])
    return found.words


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("word", ["도커", "로커", "그래들"])
def test_what_no_korean_word_can_be_is_taken_whole(analyser, word, form) -> None:
    """도커 is no 크다 behind a particle; nor is it in a note."""
    text = unicodedata.normalize(form, f"{word} 노트")

    assert asked(analyser, text) == [word]
    assert word in words(analyser, text)
    assert "크" not in words(analyser, text)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("값이 크면 느려진다", ["값", "크", "느리"]),
        ("Redis는 왜 빨라?", ["빠르", "redis"]),
        ("서버 는 왜 죽어", ["서버", "죽"]),
        ("힙까지 비운다", ["힙", "비우"]),
    ],
)
def test_words_of_the_language_are_read_as_before(analyser, text, forms) -> None:
    """Also where a particle stands alone, or behind a name."""
    assert asked(analyser, text) == forms


def test_a_torn_word_is_whole_where_a_note_has_it(analyser) -> None:
    """빌 and 드 ask for 노드 as well; the note has it whole, however torn."""
    (whole,) = analyser.wholes("빌드 정리해줘")

    assert whole.form in words(analyser, "어제 빌드 정리를 끝냈다.")
    assert asked(analyser, "빌드 정리해줘", {"빌드"}) == ["빌드"]
    assert analyser.question("빌드 정리해줘", {"빌드"}).words.keys() == {
        "빌드",
        "정리",
    }
    assert asked(analyser, "빌드 정리해줘") == ["빌", "드"]


def test_what_may_be_a_verb_is_whole_only_as_the_one_subject(analyser) -> None:
    """커서 of a title is asked for by 커서 노트, not by what is slow as it is big."""
    known = {"커서"}

    assert "커서" in words(analyser, "# 커서 정리\n\n행을 하나씩 읽는다.")
    assert "커서" not in words(analyser, "# 설정\n\n설정이 생각보다 커서 오래 걸렸다.")
    assert asked(analyser, "커서 노트", known) == ["커서"]
    assert "크" in asked(analyser, "값이 커서 느린 이유", known)
    assert not analyser.units("커서 노트", known)[0].grams


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("503은 왜 나?", ["503"]),
        ("404 뭐야", ["404"]),
        ("K+1 규칙", ["k+1"]),
        ("what is 418?", ["418"]),
        ("노트 300개 중에", []),
        ("2023 정리", []),
        ("1.150 버전", []),
        ("top 10", []),
    ],
)
def test_a_number_may_be_a_name(analyser, text, names) -> None:
    """Where it is no year, and counts nothing."""
    found = [u.form for u in analyser.units(text) if any(map(str.isdigit, u.form))]

    assert found == names


def test_what_is_pasted_is_read_word_by_word() -> None:
    """Each word is held against its own morphemes, not against all of them."""
    said = Counting(
        Morpheme(text, True, at * 3, at * 3 + 2)  # noqa: FBT003
        for at, text in enumerate(["빌드", "정리"] * 500)
    )
    text = " ".join(m.form for m in said)

    assert put_together(said, text, {"빌드"}) == list(said)
    assert said.walks < 10


def test_a_word_read_as_several_is_one_if_it_is_to_be(analyser) -> None:
    """A syllable of an unknown word is taken for anything: 모/달/리/티."""
    text = "모달리티는 몇 개"

    (word,) = analyser.broken(text)

    assert ("모", "달", "리", "티") == word.pieces
    assert ["모달리티"] == asked(analyser, text, {word.form})
    assert len(asked(analyser, text)) > 1


@pytest.mark.parametrize(
    "text", ["학습률", "서버를", "왜 그래", "", "배치정규화와정규분포의차이점"]
)
def test_no_other_word_is_read_as_several(analyser, text) -> None:
    """Nor what is as long as a sentence without spaces."""
    assert all(2 < len(w.form) < 7 for w in analyser.broken(text))
