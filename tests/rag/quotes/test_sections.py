from dataclasses import replace

import pytest

from fakes.rag import analyse, entry, hit, weights

from rag.quotes.extract import quotations
from rag.quotes.term_weights import TermWeights
from rag.wording.phrases import Say


FILLER = "다른 이야기를 한다 🧪. " * 60


def quoted(title, body, question):
    note = entry("n", body, title=title)
    return quotations([hit(note)], weights(question), lang="ko", lead=Say.QUOTED).text


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
