"""An answer is in the language of its question, or it is quotations."""

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.claims.tongue import is_foreign, wanted
from rag.check.verdict.checker import Checker
from rag.query_types import Query
from rag.types import Delta, Mode, Outcome
from rag.understand.language.lang import language
from rag.wording.phrases import Say, say


BEES = (
    "벌통은 3월에 연다. 내검은 열흘마다 한다 🐝. The queen is marked with a blue dot."
)
HITS = (hit(entry("bees", BEES, title="벌통 내검")),)
CHECKER = Checker()
KO = "내검은 열흘마다 합니다 [til-1]."
EN = "The hive is inspected every ten days [til-1]."
JA = "内検は十日ごとに行います [til-1]。"
BLUE = "The queen is marked with a blue dot [til-1]."


async def run(question, *replies):
    """Return what was streamed, the answer, and what the model was asked."""
    generator = Replies(*replies)
    answerer = Answerer(
        understand=lambda a: Query(text=a.question, lang=language(a.question)),
        searcher=FixedSearcher(HITS),
        catalogue=FixedCatalogue(()),
        generator=generator,
        checker=CHECKER,
    )
    *pieces, answer = [e async for e in answerer.stream(ask(question))]
    assert all(isinstance(p, Delta) for p in pieces)
    return "".join(p.text for p in pieces), answer, generator.asked


@pytest.mark.parametrize(
    ("question", "wrong", "right", "name"),
    [
        ("내검은 며칠마다 해?", EN, KO, "Korean"),
        ("내검은 며칠마다 해?", JA, KO, "Korean"),
        ("How is the queen marked?", "여왕은 파란 점으로 표시합니다 [til-1].", BLUE, "English"),
    ],
)  # fmt: skip
async def test_another_language_is_worded_anew(question, wrong, right, name) -> None:
    """The one repair asks for the language, and nothing of the other one is shown."""
    shown, answer, asked = await run(question, wrong, f"1: {right}")

    assert right == answer.text == shown
    assert (Outcome.ANSWERED, Mode.MODEL) == (answer.outcome, answer.mode)
    assert 2 == len(asked)
    assert f"not in {name}" in asked[1]


@pytest.mark.parametrize("again", [f"1: {EN}", EN, "1: -", ""])
@pytest.mark.parametrize("wrong", [EN, JA, f"{EN} {BLUE}"])
async def test_what_stays_in_another_language_gives_way_to_quotes(wrong, again) -> None:
    """The notes speak themselves; the report says what was wrong with the reply."""
    shown, answer, asked = await run("내검은 며칠마다 해?", wrong, again)

    assert "" == shown
    assert Mode.EXTRACTIVE is answer.mode
    assert "내검은 열흘마다 한다" in answer.text
    assert 2 == len(asked)
    assert all("language" in check.reasons[0] for check in answer.checks)


async def test_the_sentences_in_the_right_language_stay() -> None:
    """One in another is left out where it is not worded anew, and that is said."""
    _, answer, _ = await run("내검은 며칠마다 해?", f"{KO} {BLUE}", "1: -")

    assert f"{KO}\n\n{say(Say.FOREIGN, 'ko', n=1)}" == answer.text


async def test_a_language_that_is_asked_for_is_kept_to() -> None:
    """Who asks for English in Korean gets what the model writes."""
    shown, _, asked = await run("여왕을 어떻게 표시하는지 영어로 알려줘", BLUE)

    assert BLUE == shown
    assert 1 == len(asked)


@pytest.mark.parametrize(
    "text",
    [
        "Adam, SGD, random crop, color jitter",
        "Attention Is All You Need.",
        "exponential moving average of the batch",
        "statistics of the moments를 쌓아 간다.",
        "`it is what it is`를 쓴다",
        '"it is what it is"라고 적었다.',
        "$p(x \\mid y)$이다.",
        "형태소(形態素)를 쓴다.",
        "Yes.",
        "200 ms 🐝",
        "",
    ],
)
def test_terms_are_no_other_language(text: str) -> None:
    """Names, code, formulae and what is quoted stay as the notes have them."""
    assert not is_foreign(text, "ko")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("So you cannot open it.", "ko"),
        ("It is opened in March", "ko"),
        ("Die Königin wird mit einem blauen Punkt markiert.", "ko"),
        ("内检每十天进行一次。", "ko"),
        ("Матка помечена синей точкой.", "ko"),
        ("벌통은 3월에 연다.", "en"),
        ("女王は青い点で印を付けます。", "en"),
    ],
)
def test_sentences_of_other_languages_are_known(text: str, lang) -> None:
    """Also of languages that nobody asks in."""
    assert is_foreign(text, lang)


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("ko", "벌통은 언제 열어?"),
        ("en", "When is it opened?"),
        ("ko", "BYOL?"),
        (None, "벌통은 언제 여는지 영어로 알려줘"),
        (None, "Explain it in Korean"),
        (None, "女王はどうやって印を付けますか"),
        (None, "When is it opened?"),
    ],
)
def test_which_language_is_wanted(lang, question: str) -> None:
    """That of the question, unless it names one, is in a third, or one was set."""
    assert lang == wanted(question, lang or "ko")
