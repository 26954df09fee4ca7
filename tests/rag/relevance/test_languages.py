from dataclasses import replace

import pytest

from fakes.rag import entry

from rag.relevance.languages import asked, foreign


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("reverse a list in python", {"python"}),
        ("파이썬에서 리스트 뒤집는 법", {"python"}),
        ("JS로 배열 섞기", {"javascript"}),
        ("read a file using Ruby", {"ruby"}),
        ("C++에서 문자열 자르기", {"c++"}),
        ("go to definition in vim", set()),
        ("왜 자바스크립트는 느려?", set()),
        ("what happens in go mode?", set()),
        ("루비콘 강에서 한 말", set()),
    ],
)
def test_the_language_of_a_question_is_where_it_is_to_be_done(question, expected):
    """One that is merely named, or only looks like one, asks for no code of it."""
    assert expected == asked(question)


RUBY = entry("a", "`shuffle`을 부른다.\n\n```ruby\nxs.shuffle\n```")
PYTHON = entry("b", "`random.shuffle`은 제자리에서 섞는다.\n\n```py\nshuffle(xs)\n```")
PLACED = replace(entry("c", "map을 쓴다 🧩."), category="lang/elixir")
NEITHER = entry("d", "섞는 법은 Fisher-Yates, $O(n)$ 이다.")
PRINTED = entry("e", "python 목록을 만든다.\n\n```bash\npython --version\n```")


def test_a_note_in_another_language_cannot_answer():
    """Nor one that tells of none beside it, or that only prints the name."""
    notes = [RUBY, PYTHON, PLACED, NEITHER, PRINTED]

    assert {"a.md", "c.md", "d.md", "e.md"} == foreign("python으로 섞기", notes)
    assert {"b.md", "c.md", "d.md", "e.md"} == foreign("shuffle in ruby", notes)
    assert set() == foreign("배열 섞기", notes)


def test_notes_that_tell_of_no_language_all_may_answer():
    """So they do where all code is of one, and nobody says which."""
    assert set() == foreign("python으로 섞기", [NEITHER, PYTHON])
