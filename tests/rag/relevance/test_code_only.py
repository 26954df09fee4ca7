"""Names that a note uses in code and does not explain."""

from __future__ import annotations

import pytest

from rag.relevance.code_only import unexplained


CALL = "```python\nload(path, keep_order=True, batch_size=8)\n```"
PROSE = "파일을 읽는 함수를 적어 둔다 📎."


@pytest.mark.parametrize(
    "question",
    [
        "load의 keep_order는 뭐 하는 옵션이야?",
        "keep_order 의미가 뭐지",
        "what does keep_order do?",
        "explain keep_order",
        "load_all에 주는 keep_order는 무슨 뜻?",
    ],
)
@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (True, [PROSE, CALL]),
        (False, [PROSE, CALL, "`keep_order`를 주면 차례를 지킨다."]),
        (False, [PROSE, CALL.replace("(path", "(path  # keep_order: 차례를 지킨다\n")]),
        (False, [PROSE]),
    ],
)
def test_what_only_stands_in_code(question, expected, sentences) -> None:
    """A sentence or a comment that names it may tell; a passage without it may be
    on the same in other words.
    """
    assert expected is unexplained(question, sentences)


@pytest.mark.parametrize(
    "question", ["keep_order 쓰는 코드 보여줘", "keep_order 기본값은?", "정렬의 뜻은?"]
)
def test_what_code_tells(question) -> None:
    """Code is enough where code, or a value, is asked for, and without a name."""
    assert not unexplained(question, [PROSE, CALL])
