"""The words that ask for notes, as opposed to what the notes are about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from rag.text.lazy_regex import lazily
from rag.understand.language import fillers
from rag.understand.language.inflected import Lexicon, lexicon


ENTRY = "노트|글|기록|메모|일지|포스트|포스팅|항목|엔트리|게시글|게시물"
"""What people call an entry in Korean, as alternatives of a pattern."""
WRITTEN = (
    "배웠|배운|배우|배움|배워|적었|적은|적어|적힌|적혀|적던|적는|적고|썼|쓴|쓰는|쓰던|쓰인"
    "|쓰여|쓰신|쓰셨|적으신|적으셨|올리신|올리셨|배우신|배우셨|남기신|읽으신|써|남겼|남긴|남겨|올렸|올린|올려|올라온|올라왔|올라와|다뤘|다룬|다뤄|알게|읽었|읽은|읽어|봤|본|보았"
)
_DOING = """
    정리 기록 작성 공부 학습 메모 포스팅 복습 업로드 추가 저장 등록 업데이트 분류 수록
""".split()
_ASKING = "뭐뭐 뭐 뭘 뭣 무엇 무슨 어떤 어느 어떻게 얼마나 뭔 어디 무얼 몇".split()
_LISTING = "목록 리스트 전부 모두 전체 모든 제목 내용 모음".split()
_LOOSE = "글 주제 얘기 이야기 거 것 하 있 보 두 놓".split()


@cache
def _frame() -> Lexicon:
    """Return the words that never say anything about a subject, in all forms."""
    return lexicon(
        nouns=[
            *ENTRY.split("|"),
            *_DOING,
            *_ASKING,
            *_LISTING,
            *_LOOSE[:6],
            "언제",
            "배움",
            "몇개",
        ],
        verbs=[
            *"""
            배우 적 적히 쓰 쓰이 남기 올리 올라오 다루 읽 알리 보이 말하 찾 모으 고르
        """.split(),
            *"꺼내 추리 뽑 간추리 나열하 주 하 있 보 두 놓".split(),
            *(doing + did for doing in _DOING for did in ("하", "되")),
        ],
        fixed="알게 게 건 걸 꺼 본 봤어 봤지 봤더라 봤나".split(),
        # "준지도학습" is no 준 with 지도 and 학습.
        loose=[*_LOOSE, "게", "건", "걸", "꺼", "언제", "학습", "분류", "주"],
    )


_ALONE = frozenset(
    "만 도 은 는 을 를 내가 제가 나는 난 저는 우리가 우리 내 제 나 나의 저 그"
    " 다 좀 쭉 쫙 한번 간단히 간단 간략히 간략 짧게 자세히 자세하게 상세히"
    " 요약 요약해줘 비교 비교해 비교해줘 비교해봐"
    " 개 편 건 번 개나 개를 편이나 번이나 개야 개지 개인지 총 수 수는"
    " 개수 개수는 갯수 갯수는 중 중에 중에서 중에선 사이 사이에 동안 대해 대해서"
    " 대한 관련 관련된 관련한 관한 안에 혹시 지금 현재 지금까지 여태 여태까지"
    " 이제까지 그동안 주제 주제는 자료 주로 또 더 순서대로 순으로 하루 날 때 당시"
    " 중의 에 에서 을 를 이 가 은 는 의 로 으로 쯤 많이 많아 많은 자주 가장 제일"
    " 최근 최근에 처음 처음에 처음으로 마지막 마지막에 마지막으로 오래된 최신 새로"
    " 새롭게 열심히 두 세 네 다섯 둘 셋 순서 돼 되나 되지 돼요 되나요 될까 이야"
    " 그럼 그러면 그리고 그중 그중에 그중에서 근데 그런데 아니면 혹은 들어 들어가"
    " 뭐에 언제 이야기 얘기 얘기는 있는 것들 전에 후에 이후 이전 동안에 합쳐 대략"
    " 모두 시간순 시간순으로 날짜순 날짜순으로 최신순 최신순으로 오래된순"
    " 오래된순으로 날짜별 있어 있나"
    " 저자가 저자는 작성자가 작성자는 글쓴이가 글쓴이는 궁금합니다 궁금해요 궁금해"
    " 궁금 궁금한데 부탁 부탁함 부탁드림 부탁해 부탁해요 부탁드려요 부탁드립니다"
    " 훑어줘 훑어 훑어봐"
    " 정확히 딱 개수랑 개수와 개수하고 갯수랑 제목이랑 제목과 제목들 였나요 였지"
    " 였어 였더라 이었나 인가요 이에요 예요 이었지 였나".split()
)
_ENGLISH = frozenset(
    "what which what's whats he she they did do does done doing i i've ive i'd we"
    " you my our"
    " the a an all any every each me show list give tell find get see please have"
    " has had having been was were is are am be being there about note notes entry"
    " entries post posts til tils thing things stuff topic topics subject subjects"
    " write wrote written writing learn learned learnt studied study studying"
    " record recorded noted take took taken make made add added on in of for from"
    " at to and or that those these it so far up ever can could would how many much"
    " number count total regarding related covering log logged logs cover covered"
    " read reading everything anything something most recent recently latest lately"
    " last first newest oldest earliest during within back by with work worked"
    " working over ones one titles title review reviewed kind new order"
    " chronological chronologically sorted ago whole entire together altogether"
    " time times when only just also then dated journal diary anyway author writer"
    " filed categorized categorised jot jotted pls plz gimme"
    " summarize summarise summary sum posted uploaded published".split()
)
_LATIN_HEAD = lazily(r"[a-z']+(?=[가-힣])")
_EDGES = lazily(r"^[^\w']+|[^\w'ㄱ-ㅣ]*[ㄱ-ㅣ]*[^\w']*$")


def bare(token: str) -> str:
    """Return a token in lower case, without the punctuation around it."""
    return _EDGES.sub("", token).lower().replace("’", "'")


@lru_cache(maxsize=4096)
def framing(token: str) -> bool:
    """Whether a token, as `bare` returns it, says nothing about a subject."""
    if not token or token in _ALONE or token in _ENGLISH:
        return True
    return _composed(token, _frame())


@lru_cache(maxsize=4096)
def filling(token: str) -> bool:
    """Whether a token says nothing if all that stand beside it are frame, too."""
    return token in fillers.FILLERS or _composed(token, fillers.filling())


def _composed(token: str, words: Lexicon) -> bool:
    if head := _LATIN_HEAD.match(token):  # note는
        if head[0] not in _ENGLISH:
            return False
        token = "노트" + token[head.end() :]
    return "가" <= token[0] <= "힣" and words.composes(token)


def content(text: str) -> tuple[str, ...]:
    """Return the tokens of *text* that are about something, in order."""
    kept = [(token, bare(token)) for token in text.split()]
    kept = [(token, word) for token, word in kept if not framing(word)]
    if all(filling(word) for _, word in kept):
        return ()
    return tuple(token for token, _ in kept)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return *text* without the stretches, and with single spaces."""
    if not (cuts := sorted(spans)):
        return " ".join(text.split())
    out, at = [], 0
    for start, end in cuts:
        if start >= at:
            out.append(text[at:start])
        at = max(at, end)
    out.append(text[at:])
    return " ".join(" ".join(out).split()).strip(" ,;:·-")
