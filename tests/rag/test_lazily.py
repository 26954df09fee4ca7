import re

import pytest

from rag.lazily import lazily


TEXTS = ["", "가나다 ABC", "abc 노트 3개", "힣", "ㄱㅏ 각", "é 노트", "Straße 글"]


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.VERBOSE])
@pytest.mark.parametrize(
    "source",
    [
        r"[가-힣]+",
        r"(?<![가-힣])abc(?=\s[가-힣])",
        r"(?P<word>[가-힣]{2}|abc)\s*\S",
        r"[가-힣A-Za-z]+$",
    ],
)
def test_it_finds_what_a_compiled_one_does(source, flags) -> None:
    """That Hangul has no case makes no difference but in time."""
    plain, late = re.compile(source, flags), lazily(source, flags)

    assert plain.pattern == late.pattern
    for text in TEXTS:
        assert [m.span() for m in plain.finditer(text)] == [
            m.span() for m in late.finditer(text)
        ]
        assert plain.sub("_", text) == late.sub("_", text)


def test_it_is_compiled_when_it_is_used() -> None:
    """What is no expression is told of then."""
    late = lazily("(")

    with pytest.raises(re.error):
        late.search("")
