"""The fields of terms of passages and questions."""

from __future__ import annotations

import threading
import unicodedata

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.analyse.glossary import Glossary, parse
from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser


GLOSSARY = Glossary(
    parse("early stopping\t조기 종료\t더 낫지 않으면 멈춤\tquit when no better\n")
)


def of(analyser: Analyser, text: str):
    (terms,) = analyser.documents([text])
    return terms


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("`is_training`을 넘긴다", "is_training"),
        ("tf.map_fn(f, x)", "tf.map_fn"),
        ("PR-317에서 고쳤다", "pr-317"),
        ("ResNet18은", "resnet18"),
        (r"$\mathcal N(0, I)$", "mathcal"),
        ("서버를 껐다", "서버"),
        ("2021년", "2021"),
    ],
)
def test_passage_and_question_meet_in_a_term(analyser, text, term) -> None:
    """What is typed as it stands in a passage is a term of both."""
    assert term in of(analyser, text).words
    assert term in analyser.question(text).words


def test_composed_and_decomposed_are_the_same(analyser) -> None:
    """NFD gives the terms of NFC, in passages and in questions."""
    text = "드롭아웃은 Poincaré 뉴런을 끈다"
    decomposed = unicodedata.normalize("NFD", text)

    assert text != decomposed
    assert of(analyser, text) == of(analyser, decomposed)
    assert analyser.question(text) == analyser.question(decomposed)


@pytest.mark.parametrize(
    ("one", "other"), [("어텐션", "attention"), ("커널", "kernel")]
)
def test_scripts_meet_in_sound(analyser, one, other) -> None:
    """A question in one script shares a sound with a passage in the other, both ways."""
    assert analyser.question(one).sounds.keys() & set(of(analyser, other).sounds)
    assert analyser.question(other).sounds.keys() & set(of(analyser, one).sounds)


def test_a_mention_brings_the_description(kiwi) -> None:
    """A passage that names a concept has the words which describe it, once each."""
    terms = of(Analyser(kiwi, GLOSSARY), "조기 종료를 켠다. 조기 종료는 좋다.")

    assert [0] == terms.concepts
    assert 1 == terms.meanings.count("quit")
    assert "earli" in terms.meanings


def test_frame_words_count_less(analyser) -> None:
    """What only frames a question weighs less than what it is about."""
    question = analyser.question("서버를 설정한 방법")

    assert {"방법"} == question.frame
    assert question.words["방법"] < question.words["서버"]


def test_the_name_tells_analysers_apart(kiwi) -> None:
    """Another morphology or another glossary is another analyser."""
    names = {
        Analyser(kiwi, GLOSSARY).name,
        Analyser(ParticleMorphology(), GLOSSARY).name,
        Analyser(kiwi, Glossary([])).name,
    }

    assert 3 == len(names)


def test_threads_share_an_analyser(analyser) -> None:
    """Many threads get what one gets."""
    texts = [f"서버 {n}번을 껐다. batch {n}" for n in range(8)] * 4
    expected = list(analyser.documents(texts))
    found: list[list[object]] = []

    threads = [
        threading.Thread(target=lambda: found.append(list(analyser.documents(texts))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [expected] * 4 == found


PARTICLES = Analyser(ParticleMorphology(), GLOSSARY)


@settings(max_examples=60)
@given(st.text())
@pytest.mark.parametrize("which", ["kiwi", "particles"])
def test_any_text_has_terms(analyser, which, text) -> None:
    """No text raises; no term is empty; weights are positive."""
    one = analyser if which == "kiwi" else PARTICLES

    terms, question = of(one, text), one.question(text)

    for name in ("words", "grams", "sounds", "meanings"):
        assert all(getattr(terms, name))
        assert all(weight > 0 for weight in getattr(question, name).values())


@pytest.mark.parametrize("text", ["\ud800", "서버\udfff를", "\0", "가" * 10_000, "🧩"])
def test_broken_text_has_terms(analyser, text) -> None:
    """Lone surrogates, NUL and very long words are no reason to fail."""
    analyser.question(text)

    assert of(analyser, text).concepts is not None


@pytest.mark.parametrize("question", ["K-means가 뭐야?", "What is k-means?"])
def test_the_letter_of_a_name_is_no_unit_of_its_own(question: str) -> None:
    analyser = Analyser(ParticleMorphology())
    forms = {unit.form for unit in analyser.units(question)}
    assert "k-means" in forms
    assert "k" not in forms
