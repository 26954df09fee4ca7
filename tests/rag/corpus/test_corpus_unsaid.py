"""Comments and tables of contents say nothing."""

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.markdown import read


def body(text, path="힙.md"):
    """Return the body and the lines of the one note in *text*."""
    (entry,) = read(path, text, first_commit=lambda _: None).entries
    return entry.body, entry.lines


@pytest.mark.parametrize(
    ("text", "expected", "lines"),
    [
        (
            "# 힙\n<!-- 오늘 배운 것 -->\n\n- 완전 이진 트리 🌳",
            "# 힙\n- 완전 이진 트리 🌳",
            (1, 4),
        ),
        ("<!--\n여러\n줄\n-->\n\n힙이다.", "힙이다.", (6,)),
        ("힙이다.\n\n<!-- 내일 할 것 -->\n", "힙이다.", (1,)),
        ("[toc]\n\n힙이다.", "힙이다.", (3,)),
        (
            "# 힙\n\n## 목차\n- [넣기](#넣기)\n  1. [빼기](#빼기-pop)\n\n## 넣기\n$O(\\log n)$",
            "# 힙\n\n## 넣기\n$O(\\log n)$",
            (1, 2, 7, 8),
        ),
        (
            "# 📋 목차\n\n- [1. 힙](##-1.-힙)\n  * [(빼기)란?](###-(빼기)란?)\n\n## 1. 힙\n글",
            "## 1. 힙\n글",
            (6, 7),
        ),
        (
            "# Table of Contents\n- [Heap](#heap)\n- [Pop](#pop)\n\n## Heap\nText",
            "## Heap\nText",
            (5, 6),
        ),
        ("## 목차\n\n- [a](#a)\n- [b](#b)\n\n---\n힙이다.", "---\n힙이다.", (6, 7)),
        (
            "# 힙\n- [넣기](#넣기)\n- [빼기](#빼기)\n\n# 넣기\n글",
            "# 힙\n# 넣기\n글",
            (1, 5, 6),
        ),
        (
            "<details>\n<summary>왜? 🌳</summary>\n\n빨라서다.\n\n</details>\n<br/>\n",
            "<summary>왜? 🌳</summary>\n\n빨라서다.",
            (2, 3, 4),
        ),
        ("<aside>\n💡 힙이다.\n</aside>", "💡 힙이다.", (2,)),
        (
            "* 목차\n{:toc}\n\n{% include a.html %}\n힙이다.\n{: .notice--info}",
            "힙이다.",
            (5,),
        ),
        ("\n- 여기에 목차가 온다\n{:toc .large-only}\n\n힙이다.", "힙이다.", (5,)),
        ("%%나중에%%\n힙이다.\n^heap-1\n{{< toc >}}\n", "힙이다.", (2,)),
        ("```html\n<div>\n</div>\n{% x %}\n```", "```html\n<div>\n</div>\n{% x %}\n```",
         (1, 2, 3, 4, 5)),
        ("<div>힙</div>\n{% highlight c %}\nx\n{% endhighlight %}",
         "<div>힙</div>\n```c\nx\n```", (1, 2, 3, 4)),
    ],
)  # fmt: skip
def test_what_says_nothing_is_left_out(text, expected, lines) -> None:
    """Each row that is left keeps its line; a heading over a list alone goes too."""
    assert (expected, lines) == body(text)


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- 주석 -->\n```\n글",
        "글 <!-- 주석 --> 글",
        "<!-- 닫지 않은 주석\n\n글",
        "<!-- 주석 --> 뒤에 글",
        "- [넣기](#넣기)",
        "- [힙](heap.md)\n- [큐](queue.md)",
        "- [넣기](#넣기)에서는 위로 올린다\n- [빼기](#빼기)",
        "## 힙\n- 글\n\n## 큐\n- 글",
    ],
)
def test_what_says_something_stays(text) -> None:
    """In code, in a sentence, with words of its own, or a single link."""
    assert text == body(text)[0]


def test_hints_alone_are_no_note() -> None:
    """A template that nobody filled in is told as empty."""
    reading = read("a.md", "<!-- 무엇을 배웠나 -->\n", first_commit=lambda _: None)

    assert not reading.entries
    assert not reading.problems[0].fatal


@given(st.text(alphabet="#<!->[](a)\n -1글toc`", max_size=60))
def test_lines_stay_those_of_the_file(text) -> None:
    """Whatever is left out, a row of the body is the line that it is said to be."""
    rows = ("글\n" + text).split("\n")

    found, lines = body("글\n" + text)

    assert found.split("\n") == [rows[line - 1] for line in lines]
