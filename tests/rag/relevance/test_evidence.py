from dataclasses import replace

import pytest

from fakes.rag import entry, hit
from hypothesis import given
from hypothesis import strategies as st

from rag.analyse import grams, latin, phonetic
from rag.analyse.question_units import Unit
from rag.compare.lexicon import abroad
from rag.relevance import evidence
from rag.relevance.evidence import STRONG, WEAK, Coverage, Held, outcome
from rag.relevance.missing_names import names_missing
from rag.relevance.unknown_subject import unheard_of
from rag.types import Outcome
from rag.wording.phrases import Say, say


strengths = st.lists(st.floats(0, 1), max_size=8)


def hits(values):
    return [hit(entry(f"n{i}"), strength=s) for i, s in enumerate(values)]


@pytest.mark.parametrize(
    ("expected", "values"),
    [
        (Outcome.NO_EVIDENCE, []),
        (Outcome.NO_EVIDENCE, [0.0]),
        (Outcome.NO_EVIDENCE, [WEAK - 0.01, 0.0]),
        (Outcome.NEAREST, [WEAK]),
        (Outcome.NEAREST, [0.0, STRONG - 0.01]),
        (Outcome.ANSWERED, [STRONG]),
        (Outcome.ANSWERED, [0.0, 0.0, 1.0]),
        (Outcome.NO_EVIDENCE, [0.0, 0.0, 0.0, 1.0]),
    ],
)
def test_bands(expected, values) -> None:
    """The strongest of the first three decides; the edges belong to the better band."""
    assert expected is outcome(hits(values))


@given(strengths, st.floats(0, 1))
def test_more_evidence_never_makes_less_of_it(values, more) -> None:
    """A stronger passage at the front can't turn an answer into silence."""
    order = [Outcome.NO_EVIDENCE, Outcome.NEAREST, Outcome.ANSWERED]

    before = outcome(hits(values[:2]))
    after = outcome(hits([more, *values[:2]]))

    assert order.index(before) <= order.index(after)
    assert Outcome.SMALLTALK is not after


@given(st.floats(0, 1), st.booleans(), st.booleans(), st.booleans())
def test_strength_stays_within_bounds(share, named, name_missing, want_missing) -> None:
    """From 0 to 1, and what is lacking never adds to it."""
    found = Coverage(share=share, lacking=(), unsaid=(), met=(), named=named)
    value = evidence.strength(
        found, name_missing=name_missing, want_missing=want_missing
    )

    assert 0 <= value <= share <= 1
    assert named or value < STRONG
    if named and not (name_missing or want_missing):
        assert share == value


@pytest.mark.parametrize(
    ("share", "band"), [(0.5, WEAK), (0.69, WEAK), (0.7, STRONG), (1.0, STRONG)]
)
def test_a_passage_on_something_else_is_near(share, band) -> None:
    """Without a term of its own name it must have nearly all; it is shown even so."""
    found = Coverage(share=share, lacking=(), unsaid=(), met=(), named=True)

    value = evidence.strength(found, name_missing=True, want_missing=False)

    assert band is (STRONG if value >= STRONG else WEAK)
    assert value >= WEAK


@pytest.mark.parametrize("occasion", list(Say))
def test_every_sentence_is_there_in_both_languages(occasion) -> None:
    """Hangul for the one, none for the other, no gap left unfilled."""
    values = {
        "what": "2022",
        "n": 3,
        "k": 2,
        "name": "x",
        "when": "2022",
        "mark": "(?)",
    }

    ko, en = (say(occasion, lang, **values) for lang in ("ko", "en"))

    assert any("가" <= c <= "힣" for c in ko)
    assert not any("가" <= c <= "힣" for c in en)
    assert "{" not in ko + en


def unit(word, sides="ek", *, latin_word=True) -> Unit:
    """Return a word with its terms."""
    return Unit(
        form=word,
        words=frozenset({latin.stem(word)}),
        grams=frozenset(grams.of_document(word)),
        sounds=frozenset(s + key for key in phonetic.keys(word) for s in sides),
        latin=latin_word,
        spoken=frozenset({word}),
    )


def passage(text: str, **terms) -> Held:
    """Return a passage with the terms of each of its words, and *terms*."""
    words = [w.removesuffix("를") for w in text.split()]
    units = [unit(w, "k" if w > "z" else "e") for w in words]
    named = {
        field: frozenset(t for u in units for t in getattr(u, field))
        for field in ("words", "grams", "sounds")
    }
    return Held(**({"meanings": (), "text": text} | named | terms))


@pytest.mark.parametrize(
    ("expected", "asked", "held"),
    [
        (True, "batch", "batch"),
        (True, "diffusion", "difusion"),
        (False, "clip", "client"),
        (False, "france", "brains"),
        (False, "france", "variance"),
        (True, "gradient", "그래디언트를"),
        (True, "그래디언트", "gradient"),
        (True, "컨볼루션", "콘볼루션"),
        (False, "france", "부런스"),
        (False, "프랑스", "variance"),
        (False, "펭귄", "빈칸"),
    ],
)
def test_words_meet_by_spelling(expected, asked, held) -> None:
    """A slip of the pen is forgiven, and the other script; a chance sound is not."""
    found = evidence.coverage(
        [unit(asked, latin_word=asked.isascii())], passage(held), lambda _: 1.0
    )

    assert expected is (found.share >= STRONG)
    assert expected is not bool(found.lacking)
    assert expected is found.named


def test_a_word_that_says_little_weighs_little() -> None:
    """That a note speaks of the best way doesn't make it one on losing weight."""
    asked = [unit("best"), unit("bread")]

    found = evidence.coverage(asked, passage("the best learning rate"), lambda _: 1.0)

    assert found.share < STRONG
    assert not found.named


def test_a_description_alone_names_nothing() -> None:
    """What the glossary says of a concept is near to a question, and no answer."""
    found = evidence.coverage(
        [unit("거리")], passage("metric", meanings={"거리"}), lambda _: 1.0
    )

    assert found.share >= STRONG
    assert WEAK <= evidence.strength(found, name_missing=False, want_missing=False)
    assert STRONG > evidence.strength(found, name_missing=False, want_missing=False)


def test_another_name_of_a_concept_names_it() -> None:
    """The names that the question and the passage give one thing go together."""
    names = ["overfitting", "과적합"]

    found = evidence.coverage(
        [unit("과적합", latin_word=False)],
        passage("overfitting", names=names),
        lambda _: 1.0,
    )

    assert found.named
    assert found.share >= STRONG


@pytest.mark.parametrize(
    ("expected", "question", "word", "share", "text"),
    [
        (True, "MAE가 뭐야?", "mae", 0.8, "오차의 제곱"),
        (True, "what is MAE", "mae", 0.8, "오차의 제곱"),
        (True, "How many heads does BERT have?", "bert", 0.6, "머리가 여덟 개다"),
        (False, "what was new in January?", "january", 0.6, "격자로 나눈다"),
        (False, "How do CNNs see?", "cnns", 0.6, "CNN은 무늬를 본다"),
        (False, "how does fish split words?", "fish", 0.6, "낱말을 나눈다"),
        (True, "capital of france", "france", 0.4, "print the capital letters"),
        (False, "a newbie asks how to stash", "newbie", 0.7, "stash your changes"),
        (False, "the best command", "best", 0.4, "a command of git"),
        (True, "anything on YOLO v5?", "v5", 0.8, "YOLO는 격자로 나눈다"),
    ],
)
def test_a_term_that_is_missing(expected, question, word, share, text) -> None:
    """A Latin name in a Korean question, one with a capital in an English one.

    Or a telling word where both are English.

    A version in either. But in English only where the passage lacks most of the rest as well.
    """
    found = Coverage(share=share, lacking=(unit(word),), unsaid=(), met=(), named=True)

    assert expected is names_missing(question, found, text)


def test_a_word_says_the_same_in_the_other_script() -> None:
    """It is met, and what is near by it alone is no answer."""
    asked = replace(unit("경계", latin_word=False), abroad=abroad("경계"))

    found = evidence.coverage([asked], passage("the boundary"), lambda _: 1.0)

    assert found.share >= STRONG
    assert (asked,) == found.met == found.unsaid
    assert not found.named


def test_a_concept_that_no_note_has_is_not_what_another_is_described_by() -> None:
    """That llamas are quantized doesn't make a note on quantization one on llamas."""
    asked, held = unit("llama"), passage("양자화", meanings={"llama"})

    known = evidence.coverage([asked], held, lambda _: 1.0)
    unheard = evidence.coverage([asked], held, lambda _: 1.0, {"llama"}, {"llama"})

    assert (0.6, 0.0) == (known.share, unheard.share)


def test_a_longer_word_is_no_other_spelling_of_a_shorter_one() -> None:
    """FlashAttention has most of its letters from attention, and is another thing."""
    asked = unit("flashattention")

    found = evidence.coverage([asked], passage("attention is all"), lambda _: 1.0)

    assert 0 == found.share


def test_pieces_of_several_words_are_no_word() -> None:
    """Break, read and instead have every letter of bread, and nobody bakes."""
    found = evidence.coverage(
        [unit("bread")], passage("break read instead"), lambda _: 1.0
    )

    assert not found.named


@pytest.mark.parametrize(
    ("expected", "question", "word", "text"),
    [
        (True, "Kafka랑 RabbitMQ 비교해 줘", "rabbitmq", "Kafka는 로그에 쌓는다."),
        (False, "Kafka랑 RabbitMQ 비교해 줘", "rabbitmq", "RabbitMQ는 큐에 쌓는다."),
        (False, "sofmax가 뭐야?", "sofmax", "softmax는 합이 1이다."),
        (False, "GPT-2 vocab 크기는?", "vocab", "the vocabulary has 50257 entries"),
        (False, "batch가 뭐야?", "batch", "여러 개를 묶는다"),
        (True, "How does Vue batch updates?", "vue", "React batches updates."),
        (True, "GloVe랑 word2vec 비교", "glove", "word2vec learns vectors"),
        (False, "how does fish split words?", "fish", "bash splits words"),
        (True, "Which parser does Vue use?", "vue", "the parser of React"),
    ],
)
def test_what_no_note_has_heard_of(expected, question, word, text) -> None:
    """A name that is nowhere, and no slip of what is there, is what is asked of."""
    held = passage(text.lower().replace(".", ""))
    found = evidence.coverage([unit(word)], held, lambda _: 1.0)

    assert expected is unheard_of(question, found, text, {"batch"}.__contains__)


def test_a_maker_beside_a_known_name_is_no_other_subject() -> None:
    """OpenAI CLIP is CLIP; what is compared with it is not."""
    held = passage("clip은 글과 그림을 잇는다")
    found = evidence.coverage([unit("clip"), unit("openai")], held, lambda _: 1.0)
    known = {"clip"}.__contains__

    assert not unheard_of("OpenAI CLIP 정리한 거", found, held.text, known)
    assert unheard_of("OpenAI와 CLIP의 차이", found, held.text, known)


def test_what_is_only_meant_tells_nothing_while_a_word_does() -> None:
    """The subject is what the passage itself has; else what its concepts name."""
    said, meant = unit("cache"), unit("speed")
    both = Coverage(share=1, lacking=(), unsaid=(meant,), met=(meant, said), named=True)
    one = Coverage(share=1, lacking=(), unsaid=(meant,), met=(meant,), named=True)

    assert (said,) == both.told
    assert (meant,) == one.told


def test_a_slip_counts_for_more_than_the_pieces_that_are_right() -> None:
    """Contrasive is contrastive, not most of it."""
    asked, held = unit("contrasive"), passage("contrastive")

    (new, old) = (
        evidence.coverage([asked], held, lambda _: 1.0, forms).share
        for forms in ({"contrasive"}, set())
    )

    assert new > old > 0
    assert evidence.coverage([asked], held, lambda _: 1.0, {"contrasive"}).share > 0.6


def test_one_word_is_met_by_the_two_that_it_sounds_like() -> None:
    """Which has no key of its own among those of the passage."""
    asked = unit("리드레플리카", latin_word=False)

    assert evidence.meets(asked, passage("read replica 🧪")) > STRONG
    assert evidence.meets(asked, passage("read the replica 🧪")) < STRONG
