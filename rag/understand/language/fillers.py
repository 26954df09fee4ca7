"""Words that say nothing where nothing else is said: ``남은``, ``딱 하나``, ``only``.

Beside a subject they may be part of it, as ``끊긴`` is of a connection.
"""

from __future__ import annotations

from functools import cache

from rag.understand.language.inflected import Lexicon, lexicon


_THINGS = """
    첫 하나 둘 셋 넷 건수 막글 첫글 새글 노트들 스타트 시작 출발 표 날짜 날 달 해 연도
    년도 요일 주말 평일 순서 시간 직전 직후 양끝 기준 사이 처음 끝 이름 카테고리 분류
    폴더 종류 숫자 통계 합계 간격 기간 동안 이번 다음 이전 부분 애 얘네 아무거 아무것
    질문 정리본 모음집 목차 줄 작성일 시기 무렵 즈음 근황 업뎃 일치 당일 나머지 개수
    갯수 편수 총개수 하반기 상반기 분기 중 수 명단 여부 적 게시물 게시글 블로그 일기
    필기 자료 최초 최다 최소 최근 최신 오늘 오늘자 이때 그때 저때 당시 우리 나 내 너
    본인 작성자 학습 스터디 인간 사람
""".split()
_DOINGS = """
    끊 비 남 끼 세 않 없 맞 들어서 들어가 들어오 나오 다니 지내 지나 같 궁금하 부탁하
    드리 가 오 걸치 섞이 묶 나누 붙 기억나 까먹 시작하 시작되 끝나 끝내 통틀 포함하
    제외하 빼 합치 싶 계시 관하 관련되 해당하 정렬하 훑 불러오 가져오 알아보 살펴보 되
    말 그러 이러 부탁드리 버리 쌓이 쌓 건너뛰 이어지 밝히 나타나 보여주 알려주 안되 늘
    많 적 자주하 열심히하 돌아보 떠오르 생각나 요약하 정리해주 뭐하 나뉘 속하 바쁘 뜸하
    드물 게으르 못하 들
""".split()


@cache
def filling() -> Lexicon:
    """Return nouns and verbs with their forms; none of them joins others."""
    return lexicon(nouns=_THINGS, verbs=_DOINGS, loose=[*_THINGS, *_DOINGS])


FILLERS = frozenset(
    """
    그렇게 이렇게 대체 도대체 실제로 실제 딱 정말 정말로 진짜 진짜로 그냥 일단 걍 막
    쪼끔 조금 이제 벌써 아직 다시 한꺼번에 한눈에 통틀어 하나도 몽땅 죄다 다들 각각
    각자 서로 바로 대충 대강 거의 약 합 사실 원래 맨 맨날 매번 보통 평소 평소에 그래서
    그니까 그러니까 그러고 또한 역시 아마 아무튼 암튼 여튼 어쨌든 하여튼 음 어 아 오
    와 야 저기 여기 거기 있잖아 응 네 예 ㅇㅇ 굉장히 엄청 되게 완전 꽤 제법 상관없이
    관계없이 무관하게 무관 상관 관계 통틀어서 전부다 한번에 싹다 싹 모조리 샅샅이
    빠짐없이 전체적으로 차례로 차례대로 연달아 하필 유독 특히 주로 대부분 한 안 못
    왜케 이리 그리 저리 뭐냐 그거 그게 그건 이거 이게 이건 저거 only please today
    yesterday included including inclusive excluded both year years day days week
    weeks month months weekend weekends once wrote still i'm whatever regardless ones
    one come came go up out if than thanks again else exactly actually ok okay hey so
    well like everything's whole single what're were't be was get got getting put ever
    never yet still kindly down quick quickly over across through anyhow no not but
""".split()
)
"""Words that stand as they are."""
