import pytest

from fakes.rag import entry, hit
from hypothesis import given
from hypothesis import strategies as st

from rag import evidence
from rag.analyse import grams, latin, phonetic
from rag.analyse.terms import Unit
from rag.evidence import STRONG, WEAK, Held, outcome
from rag.phrases import Say, say
from rag.types import Outcome


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


@given(st.floats(0, 1), st.booleans(), st.booleans())
def test_strength_stays_within_bounds(share, name_missing, want_missing) -> None:
    """From 0 to 1, and what is lacking never adds to it."""
    value = evidence.strength(
        share, name_missing=name_missing, want_missing=want_missing
    )

    assert 0 <= value <= share <= 1
    if not (name_missing or want_missing):
        assert share == value


@pytest.mark.parametrize("occasion", list(Say))
def test_every_sentence_is_there_in_both_languages(occasion) -> None:
    """Hangul for the one, none for the other, no gap left unfilled."""
    values = {"what": "2022", "n": 3, "name": "x", "when": "2022", "mark": "(?)"}

    ko, en = (say(occasion, lang, **values) for lang in ("ko", "en"))

    assert any("가" <= c <= "힣" for c in ko)
    assert not any("가" <= c <= "힣" for c in en)
    assert "{" not in ko + en


def unit(word, sides="ek") -> Unit:
    """Return a word in Latin letters with its terms."""
    return Unit(
        form=word,
        words=frozenset({latin.stem(word)}),
        grams=frozenset(grams.of_document(word)),
        sounds=frozenset(s + key for key in phonetic.keys(word) for s in sides),
        latin=True,
    )


@pytest.mark.parametrize(
    ("expected", "asked", "held"),
    [
        (True, "batch", "batch"),
        (True, "diffusion", "difusion"),
        (False, "clip", "client"),
        (False, "france", "brains"),
    ],
)
def test_latin_words_meet_by_spelling(expected, asked, held) -> None:
    """A slip of the pen is forgiven; half a word, or its sound alone, is another."""
    other = unit(held, sides="e")
    passage = Held(
        words=other.words, grams=other.grams, sounds=other.sounds, meanings=()
    )

    share, lacking = evidence.coverage([unit(asked)], passage, lambda _: 1.0)

    assert expected is (share >= STRONG)
    assert expected is not bool(lacking)
