from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.analyse.aliases import MOST, Aliases, initials, mined
from rag.analyse.terms import Analyser


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("어텐션(attention)은 중요하다 🧪", ("어텐션", "attention")),
        ("Federated Learning (FL)을 읽었다", ("Federated Learning", "FL")),
        (
            "모방 학습(Imitation Learning, IL)",
            ("모방 학습", "Imitation Learning", "IL"),
        ),
        ("**IL**(Imitation Learning)", ("IL", "Imitation Learning")),
        ("Object detection(객체 탐지)은", ("Object detection", "객체 탐지")),
        ("이것이 연합 학습(federated learning)", ("연합 학습", "federated learning")),
        (
            "singular value decomposition(SVD, 특이값 분해)",
            ("singular value decomposition", "SVD", "특이값 분해"),
        ),
        ("Mean of the Squares (MS)", ("Mean of the Squares", "MS")),
    ],
)
def test_names_are_mined(text, names) -> None:
    """In either script, in either order, with or without an acronym."""
    assert [names] == mined(text)


@pytest.mark.parametrize(
    "text",
    [
        "```python\n모델(model)\n```",
        "~~~\n모델(model)",
        "`함수(function)`를 부른다",
        "$손실(loss)$ 그리고 $$\n손실(loss)\n$$",
        "[^1]: 어떤 [링크](https://example.org/attention)",
        "그렇게 한다(attention)",
        "학습한다(see above) 값(e.g. loss) 표(예: 그림)",
        "무언가(XYZ)와 Imitation Learning(XYZ)",
        "2022년(2023) f(x) g(a, b)",
        "코드(x)",
        "",
    ],
)
def test_what_names_nothing_is_left(text) -> None:
    """Code, formulae, links, remarks, verbs, and acronyms of something else."""
    assert [] == mined(text)


def test_an_acronym_is_made_of_initials() -> None:
    """In order and all of them; small words may be passed over."""
    assert initials("Convolutional Neural-Network", "CNN")
    assert initials("area under the curve", "AUC")
    assert not initials("Imitation Learning", "RL")
    assert not initials("Learning", "L")


@pytest.mark.parametrize(
    "text", ["(" * 20_000, "가 (" * 9_000, "$" * 20_001, "`" * 9_999]
)
def test_odd_texts_take_no_time(text) -> None:
    """No text is read more than a few times over."""
    assert [] == mined(text)


def test_a_note_gives_so_many() -> None:
    """A glossary of thousands does not fill the index."""
    text = "\n".join(f"용어(term{n})" for n in range(MOST + 50))

    assert MOST == len(mined(text))


@given(st.text(max_size=200))
def test_any_text_may_be_mined(text) -> None:
    """Each group has two names or more, all of which stand in the text."""
    for names in mined(f"{text} 학습(learning) {text}"):
        assert len(names) > 1
        assert all(n in f"{text} 학습(learning) {text}" for n in names)


def test_names_of_different_things_widen_nothing() -> None:
    """`확률` is prior here and posterior there; neither is meant by the word."""
    aliases = Aliases(
        [("확률", "prior"), ("확률", "posterior"), ("어텐션", "attention")]
    )

    assert [] == list(aliases.others("확률이 뭐야?"))
    assert [("prior", ("확률",))] == list(aliases.others("prior?"))
    assert [("어텐션", ("attention",))] == list(aliases.others("어텐션은?"))


def test_a_short_acronym_is_compared_as_it_is_written() -> None:
    """`it` and `is` are words of any question."""
    aliases = Aliases([("Information Technology", "IT")])

    assert [] == list(aliases.others("what is it?"))
    assert [("IT", ("Information Technology",))] == list(aliases.others("IT란?"))


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """A search over notes of which one defines what another only calls by name."""
    from bot.wiring import open_app
    from rag.settings import RagSettings
    from rag.types import Ask

    corpus = tmp_path_factory.mktemp("corpus")
    for name, body in {
        "zorble": "조르블 정렬(Zorble Quartz Ordering, ZQO)이라는 말을 배웠다.",
        "use": "Zorble Quartz Ordering은 항목을 두 번 훑는다.",
        "other": "퀵 정렬은 기준을 골라 나눈다. 항목을 훑는다.",
    }.items():
        (corpus / f"{name}.md").write_text(f"# {name}\n\n{body}\n", "utf-8")
    app = open_app(
        RagSettings(corpus=corpus, home=tmp_path_factory.mktemp("home"), traces=0)
    )
    app.index(lambda _: None, lambda *_: None)

    def search(question):
        ask = Ask(question=question, today=date(2022, 1, 1))
        return app.find(app.understand(ask), limit=6).hits

    yield search
    app.close()


def test_an_acronym_finds_the_name(found) -> None:
    """`ZQO` finds the note that spells it out, though it never says `ZQO`."""
    hits = found("ZQO는 항목을 몇 번 훑어?")

    by_path = {h.entry.path: h for h in hits}
    assert "use.md" in by_path
    assert by_path["use.md"].score > by_path["other.md"].score
    assert by_path["use.md"].strength > by_path["other.md"].strength


def test_terms_of_other_names_ask_nothing() -> None:
    """They add to what is found, and take nothing from what answers."""
    from rag.analyse.aliases import widened

    analyser = Analyser()
    plain = analyser.question("IL이 뭐야?")

    wide = widened(plain, analyser.question("Imitation Learning"))

    assert plain.words.items() <= wide.words.items()
    assert wide.words.keys() - plain.words.keys() <= wide.frame
    assert max(wide.words[w] for w in wide.frame - plain.frame) < 1
