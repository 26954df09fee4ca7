"""What is commonly misspelt in the frame of a Korean question: ``뭐 햇어``."""

from __future__ import annotations

from rag.text.lazy_regex import lazily


_PAST = r"(?=[어지던음나니네습다는대고])"
_RULES = tuple(
    (lazily(wrong), right)
    for wrong, right in (
        (r"몆", "몇"),
        (rf"햇{_PAST}", "했"),
        (rf"썻{_PAST}", "썼"),
        (r"됬", "됐"),
        (rf"(?<=[가-힣])엿{_PAST}", "였"),
        (r"(?<![가-힣])머(?=[야임지였냐예에길]|더라|라고)", "뭐"),
        (rf"(?<=[가-힣])(?<!무)엇{_PAST}", "었"),
        (rf"(?<![가-힣])잇{_PAST}", "있"),
        (rf"(?<=[가-힣])랏{_PAST}", "랐"),
        (rf"(?<=배)웟{_PAST}", "웠"),
        (r"(?<=[해했썼었웠았])쥐", "지"),
    )
)


def mended(text: str) -> str:
    """Return *text* with such syllables as they are meant; as long as it was."""
    for wrong, right in _RULES:
        text = wrong.sub(right, text)
    return text
