"""Notes that are told by the date of another, and what only sounds like it."""

from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask, Turn
from rag.understand.query import understand


TODAY = date(2023, 9, 1)
KNOWN = ("ML library", "ML & DL")


def read(question, *history, categories=KNOWN):
    turns = [
        Turn(role=role, content=said)
        for role, said in zip(("user", "assistant") * 9, history, strict=False)
    ]
    ask = Ask(question=question, history=tuple(turns), today=TODAY)
    return understand(ask, categories=categories)


@pytest.mark.parametrize(
    ("question", "way", "about"),
    [
        ("CLIP 정리하고 나서 바로 다음에 쓴 게 뭐지", "next", "CLIP"),
        ("CLIP 다음 글은?", "next", "CLIP"),
        ("CLIP글 다음글 뭐임", "next", "CLIP"),
        ("CLIP 다음에 쓴 글 뭐야", "next", "CLIP"),
        ("CLIP 글 다음 거", "next", "CLIP"),
        ("CLIP 다음에 뭐 썼어?", "next", "CLIP"),
        ("CLIP에 대해 쓴 글 바로 다음 글", "next", "CLIP"),
        ("혹시 CLIP 정리한 글 다음에 쓴 글 뭔지 알아?", "next", "CLIP"),
        ("내가 CLIP 공부하고 나서 다음으로 공부한 거", "next", "CLIP"),
        ("배치 정규화 글 직후에 쓴 거", "next", "배치 정규화"),
        ("triplet loss 글 다음에 뭐 올라왔어?", "next", "triplet loss"),
        ("'CLIP' 글 올린 다음에 올린 글", "next", "CLIP"),
        ("residual connection 글 바로 앞 글은?", "previous", "residual connection"),
        ("배치 정규화 정리하기 바로 전에 쓴 글", "previous", "배치 정규화"),
        ("CLIP 글 이전 글 제목", "previous", "CLIP"),
        ("그로킹 정리하기 직전에 뭘 정리했지", "previous", "그로킹"),
        ("그로킹 글 올리고 나서 쓴 글 전부", "after", "그로킹"),
        ("CLIP 다음에 쓴 글들 목록", "after", "CLIP"),
        ("CLIP 글 이전에 쓴 글 목록", "before", "CLIP"),
        ("시드 고정 글보다 먼저 쓴 글은?", "before", "시드 고정"),
        ("시드 고정 글보다 나중에 쓴 글은?", "after", "시드 고정"),
        ("RLHF 쓴 날에 다른 글도 썼어?", "same", "RLHF"),
        ("RLHF 글이랑 같은 날 쓴 글", "same", "RLHF"),
        ("RLHF 정리한 날 또 뭐 올렸어", "same", "RLHF"),
        ("What did I write right after the note on GANs?", "next", "GANs"),
        ("what's the next note after CLIP?", "next", "CLIP"),
        ("which note did I write just after VQ-VAE?", "next", "VQ-VAE"),
        ("what note follows the CLIP note?", "next", "CLIP"),
        ("the note before CLIP", "previous", "CLIP"),
        ("what did I learn right before Grokking?", "previous", "Grokking"),
        ("which notes came before the one about Adam", "before", "Adam"),
        ("what comes after the CLIP note?", "after", "CLIP"),
        ("After the CLIP note, what did I write?", "after", "CLIP"),
        ("what else did I write the day I wrote about RLHF", "same", "RLHF"),
        ("RLHF랑 같은 날짜에 쓴 노트 뭐 있어?", "same", "RLHF"),
        ("any notes posted on the day of the RLHF note?", "same", "RLHF"),
        ("other notes from the same day as the RLHF note", "same", "RLHF"),
        ("what did I write on the same day as VQ-VAE?", "same", "VQ-VAE"),
    ],
)
def test_beside_a_note(question, way, about) -> None:
    """A note is named by its subject, and those beside it are asked for."""
    got = read(question)

    assert (Kind.LIST, "") == (got.kind, got.text)
    assert (way, about) == (got.anchor.way, got.anchor.about)
    assert (None, None) == (got.anchor.step, got.anchor.other)


@pytest.mark.parametrize(
    ("question", "way", "step", "unit"),
    [
        ("스테이블 디퓨전 글 닷새 뒤에 올라온 거", "after", 5, "day"),
        ("그로킹 글 쓰고 일주일 뒤엔 뭐 썼대?", "after", 1, "week"),
        ("텐서플로우 글 3일 뒤에 쓴 글", "after", 3, "day"),
        ("SDF 글 한 달 후에 뭐 썼지", "after", 1, "month"),
        ("RLHF 쓴 다음 날에 쓴 글", "after", 1, "day"),
        ("ViT 비교 글 쓰기 사흘 전에 쓴 건", "before", 3, "day"),
        ("데이터 증강 글 전날 쓴 글", "before", 1, "day"),
        ("GAN 글 쓴 달에 또 뭐 썼어?", "same", None, "month"),
        ("VQ-VAE 글 쓴 그 주에 다른 글 있어?", "same", None, "week"),
        ("RLHF 글 쓴 다음 달에 쓴 글", "same", 1, "month"),
        ("what did I write three days before the ViT note?", "before", 3, "day"),
        ("what did I post a week after I wrote about grokking?", "after", 1, "week"),
        ("the day after I wrote about RLHF, what did I write?", "after", 1, "day"),
        ("what did I write the week after I studied CLIP", "same", 1, "week"),
        ("notes from the month I wrote about CLIP", "same", None, "month"),
    ],
)
def test_how_far_from_a_note(question, way, step, unit) -> None:
    """Days and weeks are counted from it; of a calendar's units the whole is meant."""
    anchor = read(question).anchor

    assert (way, step, unit) == (anchor.way, anchor.step, anchor.unit)


@pytest.mark.parametrize(
    ("question", "about", "other"),
    [
        ("SDF 글이랑 시드 고정 글 사이에 쓴 거 순서대로", "SDF", "시드 고정"),
        ("residual 글하고 시드 글 사이에 뭐 썼어?", "residual", "시드"),
        ("list everything I wrote between CLIP and RLHF", "CLIP", "RLHF"),
        ("CLIP이랑 RLHF 사이에 쓴 글들", "CLIP", "RLHF"),
        ("CLIP 글부터 RLHF 글까지 쓴 거 다 보여줘", "CLIP", "RLHF"),
        ("notes written between the X note and the Y note", "X", "Y"),
        ("what was written between the SDF and seed notes?", "SDF", "seed"),
    ],
)
def test_between_two_notes(question, about, other) -> None:
    """Both are named."""
    got = read(question)

    assert ("between", about) == (got.anchor.way, got.anchor.about)
    assert other == got.anchor.other
    assert Kind.LIST is got.kind


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("MAML 글 이후로 쓴 글 몇 개", {"kind": Kind.COUNT, "count": None}),
        ("RLHF 쓴 날 쓴 글 몇 개야?", {"kind": Kind.COUNT, "count": None}),
        ("CLIP 노트 다음 글 3개", {"count": 3}),
        ("CLIP 글 앞에 쓴 글 두 개만", {"count": 2}),
        ("the three notes after the grokking note", {"count": 3, "text": ""}),
        ("how many notes have I written since the MAML note?", {"kind": Kind.COUNT}),
        ("ML library 글 중 CLIP 다음 거", {"category": "ML library"}),
        ("SDF 글 다음으로 쓴 ML library 글은?", {"category": "ML library"}),
        ("notes since my CLIP note in ML library", {"category": "ML library"}),
        ("notes in ML library after the CLIP note", {"category": "ML library"}),
        ("2023년 글 중에 RLHF 글 이후로 쓴 글", {"since": date(2023, 1, 1)}),
        ("CLIP 글 이후로 쓴 ViT 글", {"text": "ViT", "kind": Kind.LIST}),
        ("notes on ViT written after the CLIP note", {"text": "ViT"}),
    ],
)
def test_what_else_is_asked(question, expected) -> None:
    """Numbers, categories, years and subjects narrow what is listed."""
    got = read(question)

    assert got.anchor is not None
    assert expected == {name: getattr(got, name) for name in expected}


@pytest.mark.parametrize(
    "question",
    """\
Adam 다음에 나온 optimizer는?
dropout 이후에 BN을 쓰면?
BERT 이후의 모델
BERT 다음에 나온 모델 뭐야
배치 정규화 다음에 활성화 함수를 쓰나?
softmax 다음에 쓰는 층은?
dropout 쓰기 전에 BN을 넣나?
ReLU 쓴 다음에 뭐 해?
conv 다음에 쓴 활성화 함수는?
논문에서 conv 다음에 쓴 게 뭐야
convolution 바로 다음에 쓴 층이 뭐였지
RLHF에서 reward model 다음에 쓴 알고리즘은?
CLIP 글에서 contrastive loss 다음에 뭐라고 썼어?
데이터 정리하고 나서 뭐 해야 돼?
Adam 다음에 뭐 배우면 좋아?
확률 배우기 전에 알아야 할 거
커밋 메시지 쓰기 전에 확인할 거
글 쓰기 전에 뭘 준비해야 해?
토큰 다음 글자를 예측하는 모델은?
구글 다음에 나온 논문
스테이블 디퓨전에서 쓴 인코더
인코더와 디코더 사이에 쓰는 attention은?
인코더와 디코더 사이에 쓰인 기법 정리
conv랑 relu 사이에 쓴 게 뭐지
ResNet과 DenseNet 사이의 차이를 정리한 글
사전 학습 이후 단계 정리해줘
학습 이후에 정리해야 할 파일
학습 전에 시드 고정하는 법 정리해줘
전처리 후에 남은 데이터는 몇 개야
사흘 뒤에 만료되는 토큰
what comes after softmax in the network
which optimizer came after Adam?
which layer goes before the softmax?
what is written after the shebang line?
what should I write after the import statement?
how do I add a note after the title in markdown
how to write a note after reading a paper
write a note after training
notes on what comes after BERT
did I write anything on models after BERT
what did I learn about what comes after softmax
what does the note say about what follows softmax?
what did the authors use after softmax
which library did I use after TensorFlow
what is the difference between the GAN note and the VAE note
what's between the encoder and the decoder?
what should be done the day after deployment?
how many layers after the embedding""".splitlines(),
)
def test_what_notes_say_is_no_anchor(question) -> None:
    """What comes after what in a network is asked of the notes, not of their dates."""
    assert read(question).anchor is None


@pytest.mark.parametrize(
    "question",
    [
        "2022년 이전에 쓴 글",
        "2021년 5월 되기 전에 쓴 노트는요?",
        "2022년 10월 들어가기 전에 쓴 것",
        "5월 이후에 쓴 글 몇 개",
        "지난주 이후로 쓴 글",
        "3일 전에 쓴 글",
        "일주일 전에 뭐 썼어?",
        "1년 전 오늘 쓴 글",
        "최근 글 3개",
        "notes after May 2022",
        "notes between May and June 2022",
        "what did I write the day before yesterday",
    ],
)
def test_a_date_is_no_anchor(question) -> None:
    """What is told by the calendar needs no note."""
    got = read(question)

    assert got.anchor is None
    assert got.kind in {Kind.LIST, Kind.COUNT}


QUOTED = "노트에서 그대로 옮긴 내용입니다.\n\n**CLIP 정리** (2023-02-22 · ML)\n\n한 공간에 둔다. [1]"
UNTITLED = (
    "Quoted from the notes:\n\n2023-02-22 · ML\n\nCLIP 정리\n\n한 공간에 둔다. [1]"
)
WHEN = (
    "2023-02-22에 적었습니다.\n\n- 2023-02-22 · ML · **CLIP 정리**: 한 공간에 둔다. [1]"
)


@pytest.mark.parametrize("answer", [QUOTED, UNTITLED, WHEN])
@pytest.mark.parametrize(
    ("question", "way", "step"),
    [
        ("그 다음 글은?", "next", None),
        ("그 다음에 뭐 썼어?", "next", None),
        ("그 글 쓰고 나서 바로 쓴 글은?", "next", None),
        ("그 전 글은?", "previous", None),
        ("일주일 뒤엔 뭐 썼어?", "after", 1),
        ("그 글 쓴 날 또 뭐 썼어?", "same", None),
        ("what did I write next?", "next", None),
        ("and the note before that?", "previous", None),
        ("the previous note?", "previous", None),
    ],
)
def test_beside_the_note_of_an_answer(answer, question, way, step) -> None:
    """The first note that the answer before names is meant, with its date."""
    got = read(question, "CLIP이 뭐야?", answer)

    assert ("CLIP 정리", date(2023, 2, 22)) == (got.anchor.about[:7], got.anchor.day)
    assert (way, step) == (got.anchor.way, got.anchor.step)
    assert ("CLIP이 뭐야?",) == got.carried


def test_beside_the_subject_where_no_note_is_named() -> None:
    """A model's answer names no note, so what was asked about does."""
    got = read("그 다음 글은?", "CLIP이 뭐야?", "한 공간에 두는 모델입니다 [1].")

    assert ("CLIP", None) == (got.anchor.about.split()[0].rstrip("이"), got.anchor.day)


LISTED = (
    "**CLIP 정리** (2023-02-22) [1] 다음에 쓴 노트 2개입니다.\n\n"
    "- 2023-03-24 · ML · **DG**: 한다. [2]\n- 2023-04-03 · ML · **SD**: 만든다. [3]"
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("그 다음 글은?", {"about": "SD", "way": "next"}),
        ("그 전 글은?", {"about": "DG", "way": "previous"}),
        ("3개는?", {"about": "CLIP", "way": "next"}),
        ("그중에 ML library는?", {"about": "CLIP", "way": "next"}),
    ],
)
def test_going_on_from_such_a_list(question, expected) -> None:
    """The next one counts from its end; a number or a category asks for it again."""
    anchor = read(question, "CLIP 다음 글 2개", LISTED).anchor

    assert expected == {name: getattr(anchor, name) for name in expected}


def test_that_month_is_the_one_of_what_was_listed() -> None:
    """Not that of the note which the list was told by."""
    got = read("그 달에 또 뭐 썼어?", "CLIP 다음 글 2개", LISTED)

    assert (date(2023, 3, 1), date(2023, 3, 31)) == (got.since, got.until)
    assert got.anchor is None


@pytest.mark.parametrize(
    ("question", "before"),
    [("그 다음은?", "Adam이 뭐야?"), ("그 전에 쓴 건?", "최근 글 3개")],
)
def test_a_list_of_its_own_goes_on(question, before) -> None:
    """The next ones of a list, and the next step of a content, are no neighbours."""
    answer = "노트 3개입니다.\n\n- 2023-05-01 · ML · 가 [1]\n- 2023-04-01 · ML · 나 [2]"

    assert read(question, before, answer).anchor is None


@pytest.mark.parametrize(
    ("question", "about", "since", "until"),
    [
        ("2023년 CLIP 글 다음 글", "CLIP", "2023-01-01", "2023-12-31"),
        ("5월 5일에 쓴 RLHF 글 바로 앞 글", "RLHF", "2023-05-05", "2023-05-05"),
        (
            "the note right after the CLIP note of May 2023",
            "CLIP",
            "2023-05-01",
            "2023-05-31",
        ),
        ("2023-05-05 글 다음 글", "", "2023-05-05", "2023-05-05"),
    ],
)
def test_the_note_by_its_date(question, about, since, until) -> None:
    """What is said of its time narrows which note is meant, and is no word of it."""
    anchor = read(question).anchor

    assert about == anchor.about
    assert (since, until) == (str(anchor.since), str(anchor.until))


@pytest.mark.parametrize("question", ["2022년 글 다음 글", "지난달 글 다음 글은?"])
def test_a_stretch_of_time_is_no_note(question) -> None:
    """Of many days there is no telling which note is meant."""
    assert read(question).anchor is None


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("같은 날 다른 글은?", "day"),
        ("그날 다른 것도 썼어?", "day"),
        ("그 주에 다른 글은?", "week"),
        ("그 달에 다른 글은?", "month"),
        ("any other notes that month?", "month"),
    ],
)
@pytest.mark.parametrize(
    "told",
    [
        "**Grokking** (2022-10-14 · ML & DL)\n\n뒤늦게 일반화한다. [1]",
        "2022-10-14에 적었습니다.\n\n- 2022-10-14 · ML & DL · **Grokking** [1]",
    ],
)
def test_others_of_the_time_of_a_note(question, unit, told):
    """After a quotation or a date, others of that time stand beside the note."""
    history = (
        Turn(role="user", content="grokking이 뭐야?"),
        Turn(role="assistant", content=told),
    )
    ask = Ask(question=question, history=history, today=date(2023, 6, 15))
    got = understand(ask)

    assert ("same", unit) == (got.anchor.way, got.anchor.unit)
    assert "Grokking" == got.anchor.about
    assert "" == got.text


def test_a_note_pointed_at_in_a_list_by_date():
    """``Right before that`` is before the note; ``그 전 글`` goes on in the list."""
    told = "The latest note:\n\n- 2022-10-14 · ML & DL · **Grokking**: late. [1]"
    before = read("what did I write right before that?", "which is the latest?", told)
    on = read("그 전 글은?", "가장 최근 글은?", told)

    assert ("previous", "Grokking") == (before.anchor.way, before.anchor.about)
    assert (None, 1) == (on.anchor, on.skip)
