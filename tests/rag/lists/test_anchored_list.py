"""Notes that lie beside another by their dates, over a real index."""

from __future__ import annotations

from datetime import date

import pytest

from fakes.quotes import is_source
from fakes.rag import FixedCatalogue

from rag.chain.answerer import Answerer
from rag.types import Ask, Mode, Outcome
from rag.understand.query import understand


NOTES = {
    "ML/2021-04-25-map.md": "# map_fn\n\nMAML을 병렬로 계산할 때 요소마다 함수를 부른다.\n",
    "ML/2021-05-02-loss.md": "# 2차 미분\n\n손실 함수의 2차 미분은 안 된다.\n",
    "ML/2023-02-22-clip.md": "# CLIP\n\n이미지와 글을 한 공간에 둔다.\n",
    "도구/2023-03-24-seed.md": "# Random seed 고정\n\n난수는 CLIP을 돌릴 때도 고정한다.\n",
    "ML/2023-04-03-sd.md": "# Stable diffusion\n\n잡음을 걷어 낸다.\n",
    "ML/2023-05-05-a-vae.md": "# VQ-VAE\n\n코드북을 쓴다.\n",
    "ML/2023-05-05-b-rlhf.md": "# RLHF\n\n사람의 선호를 배운다.\n",
    "도구/2023-05-05-c-ddp.md": "# DDP\n\n여러 GPU로 나눈다.\n",
    "ML/dino.md": "# DINO\n\n라벨 없이 배운다.\n",
    "ML/2023-05-12-bind.md": "# ImageBind\n\n여섯 가지 입력을 묶는다. DINO도 나온다.\n",
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory, analyser, shelf):
    made = type(shelf)(tmp_path_factory.mktemp("anchor"), analyser, None, paid=False)
    made.write(NOTES)
    made.index()
    entries = made.published.run(lambda g: g.db.entries())
    yield Answerer(
        understand=lambda ask: understand(ask, categories=("ML", "도구")),
        searcher=made.searcher,
        catalogue=FixedCatalogue(entries),
    )
    made.close()


async def asked(chain, question, **changes):
    answer = await chain.answer(
        Ask(question=question, today=date(2023, 9, 1), **changes)
    )

    assert all(is_source(c) for c in answer.citations)
    numbers = [c.number for c in answer.citations]
    assert [*range(1, len(numbers) + 1)] == numbers
    assert all(f"[til-{n}]" in answer.text for n in numbers)
    return answer


def names(answer):
    stems = [
        c.entry.path.rpartition("/")[2].removesuffix(".md") for c in answer.citations
    ]
    return [stem.rpartition("-")[2] for stem in stems]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("CLIP 정리하고 나서 바로 다음에 쓴 게 뭐지", "clip seed"),
        ("클립 글 다음 글은?", "clip seed"),
        ("CLIP 글 앞 글은?", "clip loss"),
        ("CLIP 글 다음 글 3개", "clip seed sd vae"),
        ("ML 노트 중에 CLIP 글 다음 거", "clip sd"),
        ("시드 고정 글 열흘 뒤에 쓴 글", "seed sd"),
        ("what did I write two days before the diffusion note?", "sd seed vae"),
        ("RLHF 쓴 날에 다른 글도 썼어?", "rlhf vae ddp"),
        ("RLHF 글 바로 다음 글", "rlhf ddp"),
        ("RLHF 글 바로 앞 글", "rlhf vae"),
        ("what else did I write the month I wrote about RLHF", "rlhf vae ddp bind"),
        ("CLIP 글이랑 VQ-VAE 글 사이에 쓴 거", "clip vae seed sd"),
        ("notes between the VQ-VAE note and the CLIP note", "vae clip seed sd"),
        ("VQ-VAE 글 이후로 쓴 글 몇 개", "vae rlhf ddp bind"),
        ("which notes came before the CLIP note", "clip loss map"),
        ("notes on DINO written after the CLIP note", "clip bind"),
    ],
)
async def test_which_notes_lie_beside_another(chain, question, expected) -> None:
    """First the one that they are told by; of a day, those of the source's order."""
    answer = await asked(chain, question)

    assert expected == " ".join(names(answer)), answer.text
    assert Mode.EXTRACTIVE is answer.mode


async def test_the_note_that_is_counted_from_is_named(chain) -> None:
    """By its title and date, in the language of the question."""
    ko, en = [
        await asked(chain, question)
        for question in ("CLIP 글 다음 글", "the note right after the CLIP note")
    ]

    assert ko.text.startswith(
        "**CLIP** (2023-02-22) [til-1] 바로 다음에 쓴 노트입니다."
    )
    assert en.text.startswith("The note right after **CLIP** (2023-02-22) [til-1]:")
    assert (Outcome.ANSWERED, None) == (ko.outcome, ko.notice)


async def test_nothing_on_that_very_day(chain) -> None:
    """It says so, and names the nearest on both sides."""
    answer = await asked(chain, "RLHF 글 사흘 뒤에 쓴 글")

    assert Outcome.NEAREST is answer.outcome
    assert "2023-05-08에 쓴 노트는 없습니다" in answer.text
    assert ["rlhf", "ddp", "bind"] == names(answer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("ImageBind 글 다음 글은?", "뒤에 쓴 노트는 없습니다"),
        ("map_fn 글 바로 앞 글은?", "앞에 쓴 노트는 없습니다"),
        ("CLIP 쓴 날 또 뭐 썼어?", "같은 날에 쓴 다른 노트는 없습니다"),
    ],
)
async def test_no_note_lies_there(chain, question, said) -> None:
    """That there is none is an answer, on the date of the note that is cited."""
    answer = await asked(chain, question)

    assert said in answer.text
    assert (Outcome.ANSWERED, 1) == (answer.outcome, len(answer.citations))


async def test_a_note_without_a_date(chain) -> None:
    """Nothing comes before or after it; a dated one on its subject is offered."""
    answer = await asked(chain, "DINO 글 다음 글은?")

    assert Outcome.NEAREST is answer.outcome
    assert "날짜가 적혀 있지 않아" in answer.text
    assert ["dino", "bind"] == names(answer)


async def test_a_note_that_there_is_not(chain) -> None:
    """Nothing is counted from another one, and not everything is listed."""
    answer = await asked(chain, "쿠버네티스 글 다음 글은?")

    assert answer.outcome in {Outcome.NEAREST, Outcome.NO_EVIDENCE}
    assert answer.text.startswith("'쿠버네티스'에 관한 노트를 찾지 못해")
    assert len(answer.citations) <= 3


async def test_what_is_not_called_a_note_needs_a_title(chain) -> None:
    """``X 다음에 뭐 썼어`` may ask what was used; then the notes are searched."""
    named = await asked(chain, "RLHF 다음에 뭐 썼어?")
    content = await asked(chain, "잡음 다음에 뭐 썼어?")

    assert ["rlhf", "ddp"] == names(named)
    assert (None, False) == (content.query.anchor, content.listing)


async def test_one_of_several(chain) -> None:
    """That another could have been meant is told beside the answer."""
    one = await asked(chain, "2차 미분 글 다음 글")
    several = await asked(chain, "미분이나 diffusion 글 다음 글은?")

    assert one.notice is None
    assert "노트가 2개 있어" in several.notice
    taken, other = "2023-04-03", "2021-05-02"
    if taken not in several.text:
        taken, other = other, taken
    assert other in several.notice
    assert taken not in several.notice


async def test_another_is_named_by_its_date(chain) -> None:
    """With the date that the notice tells, that note is counted from."""
    early = await asked(chain, "2021년 미분이나 diffusion 글 다음 글은?")
    late = await asked(chain, "2023년 4월 3일 미분이나 diffusion 글 다음 글은?")

    assert (["loss", "clip"], None) == (names(early), early.notice)
    assert (["sd", "vae"], None) == (names(late), late.notice)


@pytest.mark.parametrize(
    ("question", "expected", "several"),
    [
        ("2023년 2월 22일 글 다음 글", "clip seed", False),
        ("5월 12일에 쓴 글 바로 앞 글", "bind ddp", False),
        ("2023-05-05에 쓴 글 다음 글은?", "ddp bind", True),
        ("what came right before the note of 2023-05-05?", "vae sd", True),
        ("도구 글 다음 글", "ddp bind", True),
    ],
)
async def test_a_note_by_its_day_or_its_category(
    chain, question, expected, several
) -> None:
    """Of several, the one at the end where the others are told from, and it says so."""
    answer = await asked(chain, question)

    assert expected.split() == names(answer)
    assert several is (answer.notice is not None)


async def test_filters_by_hand_hold(chain) -> None:
    """They narrow what is listed, not the note that it is told by."""
    answer = await asked(chain, "CLIP 글 다음 글은?", category="도구")

    assert ["clip", "seed"] == names(answer)
    assert "(도구)" in answer.text


def test_a_search_is_for_the_passages_of_that_note(chain) -> None:
    """``search`` shows passages, and never all notes because no text was left."""
    query = chain.understand(Ask(question="RLHF 글 다음 글", today=date(2023, 9, 1)))

    hits = chain.searcher.search(query, limit=3)

    assert "RLHF" == hits[0].entry.title
    assert len(hits) <= 3
