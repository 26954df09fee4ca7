"""What is found is read closely: sentences, names and framing, over real notes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.wiring import open_app
from rag.relevance.evidence import outcome
from rag.settings import RagSettings
from rag.types import Ask, Outcome


NOTES = {
    "spread.md": "# 하나\n\n토큰은 서버가 만든다. 세션은 한 시간 뒤에 만료된다. 로그인.",
    "said.md": "# 둘\n\n세션은 서버가 만든다. 토큰은 한 시간 뒤에 만료된다 🧪. 로그인.",
    "song.md": "# 노래\n\n앨범의 제목은 시작(BEGINS)이다. BEGINS 공연도 있었다.",
    "rescue.md": "# Rescue an exception\n\nUse `rescue` to handle an exception in Ruby.",
    "capital.md": "# Capitals\n\nPrint capital letters of a string in Ruby.",
    **{
        f"begin{n}.md": f"# 글 {n}\n\n{n}번째 경기는 오후에 시작한다. 서버도 시작한다."
        for n in range(8)
    },
}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Tilbot over these notes, without a key."""
    root = tmp_path_factory.mktemp("closely")
    (root / "notes").mkdir()
    for name, text in NOTES.items():
        (root / "notes" / name).write_text(text + "\n", "utf-8")
    opened = open_app(RagSettings(corpus=root / "notes", home=root / "home"))
    opened.indexer.run()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(app):
    """Give what a question finds."""
    return lambda question: (
        app.find(
            app.understand(Ask(question=question, today=date(2026, 11, 22))), limit=5
        ).hits
    )


def test_the_note_whose_sentence_says_it_comes_first(found) -> None:
    """Both hold the same words; one says it."""
    paths = [hit.entry.path for hit in found("토큰이 만료되는 것은 몇 시간 뒤야?")]

    assert ["said.md", "spread.md"] == paths[:2]


def test_a_word_of_every_note_has_no_other_name(found) -> None:
    """That 시작 is once given in English doesn't have songs found."""
    assert "song.md" not in [hit.entry.path for hit in found("경기를 시작하는 때")][:3]


@pytest.mark.parametrize(
    "question",
    [
        "hey bot, rescue an exception please",
        "I've forgotten how to rescue an exception",
        "what have I learnt about rescue",
        "couldn't figure out how one would rescue an exception",
    ],
)
def test_framing_costs_no_answer(found, question) -> None:
    """People ask in words that no note holds."""
    hits = found(question)

    assert "rescue.md" == hits[0].entry.path
    assert Outcome.ANSWERED is outcome(hits)


def test_what_the_notes_do_not_name_is_not_answered(found) -> None:
    """One word of two is there, and says something else."""
    assert Outcome.ANSWERED is not outcome(found("What is the capital of France?"))


def test_a_note_in_another_language_is_not_quoted_beside_one_that_answers(
    library,
) -> None:
    """Where all are in another one, the first stays the nearest."""
    notes = library(
        {
            "ruby/sort.md": "# Sort an array\n\n```ruby\nxs.sort 🐚\n```\n\nSort an array.",
            "python/sort.md": "# Sort an array\n\n```python\nxs.sort()\n```\n\nSort an array.",
        }
    )
    notes.index()
    ours, other = notes.hits("how to sort an array in ruby")

    assert ("ruby/sort.md", False) == (ours.entry.path, ours.aside)
    assert ("python/sort.md", True) == (other.entry.path, other.aside)
    assert not any(h.aside for h in notes.hits("how to sort an array in rust"))
