"""What tilbot says itself in messages on Discord: Korean first, then English."""

from __future__ import annotations

from rag.wording.bilingual import Sentences


class Line(Sentences):
    """A line of tilbot's own around what is shown; ``{}`` are filled in."""

    WRITING = ("✍️ 쓰는 중…", "✍️ Writing…")
    WRITING_MORE = (
        "✍️ 쓰는 중… ({count}자까지 왔고, 다 쓰면 나머지를 이어서 보냅니다)",
        "✍️ Writing… ({count} characters so far; the rest follows in the end)",
    )
    EQUATION = ("식 {n}", "eq. {n}")
    MORE_SOURCES = ("그 밖의 노트 {count}개", "and {count} more notes")
    NOTHING = ("내용이 없습니다.", "There is nothing in it.")
