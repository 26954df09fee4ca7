"""Korean numerals: ``세``, ``이십삼``, ``3``."""

from __future__ import annotations


NUMBERS = {
    **dict(zip("한두세네", (1, 2, 3, 4), strict=True)),
    "석": 3,
    "서": 3,
    "넉": 4,
    "너": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열두": 12,
    "열한": 11,
    "열": 10,
    "스무": 20,
    "십이": 12,
    "십일": 11,
    "십": 10,
    "이십": 20,
    "삼십": 30,
    **dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True)),
}
"""What numerals stand before ``개``, ``달``, ``주``, ``년``."""
_ONES: dict[str, int] = dict(
    zip("일이삼사오육칠팔구유시", (*range(1, 10), 6, 10), strict=True)
)
NUMERAL = "[0-9]{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))


def number(text: str) -> int:
    """Return what a numeral stands for; *text* matches `NUMERAL`."""
    return int(text) if text.isascii() else NUMBERS[text]


def spelt(text: str) -> int:
    """Return what Sino-Korean numerals below 100 say: 이십삼, 유 (of 유월)."""
    tens, ten, ones = text.rpartition("십")
    return (NUMBERS.get(tens, 1) * 10 if ten else 0) + (_ONES.get(ones, 0))
