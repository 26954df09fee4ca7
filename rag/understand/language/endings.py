"""What may stand behind a Korean stem: the endings of verbs, the copula, particles."""

from __future__ import annotations


# What may stand behind a form, by its kind. The first are of verbs: behind the
# bare stem, behind 아 or 어, and behind what ends in ㅆ, ㄴ, ㄹ, ㅁ or ㅂ.
BARE = """
    고 고는 고서 고요 지 지요 죠 지만 지는 지도 지를 지가 네 네요 니 냐 냐고 나 나요 는
    는데 는데요 는지 는지도 는가 는걸 던 던데 던지 던가 더라 더라고 더라고요 더니 게
    게요 도록 기 기는 기도 기만 기에 기로 기를 자 자고 다 다가 다는 다고 다던데 다며
    다면 다면서 다니 대 대요 거든 거든요 잖아 잖아요 구나 군 군요 려나 겠어 겠다 겠지
    겠네 거나 든 든지 누 노 길래
""".split()
OPEN = """
    면 며 면서 니까 려고 려면 러 시 세요 셔 십시오 신 시는 실 시던 셨어 셨나 셨지 셨던
""".split()
"""Behind a stem that ends in a vowel; behind a consonant with 으."""
CLOSED = """
    은 은데 은지 은지도 은가 은걸 은거 은건 은게 은것 을 을까 을까요 을지 을지도 을래
    을게 음 음을 습니다 습니까 슴다 삼
""".split()
JOINING = "서 서는 서도 도 야 야지 야만 요 라 라고 볼까".split()
PAST = """
    어 어요 다 다가 다는 다고 다던데 다며 다면 다면서 다니 지 지요 죠 지만 네 네요 니
    냐 냐고 나 나요 는데 는데요 는지 는지도 는가 던 던데 던지 던가 던가요 더라 더라고
    더라고요 더니 대 대요 을까 을까요 을지 음 음을 음요 습니다 습니까 슴 으면 으니
    으니까 으며 거든 거든요 잖아 잖아요 구나 군 군요 겠지 고 누 노 길래 으려나 었던
    었지 었어 었나 었는지 었는데 었더라 을때
""".split()
PRESENT = """
    데 데요 지 지도 가 가요 다 다고 다는 다던데 다며 다면 대 대요 걸 거 건 게 것
""".split()
FUTURE = "까 까요 지 지도 게 게요 래 래요 만한 만 때".split()
POLITE = "니다 니까".split()
MADE_NOUN: list[str] = []
OPEN_STEM = BARE + OPEN
CLOSED_STEM = BARE + CLOSED + ["으" + end for end in OPEN]
# What 이다 becomes behind a noun; behind a vowel its 이 may go.
_IS = """
    야 여 예요 에요 지 지요 죠 네 네요 니 냐 냐고 나 나요 고 면 며 던데 던지 던가 더라
    더라고 더라고요 라 라고 라며 라는 라던데 라면 란 랑 래 래요 거든 거든요 잖아 잖아요
    구나 군 군요 려나
""".split()
COPULA = [
    "이",
    "임",
    "인",
    "입니다",
    "입니까",
    *_IS,
    *("이" + end for end in _IS),
    *(was + end for was in ("였", "이었") for end in PAST),
    *("인" + end for end in PRESENT),
    *("일" + end for end in FUTURE),
]
HELPERS = "주 보 두 놓 버리 내 나가 오".split()
"""Verbs that join another: 적어두다, 세어보다."""
PARTICLES = """
    은 는 이 가 을 를 에 에서 에게 의 도 만 로 으로 와 과 랑 이랑 하고 부터 까지 보다
    처럼 마다 씩 쯤 정도 만큼 밖에 조차 나 이나 든 이든 든지 이든지 대로 한테 엔 에선
    에는 에서는 에도 에만 으론 론 요 들 치 중 별 끼리 뿐 마저
""".split()


NOMINAL = frozenset(
    "기 음 을지 는지 은지 지 데 는데 은데 던데 것 거 걸 을때 때 임".split()
)
"""Endings of verbs that take particles."""
