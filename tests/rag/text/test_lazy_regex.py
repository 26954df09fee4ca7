import re

import pytest

from hypothesis import Phase, given, settings, strategies

from rag.injection import addressed, detection
from rag.text.lazy_regex import lazily, one_found
from rag.understand.dates import digits, named_days, names_en
from rag.understand.filters import holding
from rag.understand.intent import aggregates_ko, extremes


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


NEEDING = {
    "dates_num": [pattern for pattern, *_ in digits.RULES],
    "dates_en": [pattern for pattern, *_ in names_en.RULES],
    "dates_named": [pattern for pattern, *_ in named_days.RULES],
    "aggregates_ko": [pattern for _, pattern in aggregates_ko.PATTERNS],
    "extremes": [*extremes._KOREAN.values(), *extremes._ENGLISH.values()],
    "addressed": addressed.ADDRESSED,
    "orders": [detection._SQUASHED],
    "holding": [
        *(p for _, p in holding._ALONE),
        holding._KOREAN,
        holding._ENGLISH,
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("module", NEEDING)
@settings(max_examples=300, deadline=None, database=None, phases=[Phase.generate])
@given(data=strategies.data())
def test_what_matches_has_what_it_needs(module, data) -> None:
    """Else a question would be taken for another, and nobody would be told why."""
    late = data.draw(strategies.sampled_from(NEEDING[module]))
    text = data.draw(strategies.from_regex(re.compile(late.pattern, _cased(late))))
    plain = re.compile(late.pattern, late.flags)

    assert [m.span() for m in plain.finditer(text)] == [
        m.span() for m in late.finditer(text)
    ]
    assert plain.search(text).span() == late.search(text).span()


@pytest.mark.parametrize("text", ["AND A NOTE", "and a lıst", "and a liſt", "mİdi"])
def test_letters_that_are_one_without_case_are_what_it_needs(text) -> None:
    """A long s is an s to such a pattern, a dotless i an i."""
    late = lazily("list|note|midi", re.IGNORECASE, needs=["list", "note", "midi"])
    plain = re.compile(late.pattern, late.flags)

    assert plain.search(text) is not None
    assert plain.search(text).span() == late.search(text).span()
    assert one_found([lazily("Ω"), late], text)
    assert not one_found([lazily("Ω"), late], "🧪 $x_1$ 수식")


def _cased(late: re.Pattern[str]) -> int:
    """Return its flags without the one by which ``ſ`` is an s."""
    return late.flags & ~re.IGNORECASE


def test_what_has_nothing_that_it_needs_is_not_searched() -> None:
    """Then a pattern is not even compiled, be it a wrong one."""
    late = lazily("(", re.IGNORECASE, needs=("글", "note"))

    assert late.search("배치 정규화 🧪 $\\sigma$") is None
    assert list(late.finditer("batch norm")) == []
    with pytest.raises(re.error):
        late.search("which NOTE?")
