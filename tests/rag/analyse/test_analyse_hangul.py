"""Korean morphemes, by Kiwi and by the list of particles."""

from __future__ import annotations

import pytest

from rag.analyse.hangul import FRAME_WORDS, ParticleMorphology


@pytest.fixture(params=["kiwi", "particles"])
def korean(request, kiwi):
    return kiwi if request.param == "kiwi" else ParticleMorphology()


def forms(korean, text: str) -> list[str]:
    (found,) = korean.content([text])
    return [m.form for m in found]


@pytest.mark.parametrize("word", ["서버를", "서버는", "서버에서", "서버", "서버의"])
def test_particles_do_not_matter(korean, word) -> None:
    """A noun is the same morpheme whatever particle follows it."""
    assert ["서버"] == forms(korean, word)


@pytest.mark.parametrize("text", ["정규화를 한다", "정규화했다", "정규화 하는"])
def test_kiwi_sees_through_endings(kiwi, text) -> None:
    """A verb made of a noun holds that noun."""
    assert "정규" in "".join(forms(kiwi, text))


def test_places_are_those_of_the_text(korean) -> None:
    """A morpheme tells where it stands, counted in characters, also behind an emoji."""
    text = "🧩 서버를 GPU로"

    (found,) = korean.content([text])

    assert "서버" == text[found[0].start : found[0].end]


@pytest.mark.parametrize(
    "text", ["", " ", "GPU x[0]", "🧩", "\0", "\ud800", "$\\mathcal N$"]
)
def test_texts_without_hangul_have_none(korean, text) -> None:
    """Nothing Korean, no morphemes; nothing raises."""
    assert [] == forms(korean, text)


def test_each_text_has_its_own(korean) -> None:
    """Morphemes come text by text, in order."""
    found = list(korean.content(["서버", "", "학습"]))

    assert [["서버"], [], ["학습"]] == [[m.form for m in ms] for ms in found]


def test_question_words_are_frame(kiwi) -> None:
    """What a question is framed with is known as such."""
    assert set(forms(kiwi, "뭐였지 어떻게 무엇")) <= FRAME_WORDS
