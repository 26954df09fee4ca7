import re

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from fakes.quotes import is_source
from fakes.rag import FixedSearcher, entry, hit

from rag.lists.pieces import ROOM, shown
from rag.query_types import Kind, Piece, Query
from rag.relevance.evidence import STRONG
from rag.text.holding import spans
from rag.types import Outcome


BODY = """캐시를 지운다 🧩.

```bash
redis-cli flushall
```

| 명령 | 뜻 |
|---|---|
| del | 하나 |

지연은 $t_h$ 이고 링크는 https://redis.io 이다.

$$
h = \\frac{a}{b}
$$"""
NOTE = replace(entry("redis", BODY), title="Redis 캐시 지우기", day=date(2023, 1, 2))
BARE = replace(entry("kafka", "토픽을 나눈다."), title="Kafka 토픽")


def answer(what, *notes, lang="ko"):
    hits = tuple(replace(hit(note), strength=STRONG) for note in notes)
    query = Query(text="q", kind=Kind.CODE, lang=lang)
    piece = Piece(about="없는 이름", what=what)
    return shown(FixedSearcher(hits), list(notes), query, piece, "q")


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("code", ["```bash\nredis-cli flushall\n```"]),
        ("table", ["| 명령 | 뜻 |\n|---|---|\n| del | 하나 |"]),
        (
            "formula",
            [
                "지연은 $t_h$ 이고 링크는 https://redis.io 이다.",
                "$$\nh = \\frac{a}{b}\n$$",
            ],
        ),
        ("link", ["지연은 $t_h$ 이고 링크는 https://redis.io 이다."]),
    ],
)
def test_what_a_note_holds_is_quoted_whole(what, expected):
    """Blocks as they stand, of prose the line; each is cited."""
    got = answer(what, NOTE)

    assert got is not None
    assert Outcome.ANSWERED is got.outcome
    assert expected == [c.quote for c in got.citations]
    assert all(is_source(c) for c in got.citations)
    assert "**Redis 캐시 지우기** (2023-01-02" in got.text


def test_a_note_without_it_is_named():
    """It is no answer, and nothing else is shown in its place."""
    korean, english = answer("table", BARE), answer("table", BARE, lang="en")

    assert korean
    assert english
    assert Outcome.NEAREST is korean.outcome
    assert "이 노트에는 표가 없습니다." == korean.text.split("\n")[0]
    assert "There is no table in this note:" == english.text.split("\n")[0]
    assert ["kafka.md"] == [c.entry.id for c in korean.citations]


def test_without_such_a_note_there_is_a_search():
    """None stands for that."""
    assert answer("code") is None


def test_of_very_many_the_first_are_shown():
    """That more is left is said."""
    block = "```\n" + "x = 1\n" * 100 + "```\n\n말.\n\n"
    got = answer("code", replace(NOTE, body=block * 20))

    assert got is not None
    assert len(got.text) < 2 * ROOM
    assert 1 < len(got.citations) < 20
    assert re.search("더 있|더 보", got.text)


@pytest.mark.parametrize(
    "what", ["code", "table", "formula", "link", "todo", "picture"]
)
def test_what_is_held_stands_somewhere(what):
    """Each stretch lies in the note, and none overlaps another."""
    found = spans(NOTE, what)

    assert all(0 <= a < b <= len(BODY) for a, b in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
