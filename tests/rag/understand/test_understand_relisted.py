from datetime import date

import pytest

from rag.query_types import Kind, Talk
from rag.types import Ask, Turn
from rag.understand.query import understand


TODAY = date(2023, 6, 15)
KNOWN = ("ML library", "ML & DL", "수학")


def read(*questions, answers=()):
    history = []
    for at, question in enumerate(questions[:-1]):
        history.append(Turn(role="user", content=question))
        said = answers[at] if at < len(answers) else "노트 3개입니다."
        history.append(Turn(role="assistant", content=said))
    ask = Ask(question=questions[-1], history=tuple(history), today=TODAY)
    return understand(ask, categories=KNOWN)


@pytest.mark.parametrize(
    ("talk", "kind", "since", "category"),
    [
        ("ML library 노트 목록 / 그중에 2021년 거는? / 몇 개야?", "count", 2021, "L"),
        (
            "list my ML library notes / only 2021 / how many is that?",
            "count",
            2021,
            "L",
        ),
        ("ML library 노트 몇 개야? / ML & DL은?", "count", None, "D"),
        ("노트 몇 개 적었어? / 그중에 ML library는?", "count", None, "L"),
        ("2023년 노트 몇 개? / ML library는?", "count", 2023, "L"),
        ("2021년에 뭐 썼어? / ML library만", "list", 2021, "L"),
        (
            "what did I write in 2023? / and in 2022? / only ML library",
            "list",
            2022,
            "L",
        ),
        ("2021년 ML & DL 노트 뭐 있어 / library는?", "list", 2021, "L"),
        ("2022년 노트 목록 / 그럼 2021년은?", "list", 2021, None),
        ("ML library 노트 목록 / 2022년에 뭐 썼어?", "list", 2022, None),
    ],
)
def test_a_list_goes_on(talk, kind, since, category):
    """What a follow-up names is exchanged, the rest stays; a full question is new."""
    got = read(*talk.split(" / "))

    assert "" == got.text
    assert (kind, since) == (got.kind.value, got.since and got.since.year)
    assert {"L": "ML library", "D": "ML & DL", None: None}[category] == got.category


@pytest.mark.parametrize(
    ("talk", "since", "until"),
    [
        ("지난달에 뭐 했어? / 그 전 달은?", "2023-04-01", "2023-04-30"),
        ("2022년 10월에 뭐 공부했지? / 그 다음 달은?", "2022-11-01", "2022-11-30"),
        ("2022년 12월 노트 / 다음 달은?", "2023-01-01", "2023-01-31"),
        ("2022년 10월에 뭐 썼어? / 그 해에 ML library는?", "2022-01-01", "2022-12-31"),
        ("2022년 10월 6일 노트 / 그 다음 날은?", "2022-10-07", "2022-10-07"),
        ("notes from May 2022 / and the month after?", "2022-06-01", "2022-06-30"),
        ("notes from 2022 / the previous year?", "2021-01-01", "2021-12-31"),
        ("notes from May 2022 / how many that year?", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_time_told_by_another(talk, since, until):
    """The next and the same day, week, month or year count from the last time."""
    got = read(*talk.split(" / "))

    assert [since, until] == [got.since.isoformat(), got.until.isoformat()]
    assert got.kind in {Kind.LIST, Kind.COUNT}


def test_a_time_told_by_an_answer():
    """Without a time in the question, that of the answer counts."""
    most = "2023년 5월에 가장 많이 썼습니다 (7개).\n\n- 2022-10: 4개 [til-1]"
    got = read("무슨 달에 제일 많이 썼지?", "그 달에 뭐 썼어?", answers=[most])
    quoted = "**Grokking** (2022-10-14 · ML & DL)\n\n뒤늦게 일반화한다. [til-1]"
    then = read("grokking이 뭐야?", "그 달에 또 뭐 썼어?", answers=[quoted])

    assert (date(2023, 5, 1), date(2023, 5, 31)) == (got.since, got.until)
    assert (date(2022, 10, 1), date(2022, 10, 31)) == (then.since, then.until)
    assert [Kind.LIST, Kind.LIST] == [got.kind, then.kind]


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        ("최근 노트 5개 / 더 보여줘", {"count": 5, "skip": 5}),
        ("최근 노트 5개 / 더 보여줘 / 더", {"count": 5, "skip": 10}),
        ("최근 노트 5개 / 그 전에 쓴 건?", {"count": 5, "skip": 5}),
        ("the last 3 notes / show me more", {"count": 3, "skip": 3}),
        ("최근 3개 보여줘 / 그럼 5개는?", {"count": 5, "skip": 0}),
        ("the last 3 notes / how about 5", {"count": 5, "skip": 0}),
        ("최근 3개 보여줘 / 네 번째는?", {"count": 1, "nth": 4}),
        ("두 번째로 오래된 노트는? / 그 다음은?", {"count": 1, "nth": 3}),
        ("최근에 뭐 공부했어?", {"count": 5, "newest_first": True}),
        ("what's new?", {"count": 5, "newest_first": True}),
        ("최신순으로 다 보여줘", {"count": None, "newest_first": True}),
        ("두 번째 노트는 뭐야?", {"nth": 2, "newest_first": False}),
    ],
)
def test_how_many_and_from_where(talk, expected):
    """More goes on where the list ended; lately is a few, all is all."""
    got = read(*talk.split(" / "))

    assert Kind.LIST is got.kind
    assert "" == got.text
    assert expected == {name: getattr(got, name) for name in expected}


def test_a_question_on_a_subject_leaves_the_list():
    """Whoever asks what something is asks among all notes again."""
    got = read("ML library 노트 목록", "batch norm이 뭐야?")
    last = read("RLHF 첫 단계가 뭐야?", "마지막은?", answers=["사전 학습입니다."])

    assert (Kind.DEFINITION, None) == (got.kind, got.category)
    assert (Kind.QUESTION, None) == (last.kind, last.newest_first)
    assert "RLHF" in last.text


def test_part_of_a_list_on_a_subject():
    """A subject among listed notes keeps what they were listed by."""
    got = read("2023년 노트 목록", "그중에 ViT 관련된 건?")

    assert (Kind.LIST, "ViT", 2023) == (got.kind, got.text, got.since.year)


@pytest.mark.parametrize(
    ("talk", "count", "skip"),
    [
        ("최근 노트 3개 / 더", 3, 3),
        ("최근 노트 3개 / 더 / 처음부터", 3, 0),
        ("최근 노트 3개 / 4개 더 보여줘", 4, 3),
        ("the latest 3 notes / more / from the start", 3, 0),
        ("the latest 3 notes / show me 2 more", 2, 3),
    ],
)
def test_a_list_is_gone_through_and_begun_anew(talk, count, skip):
    """A number beside `더` is how many more, and the beginning is the first page."""
    got = read(*talk.split(" / "))

    assert (count, skip, Kind.LIST) == (got.count, got.skip, got.kind)


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        ("코드 있는 노트 보여줘 / 그중에 2021년 거는?", {"holding": ("code",)}),
        ("2022년 글 몇 개야? / 그중 코드 있는 건?", {"holding": ("code",)}),
        ("2022년 글 목록 / 제일 짧은 건?", {"measure": "shortest", "text": ""}),
        ("notes with code / only from 2021", {"holding": ("code",)}),
        ("notes with code / notes with formulas only", {"holding": ("formula",)}),
        ("코드 있는 노트 보여줘 / 수식 있는 건? / 몇 개야?", {"holding": ("formula",)}),
        ("코드 있는 노트 보여줘 / 수식은?", {"holding": ("formula",)}),
        ("코드 있는 노트 보여줘 / CLIP은?", {"holding": (), "text": "CLIP은?"}),
        ("notes with code / what about links? / how many?", {"holding": ("link",)}),
        ("2021년에 뭐 썼어? / 그 다음 해는? / 몇 개야?", {"holding": ()}),
        ("2021년에 쓴 코드 있는 글 / 그 다음 해는?", {"holding": ("code",)}),
        ("redis 빼고 수학 노트 / 몇 개야?", {"without_texts": ("redis",)}),
        ("토요일에 쓴 글 몇 개야? / 일요일은?", {"weekdays": (6,)}),
        ("토요일에 쓴 글 몇 개야? / 일요일은? / 2022년만", {"weekdays": (6,)}),
        ("토요일에 쓴 글 몇 개야? / 수학은?", {"weekdays": (5,), "category": "수학"}),
        ("토요일에 쓴 글 몇 개야? / 어제는?", {"weekdays": ()}),
        ("2월에 쓴 글, 연도 상관없이 / 2022년은?", {"months": (2,)}),
        ("2월에 쓴 글, 연도 상관없이 / 3월은?", {"months": ()}),
    ],
)
def test_every_filter_of_a_list_goes_on(talk, expected):
    """What notes hold, leave out and recur by is kept like dates and categories."""
    got = read(*talk.split(" / "))

    assert expected == {name: getattr(got, name) for name in expected}


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        ("ML library 노트 / 최근 거 하나만", {"newest_first": True, "count": 1}),
        ("ML library 노트 / 최근 글 3개만", {"newest_first": True, "count": 3}),
        ("ML library 노트 / 최근 거만", {"newest_first": True, "count": 5}),
        ("가장 최근 글은? / 그 전 글은? / 그 전은?", {"count": 1, "skip": 2}),
    ],
)
def test_few_of_the_latest(talk, expected):
    """A number behind the latest is kept, and ``그 전은?`` goes on and on."""
    got = read(*talk.split(" / "))

    assert expected == {name: getattr(got, name) for name in expected}


@pytest.mark.parametrize(
    ("question", "talk"),
    [
        ("그 글 고쳐줘", Talk.WRITING),
        ("삭제해줘", Talk.WRITING),
        ("delete it", Talk.WRITING),
        ("고마워 끝", Talk.FAREWELL),
        ("그게 끝?", None),
        ("커밋 메시지 고쳐줘", None),
    ],
)
def test_what_is_no_question_on_an_answer(question, talk):
    """To change the note that was told is an order, and thanks end it."""
    assert talk is read("CLIP이 뭐야?", question).talk


@pytest.mark.parametrize(
    ("asked", "told", "question", "expected"),
    [
        (
            "어느 요일에 제일 많이 썼어?",
            "금요일과 토요일에 각각 9개로 가장 많이 썼습니다.\n\n- 금요일: 9개 [1]",
            "그 요일에 쓴 글 보여줘",
            {"kind": Kind.LIST, "weekdays": (4, 5)},
        ),
        (
            "which weekday had the most notes?",
            "Friday has the most notes (9). 38 notes in all.\n\n- Friday: 9 [1]",
            "notes on that weekday",
            {"kind": Kind.LIST, "weekdays": (4,)},
        ),
        (
            "2022년에 카테고리별 몇 개야?",
            "분류는 2개입니다 (노트 38개).\n\n- ML & DL: 29개 [1]\n- 수학: 9개 [2]",
            "그 카테고리 글 보여줘",
            {"category": "ML & DL", "since": date(2022, 1, 1), "group_by": None},
        ),
        (
            "카테고리별 몇 개야?",
            "분류는 2개입니다 (노트 38개).\n\n- ML & DL: 29개 [1]",
            "제일 많은 건?",
            {"kind": Kind.COUNT, "group_by": "category", "text": ""},
        ),
        (
            "2023년에 하루에 두 개 이상 쓴 날",
            "2일입니다 (2023-01-01 ~ 2023-12-31).\n\n- 2023년 5월 5일: 3개 [1]",
            "그날 쓴 글 보여줘",
            {"since": date(2023, 5, 5), "until": date(2023, 5, 5)},
        ),
    ],
)
def test_a_group_that_was_counted(asked, told, question, expected):
    """``That weekday`` is the one that leads the groups counted before."""
    got = read(asked, question, answers=[told])

    assert expected == {name: getattr(got, name) for name in expected}


@pytest.mark.parametrize("question", ["13일 거만", "13일은?", "그중에 13일 글 보여줘"])
def test_a_day_of_a_list(question):
    """A bare day is that of the one listed note with it."""
    told = "노트 2개입니다 (수학).\n\n- 2022-11-10 · 수학 · A [1]\n- 2022-10-13 · 수학 · B [2]"
    got = read("수학 노트", question, answers=[told])

    assert (date(2022, 10, 13), "수학", "") == (got.since, got.category, got.text)
    assert got.since == got.until


@pytest.mark.parametrize(
    ("talk", "text"),
    [
        ("CLIP 노트 몇 개야? / 수학은?", ""),
        ("how many notes about CLIP? / what about 수학?", ""),
        ("CLIP 노트 몇 개야? / 그중에 수학은?", "CLIP"),
        ("CLIP 노트 몇 개야? / ML library는?", "CLIP"),
    ],
)
def test_a_category_behind_a_subject(talk, text):
    """One that is named like a subject takes its place, unless it is a part of it."""
    got = read(*talk.split(" / "))

    assert (Kind.COUNT, text) == (got.kind, got.text)
    assert got.category


@pytest.mark.parametrize(
    ("talk", "newest", "count"),
    [
        ("2022년 노트 목록 / 오래된 순으로", False, None),
        ("2022년 노트 목록 / 최신순으로 보여줘", True, None),
        ("2022년 노트 목록 / 거꾸로", True, None),
        ("2022년 노트 목록 / 최신순 / 역순으로 정렬해줘", False, None),
        ("2022년 노트 목록 / 날짜순으로", False, None),
        ("what did I write in 2022? / newest first", True, None),
        ("what did I write in 2022? / sort them by date", False, None),
        ("what did I write in 2022? / in reverse order, please", True, None),
        ("2022년 노트 최근 5개 / 오래된 순으로", True, 5),
    ],
)
def test_a_list_in_another_order(talk, newest, count):
    """The same notes, the other end first; of a few, no others take their place."""
    got = read(*talk.split(" / "))

    assert (Kind.LIST, newest, count) == (got.kind, got.newest_first, got.count)
    assert ("", 2022) == (got.text, got.since and got.since.year)


@pytest.mark.parametrize(
    ("talk", "holding", "lacking"),
    [
        ("코드 있는 노트 / 수식도 있는 것만", ("code", "formula"), ()),
        ("코드 있는 노트 / 그중에 표도 있는 건?", ("code", "table"), ()),
        ("코드 있는 노트 / 수식 없는 것만", ("code",), ("formula",)),
        ("notes with code / the ones with a formula too", ("code", "formula"), ()),
        ("코드 있는 노트 / 수식은?", ("formula",), ()),
        ("코드 있는 노트 / 코드 없는 것만", (), ("code",)),
        ("코드나 표 있는 노트 / 수식도 있는 것만", ("formula",), ()),
    ],
)
def test_what_notes_hold_as_well(talk, holding, lacking):
    """``도`` and ``만`` add to what notes must hold; else it is exchanged."""
    got = read(*talk.split(" / "))

    assert (holding, lacking) == (got.holding, got.lacking)


SHOWN = "최근 노트 3개입니다.\n\n" + "\n".join(
    f"- 2023-0{n}-01 · 수학 · **제목 {n}**: 내용 [{n}]" for n in (1, 2, 3)
)


@pytest.mark.parametrize(
    ("talk", "newest", "turned", "count"),
    [
        ("최근 3개 / 거꾸로", True, True, 3),
        ("최근 3개 / 오래된 순으로", True, True, 3),
        ("최근 3개 / 최신순으로", True, False, 3),
        ("최근 3개 / 거꾸로 / 거꾸로", True, False, 3),
        ("처음 쓴 글 3개 / 최신순으로", False, True, 3),
        ("the latest 3 notes / oldest first", True, True, 3),
        ("the latest 3 notes / in reverse order", True, True, 3),
        ("2022년 글 목록 / 거꾸로", True, False, None),
    ],
)
def test_the_list_that_was_shown_is_turned_round(talk, newest, turned, count):
    """So many notes stay the same from their other end; all of them are sorted."""
    got = read(*talk.split(" / "), answers=(SHOWN, SHOWN))

    assert (Kind.LIST, newest) == (got.kind, got.newest_first)
    assert (turned, count) == (got.turned, got.count)


@pytest.mark.parametrize(
    ("talk", "category", "text"),
    [
        ("최근 3개 / 거기서 ML & DL만", "ML & DL", ""),
        ("최근 3개 / 그중에 ML & DL은?", "ML & DL", ""),
        ("최근 3개 / 그중 베이즈 관련만", None, "베이즈"),
        ("최근 3개 / 그중 ML & DL은 몇 개야?", "ML & DL", ""),
        ("the latest 3 notes / only ML & DL of those", "ML & DL", ""),
    ],
)
def test_what_was_shown_is_narrowed(talk, category, text):
    """Some of the three are meant, not three others that fit."""
    got = read(*talk.split(" / "), answers=(SHOWN,))

    assert (category, text, None) == (got.category, got.text, got.count)
    assert got.among
    assert (3, True) == (got.among.count, got.among.newest_first)


@pytest.mark.parametrize(
    "talk",
    ["최근 3개 / ML & DL은?", "최근 3개 / 2022년 노트만", "2022년 글 / 그중 수학만"],
)
def test_what_names_its_notes_itself_is_asked_of_all(talk):
    """Nothing says that it is of those that were shown, or all of them were."""
    assert read(*talk.split(" / "), answers=(SHOWN,)).among is None
