"""How much of a note a model gets to read around the passage that was found."""

from dataclasses import replace

import pytest

from fakes.quotes import is_source
from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry

from rag.chain.answerer import Answerer
from rag.check.verdict.checker import Checker
from rag.prompt.context import LONGEST, widened
from rag.query_types import Query
from rag.text.chunking import chunks
from rag.types import Hit, Outcome, Verdict


STEPS = [
    f"{n}. {what}에 {n * 10}분쯤 걸린다. {why * 18}"
    for n, what, why in (
        (1, "반죽하기", "물과 밀가루를 섞어 둔다. "),
        (2, "접기", "반죽을 네 번 접어 힘을 준다. "),
        (3, "숙성하기", "냉장고에 넣어 밤새 둔다. "),
        (4, "성형하기", "둥글게 말아 바구니에 담는다. "),
        (5, "굽기", "오븐의 온도는 `temp=250`으로 둔다. "),
    )
]
BREAD = entry("bread", "\n".join(STEPS), title="사워도우 다섯 단계")
PARTS = chunks(BREAD)
OTHER = entry("other", "버터는 실온에 둔다.", title="버터")


def found(part, of=BREAD, score=1.0):
    """Return a hit of one passage of a note."""
    return Hit(chunk=part, entry=of, score=score, strength=0.9)


def test_a_note_is_cut_for_the_search() -> None:
    """Or these tests would try nothing."""
    assert len(PARTS) > 2
    assert len(BREAD.body) < LONGEST


def test_a_note_that_fits_is_told_whole() -> None:
    """A list has its other items, wherever one was found."""
    (wide,) = widened([found(PARTS[-1])])

    assert BREAD.body == wide.chunk.text
    assert (0, len(BREAD.body)) == (wide.chunk.start, wide.chunk.end)


@pytest.mark.parametrize("at", range(len(PARTS)))
def test_else_what_stands_beside_it_is_told(at) -> None:
    """In one piece, which begins and ends as passages do, within the room."""
    one = found(PARTS[at])
    room = len(one.chunk.text) + max(len(p.text) for p in PARTS)
    (wide,) = widened([one], room=room)

    chunk = wide.chunk
    assert one.chunk.text in chunk.text
    assert len(one.chunk.text) < len(chunk.text) <= room
    assert BREAD.body[chunk.start : chunk.end] == chunk.text
    assert {chunk.start, chunk.end} <= {e for p in PARTS for e in (p.start, p.end)}


def test_the_best_note_is_told_first_and_none_is_lost() -> None:
    """What room is left goes by rank; what was found stays."""
    twin = replace(BREAD, id="twin.md")
    hits = [found(PARTS[1]), found(replace(PARTS[1], entry_id="twin.md"), twin)]
    one, other = widened(hits, room=len(BREAD.body) + len(PARTS[1].text))

    assert BREAD.body == one.chunk.text
    assert PARTS[1].text == other.chunk.text


def test_a_note_of_which_little_was_found_stays_short() -> None:
    """It is there by chance, and would only lead astray."""
    (_, weak) = widened([found(chunks(OTHER)[0], OTHER), found(PARTS[0], score=0.1)])

    assert PARTS[0].text == weak.chunk.text


def test_without_room_nothing_is_told_beside_the_passages() -> None:
    """They alone may be more than a prompt should hold."""
    hits = [found(PARTS[0]), found(chunks(OTHER)[0], OTHER)]

    assert hits == widened(hits, room=10)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ko", "반죽은 냉장고에 넣어 밤새 둡니다 [til-1]."),
        ("en", "The temperature of the oven is `temp=250` [til-1]."),
    ],
)
async def test_the_check_reads_what_the_model_read(kiwi, lang, said) -> None:
    """And what is quoted stands in the note, beside the passage that was found."""
    answerer = Answerer(
        understand=lambda _: Query(text="반죽은 어떻게 해?", lang=lang),
        searcher=FixedSearcher([found(PARTS[0])]),
        catalogue=FixedCatalogue(()),
        generator=(generator := Replies(said)),
        checker=Checker(kiwi),
    )
    answer = await answerer.answer(ask("반죽은 어떻게 해?"))

    assert STEPS[-1].strip() in generator.asked[0]
    assert Outcome.ANSWERED is answer.outcome
    assert [Verdict.SUPPORTED] == [c.verdict for c in answer.checks]
    assert all(map(is_source, answer.citations))
    assert answer.citations[0].start >= PARTS[0].end
