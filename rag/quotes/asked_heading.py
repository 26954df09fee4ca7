"""What headings are called below which questions of some form are answered.

Who asks why something is used finds it below "사용 이유", and what to look out for
below "주의할 점"; such a heading needs no word of the question.
"""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily


_FORMS = tuple(
    (lazily(question, re.IGNORECASE), lazily(heading, re.IGNORECASE))
    for question, heading in (
        (
            r"다른\s?점|(?:어떻게|뭐가|무엇이)\s?(?:달라|다르|다른)|차이|\bdiffer",
            r"차이|다른\s?점|비교|\bvs\b|\bdiffer|\bcompar",
        ),
        (
            r"조심|주의|유의|\b(?:pitfalls?|caveats?|careful|watch out|gotchas?)\b",
            r"주의|유의|조심|\b(?:pitfalls?|caveats?|gotchas?|warnings?)\b",
        ),
        (
            (
                r"단점|나쁜\s?점|안\s?좋은|한계|\b(?:drawback|downside|disadvantage"
                r"|limitation|cons\b)"
            ),
            (
                r"단점|나쁜\s?점|한계|문제점|\b(?:drawback|downside|disadvantage"
                r"|limitation|cons\b)"
            ),
        ),
        (
            (
                r"장점|이점|좋은\s?(?:점|이유)|뭐가\s?좋|왜\s?좋"
                r"|\b(?:advantage|benefit|upside|pros\b)"
            ),
            r"장점|이점|좋은\s?점|\b(?:advantage|benefit|upside|pros\b)",
        ),
        (
            r"왜|이유|까닭|\bwhy\b|\breasons?\b|\bpurpose\b",
            r"이유|까닭|목적|배경|필요성|동기|왜|\b(?:why|reasons?|motivation|purpose)\b",
        ),
        (
            (
                r"(?:어떻게|어떤\s?식으로)\s?(?:동작|작동|돌아|움직)|(?:동작|작동)\s?(?:원리|방식|과정)"
                r"|\bhow (?:does|do) .+ work"
            ),
            r"원리|(?:동작|작동)\s?(?:방식|과정|순서)|\bhow .*works?\b",
        ),
        (
            (
                r"어떻게\s?(?:써|쓰|사용|호출)|(?:쓰는|사용하는?)\s?(?:법|방법)|사용법"
                r"|\bhow (?:do (?:i|you|we)|to|can i) use\b|\busage\b"
            ),
            r"사용\s?(?:법|방법|예)|쓰는\s?(?:법|방법)|\b(?:usage|how to use)\b",
        ),
        (
            r"종류|유형|\b(?:kinds?|types?) of\b",
            r"종류|유형|분류|\b(?:kinds|types|categories)\b",
        ),
    )
)


def asked_heading(question: str) -> re.Pattern[str] | None:
    """Return what headings say, anywhere in them, below which *question* is answered.

    None for a question of no such form. Of several forms it is the first that
    stands in the table: "왜 좋아?" is for what is good.
    """
    for form, heading in _FORMS:
        if form.search(question):
            return heading
    return None
