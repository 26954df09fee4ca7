"""How much, how often, how much better: what the nearest sentences must say."""

import pytest

from rag.check.rules.degrees import degrees


@pytest.mark.parametrize(
    ("expected", "text", "source"),
    [
        ({"compares"}, "이 방법이 훨씬 안전합니다 🚀", "이 방법은 안전하다."),
        (set(), "이 방법이 더 안전합니다", "이 방법이 제일 안전하다."),
        (set(), "It is faster.", "이 방법이 더 빠르다."),
        ({"changes"}, "정확도가 향상됩니다", "정확도를 잰다."),
        ({"changes"}, "It improves accuracy", "We measure accuracy."),
        ({"generalises"}, "보통 배치 크기는 32입니다", "배치 크기는 32이다."),
        ({"compares", "generalises"}, "It is always better", "It is used."),
        (set(), "도커는 이미지를 쌓습니다", "도커는 층을 쌓는다."),
    ],
)
def test_what_the_sources_do_not_say(expected, text: str, source: str) -> None:
    """In either language, of either text."""
    assert expected == degrees(text, ["다른 문장이다.", source])
