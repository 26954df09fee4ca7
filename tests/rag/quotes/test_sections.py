from dataclasses import replace

import pytest

from fakes.rag import analyse, entry, hit, weights

from rag.quotes.asked_heading import asked_heading
from rag.quotes.extract import quotations
from rag.quotes.term_weights import TermWeights
from rag.wording.phrases import Say


FILLER = "다른 이야기를 한다 🧪. " * 60


def quoted(title, body, question, **changes):
    note = entry("n", body, title=title)
    return quotations(
        [hit(note)], weights(question), lang="ko", lead=Say.QUOTED, **changes
    ).text


@pytest.mark.parametrize(
    "heading",
    ["## 단점", "**단점**", "- ##### 단점", "4. ### 단점"],
)
def test_what_stands_below_the_heading_that_is_asked_for_is_quoted(heading) -> None:
    """None of its sentences has a word of the question; the title has the other."""
    body = (
        f"# 연결 리스트\n\n연결 리스트 는 노드를 잇는다. {FILLER}\n\n{heading}\n\n"
        f"임의 접근이 느리다 🐢.\n\n## 장점\n\n{FILLER}"
    )

    text = quoted("연결 리스트", body, "연결 리스트 단점")

    assert "임의 접근이 느리다 🐢." in text


def test_a_heading_that_says_less_than_the_note_takes_nothing_away() -> None:
    """One sentence speaks of all that is asked, the heading of half of it.

    What stands first below the heading may be quoted, the rest of it not.
    """
    body = (
        f"## cache\n\nKept near. {FILLER}\n\n## Other\n\n{FILLER}"
        "\n\nAn eviction frees the cache when it's full."
    )

    text = quoted("Memory", body, "cache eviction")

    assert "An eviction frees" in text
    assert "\n\n## Other" not in text


def test_a_heading_that_says_far_less_than_a_sentence_leads_nowhere() -> None:
    """Half of what is asked stands in other forms than the words of the question."""
    body = (
        f"# heap\n\nKept in order 🌳. {FILLER}\n\n## Other\n\n{FILLER}"
        "\n\nMerging of a heap is slow."
    )
    held = TermWeights(
        words={"heap": 1.0},
        grams={"merging": 3.0},
        sounds={},
        meanings={},
        analyse=lambda texts: [replace(t, grams=t.words) for t in analyse(texts)],
    )

    text = quotations(
        [hit(entry("n", body, title="heap"))],
        held,
        lang="en",
        lead=Say.QUOTED,
    ).text

    assert "Merging of a heap" in text
    assert "Kept in order" not in text


def test_the_first_of_headings_that_say_as_much_is_the_definition() -> None:
    """What the others stand over says more than is asked."""
    body = (
        f"## 힙 (heap)\n\n반쯤 정렬된 완전 이진 트리다 $n$.\n\n{FILLER}"
        f"\n\n## 힙 만들기\n\n힙 을 쌓는다. 힙 을 고친다.\n\n{FILLER}"
    )

    text = quoted("힙 (heap)", body, "힙 뭐야")

    assert "반쯤 정렬된 완전 이진 트리다 $n$." in text


def test_a_heading_over_all_of_the_note_yields_to_one_worded_like_it() -> None:
    body = (
        f"# Push and pull\n\n## Before\n\n{FILLER}\n\n## Push and pull\n\n"
        f"One sends, the other asks.\n\n## After\n\n{FILLER}"
    )

    text = quoted("Push and pull", body, "push pull")

    assert "One sends, the other asks." in text


def test_a_section_without_room_leaves_some_to_what_speaks_most() -> None:
    """It doesn't fit as a whole, and another sentence names what is asked."""
    body = (
        "# 큐\n\n"
        + "\n\n".join(f"{n} 번째 줄을 길게 늘여 쓴 말이다." for n in range(60))
        + "\n\n큐 큐 는 먼저 넣은 것을 먼저 꺼낸다 🎫."
    )

    text = quoted("큐", body, "큐")

    assert "0 번째 줄을" in text
    assert "큐 큐 는 먼저 넣은 것을 먼저 꺼낸다 🎫." in text


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("큐 왜 써?", "사용 이유"),
        ("why use 큐?", "목적"),
        ("큐 어떻게 써?", "사용 방법"),
        ("how do I use 큐", "Usage"),
        ("큐 쓸 때 조심할 거", "주의할 점"),
        ("what's good about 큐, any benefits?", "장점"),
        ("큐 좋은 점이 뭐야", "Advantages"),
        ("큐 어떻게 동작해?", "동작 원리"),
        ("스택이랑 큐 뭐가 다른 거야", "차이점"),
    ],
)
def test_a_heading_is_found_by_the_form_of_the_question(question, heading) -> None:
    """It has none of its words, in one language or the other."""
    body = (
        f"# 큐\n\n큐 는 줄이다. {FILLER}\n\n## 역사\n\n{FILLER}\n\n## {heading}\n\n"
        f"먼저 온 것이 먼저 나간다 🎫.\n\n## 그 밖\n\n{FILLER}"
    )

    text = quoted("큐", body, "큐", called=asked_heading(question))

    assert "먼저 온 것이 먼저 나간다 🎫." in text
    assert "먼저 온 것이 먼저 나간다 🎫." not in quoted("큐", body, "큐")


def test_a_heading_that_the_form_of_a_question_finds_stands_over_its_subject() -> None:
    """What another thing is used for is no answer."""
    body = (
        f"# 자료구조\n\n{FILLER}\n\n## 스택\n\n### 사용 이유\n\n되돌리기 쉽다.\n\n"
        f"## 큐\n\n### 사용 이유\n\n차례를 지킨다 🎫.\n\n{FILLER}"
    )

    text = quoted("자료구조", body, "큐", called=asked_heading("큐 왜 써?"))

    assert "차례를 지킨다 🎫." in text
    assert "되돌리기" not in text


@pytest.mark.parametrize(
    "question", ["CLIP 학습률", "배치 크기가 얼마야", "when was $x$ introduced?"]
)
def test_most_questions_ask_for_no_heading(question) -> None:
    assert asked_heading(question) is None


@pytest.mark.parametrize("parts", [3, 6])
def test_of_a_section_without_room_each_part_begins(parts) -> None:
    """Who asks for the kinds of something is told all, of each as much as fits."""
    body = f"# 통신\n\n{FILLER}\n\n## 통신 종류\n\n" + "\n\n".join(
        f"### 갈래{n}\n\n{n}번 갈래의 첫 문장이다. {FILLER}" for n in range(parts)
    )

    text = quoted("통신", body, "통신 종류")

    for n in range(parts):
        assert f"### 갈래{n}" in text
        assert f"{n}번 갈래의 첫 문장이다." in text


def test_parts_that_are_too_many_are_left_out_from_the_end() -> None:
    body = "# 통신\n\n도입이다.\n\n## 통신 종류\n\n" + "\n\n".join(
        f"### 갈래{n}\n\n{n}번 갈래의 첫 문장을 길게 적는다." for n in range(60)
    )

    text = quoted("통신", body, "통신 종류")

    assert "0번 갈래의 첫" in text
    assert "1번 갈래의 첫" in text
    assert "59번 갈래" not in text
    assert len(text) < 1000
