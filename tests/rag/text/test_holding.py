from dataclasses import replace

import pytest

from fakes.rag import ask, entry

from rag.lists.listing import listed
from rag.query_types import Kind, Query
from rag.text.holding import holding, holds, tells
from rag.understand.query import understand


BODIES = {
    "code": "배열을 뒤집는다 🧩.\n\n```python\nxs[::-1]\n```\n",
    "formula": "거리는 $d = \\sqrt{x^2}$ 이다.",
    "table": "| 값 | 뜻 |\n| --- | --- |\n| 1 | 하나 |\n",
    "link": "[문서](https://example.org)를 읽었다.",
    "picture": "결과: ![그래프](a.png)",
    "todo": "캐시를 켰다 🧊.\nTODO: 만료 시간 정하기",
}
PLAIN = "커피는 $5, 코드 `x`는 글에 든다."


@pytest.mark.parametrize("what", BODIES)
def test_each_body_holds_its_own(what):
    """A note holds what stands in it; a price is no formula, `x` no code block."""
    assert holds(entry("a", BODIES[what]), what)
    assert not holds(entry("a", PLAIN), what)
    assert not holds(entry("a", BODIES["code"]), "formula")


def test_code_hides_what_looks_like_something_else():
    """A link or a formula within code is code."""
    body = "```sh\ncurl https://example.org $HOME $x\n```\n"

    assert not holds(entry("a", body), "link")
    assert not holds(entry("a", body), "formula")


def test_a_title_alone():
    """Nothing beyond the title, whatever stands around it."""
    assert holds(entry("a", "제목이다.\n", title="제목이다"), "nothing")
    assert not holds(entry("a", "제목이다.\n더 있다.\n", title="제목이다"), "nothing")


def test_headings_alone():
    """A note of no more than headings holds nothing either."""
    said = entry("a", "# 제목\n\n## 하나\n\n---\n\n## 둘\n", title="제목")

    assert holds(said, "nothing")
    assert not holds(replace(said, body=f"{said.body}\n```\nx\n```\n"), "nothing")


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"holding": ("code", "table")}, []),
        ({"holding": ("code", "table"), "either": True}, ["code", "table"]),
        ({"lacking": ("code", "table", "link")}, ["formula", "todo"]),
        ({"holding": ("code",), "lacking": ("table",)}, ["code"]),
    ],
)
def test_several_things(fields, kept):
    """All of what is held, or one of it; none of what is lacked."""
    entries = [entry(what, body) for what, body in BODIES.items()]

    found = [
        e.id.removesuffix(".md")
        for e in entries
        if holding(e, Query(text="", **fields))
    ]

    assert kept == found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("켰다.\nTODO: 만료 정하기. 문서화하기.", "TODO: 만료 정하기."),
        ("- [x] 끝냄\n- [ ] 문서화 🧾\n- 그 밖", "문서화 🧾"),
        ("## 남은 문제\n\n표가 잘린다.", "표가 잘린다."),
        ("못 푼 문제: 백준 2629. 다음에.", "못 푼 문제: 백준 2629."),
        ("Works.\n\n### Open questions\n\nWhy is it slow?", "Why is it slow?"),
        ("- [ ] 하나\n- [ ] 둘", "하나\n- [ ] 둘"),
        ("# 🚩 내일 할 일\n- 문서화\n- 배포\n\n# 그 밖\n- 끝", "문서화\n- 배포"),
        ("## 추후 공부할 것\n1. 뮤텍스\n2. 세마포어", "뮤텍스\n2. 세마포어"),
    ],
)
def test_a_list_of_things_to_do_tells_them(body, expected):
    """The note is cited where they stand, not where it opens."""
    note = entry("a", f"먼저 한 말이다.\n\n{body}")

    (citation,) = listed(
        [note], Query(text="", kind=Kind.LIST, holding=("todo",)), "q"
    ).citations

    assert expected == citation.quote


@pytest.mark.parametrize(
    "body",
    [
        "할 일이 많아서 바빴다.",
        "```py\n# TODO: x\n```",
        "- [x] 끝냄",
        "x[ ] 는 빈 칸",
        "TODOIST를 쓴다.",
        "# 내일 할 일\n- \n\n# 그 밖\n글",
    ],
)
def test_what_only_sounds_so_is_nothing_to_do(body):
    """Prose about chores, a comment in code, what is ticked off."""
    assert not holds(entry("a", body), "todo")


@pytest.mark.parametrize(
    "question",
    [
        "TODO 모아줘",
        "할 일 목록",
        "아직 안 한 거 뭐 있어?",
        "남은 할 일 알려줘",
        "내일 할 일 뭐 적었어?",
        "TODO 뭐 남았어?",
        "투두리스트 보여줘",
        "my todos",
        "what's left to do?",
        "list open todos",
        "notes with todos",
    ],
)
def test_what_is_left_to_do_is_asked_for(question):
    """With or without a word for notes."""
    query = understand(ask(question))

    assert (Kind.LIST, ("todo",), "") == (query.kind, query.holding, query.text)


@pytest.mark.parametrize(
    "question",
    [
        "데드락 나면 해야 할 일이 뭐야?",
        "TODO 주석 다는 법",
        "how do todo apps store tasks?",
    ],
)
def test_a_chore_of_some_subject_is_a_question(question):
    """It is looked for in what the notes say."""
    assert () == understand(ask(question)).holding


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("힙과 큐의 차이", "# 힙과 큐의 차이", False),
        ("힙과 큐의 차이", "# 힙과 큐의 차이\n\n## 힙\n\n### | 참고\n\n---", False),
        ("힙과 큐의 차이", "힙과 큐의 차이", False),
        ("힙과 큐의 차이", "# 힙과 큐의 차이\n힙은 트리이다.", True),
        ("힙과 큐의 차이", "# 힙과 큐의 차이\n```\nheapq\n```", True),
        ("힙은 완전 이진 트리이다", "# 힙은 완전 이진 트리이다", True),
        ("Push heap items before popping.", "# Push heap items before popping.", True),
    ],
)
def test_headings_alone_tell_nothing(title, body, told):
    """They say what a note will be about; a sentence tells something by itself."""
    assert told == tells(entry("a", body, title=title))


def test_what_is_ticked_off_is_not_told_of():
    """Below a heading for things to do, what is open is told of."""
    said = entry("a", "# 배포\n\n## 할 일\n\n- [x] 백업 확인\n- [ ] 인증서 갱신\n")
    query = Query(text="", kind=Kind.LIST, holding=("todo",))

    (citation,) = listed([said], query, "TODO 모아줘").citations

    assert "인증서 갱신" == said.body[citation.start : citation.end]


def test_a_category_and_a_tag_stand_on_a_note():
    """What a note bears is told by its metadata, whatever its body says."""
    bare = entry("a", "카테고리와 태그를 다뤘다.\n")

    for what, borne in (("category", {"category": "DB"}), ("tag", {"tags": ("ttl",)})):
        assert not holds(replace(bare, category=None, tags=()), what)
        assert holds(replace(bare, **borne), what)
