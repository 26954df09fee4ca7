"""What an answer says in tilbot's own words, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto

from rag.types import Lang


class Say(StrEnum):
    """The occasions for a sentence."""

    QUOTED = auto()
    NEAREST = auto()
    NO_EVIDENCE = auto()
    NO_EVIDENCE_TITLES = auto()
    EMPTY_RANGE = auto()
    LIFTED = auto()
    WORDS_ONLY = auto()
    ORDERED = auto()
    EARLIER_INDEX = auto()
    OTHER_INDEX = auto()
    DIFFER = auto()
    EARLIER_SHARED = auto()
    GREETING = auto()
    HELP = auto()
    UNDATED = auto()
    UNSORTED = auto()
    WITHOUT = auto()
    MENTIONED = auto()
    MENTIONED_ONE = auto()
    MENTIONED_LATEST = auto()
    MENTIONED_FIRST = auto()
    MENTIONED_NONE = auto()
    MAYBE_WHEN = auto()
    WRITTEN = auto()
    WRITTEN_DAYS = auto()
    WRITTEN_UNDATED = auto()
    MARKED = auto()
    LEFT_OUT = auto()


_WORDS: Mapping[Say, tuple[str, str]] = {
    Say.QUOTED: (
        "노트에서 그대로 옮긴 내용입니다.",
        "Quoted from the notes:",
    ),
    Say.NEAREST: (
        "노트에 답이 그대로 적혀 있지 않습니다. 가장 가까운 대목은 다음과 같습니다.",
        "The notes don't say this outright; the closest passages are:",
    ),
    Say.NO_EVIDENCE: (
        "노트에서 관련된 내용을 찾지 못했습니다.",
        "I couldn't find anything about this in the notes.",
    ),
    Say.NO_EVIDENCE_TITLES: (
        "그나마 가까운 노트:",
        "The notes that come nearest:",
    ),
    Say.EMPTY_RANGE: (
        "그 조건에 맞는 노트가 없습니다 ({what}).",
        "There are no notes for that ({what}).",
    ),
    Say.LIFTED: (
        "{what} 조건으로는 찾지 못해 전체 노트에서 찾아보았습니다.",
        "Nothing fitting was found for {what}, so all notes were searched.",
    ),
    Say.ORDERED: (
        "질문에 든 지시는 따르지 않고, 물은 것만 노트에서 찾았습니다.",
        "Orders in the question are not followed; only what it asks was looked up.",
    ),
    Say.WORDS_ONLY: (
        "임베딩 서비스나 벡터 서버가 응답하지 않아 단어로만 찾았습니다.",
        "No embedding service or vector server answered; only words were searched.",
    ),
    Say.EARLIER_INDEX: (
        (
            "지금 색인이 손상되어 {when}의 색인으로 답합니다. "
            "`tilbot index --rebuild`로 고칠 수 있습니다."
        ),
        (
            "The index is damaged; that of {when} answers. "
            "`tilbot index --rebuild` mends it."
        ),
    ),
    Say.EARLIER_SHARED: (
        (
            "서버의 색인을 읽을 수 없어 {when}의 색인으로 답합니다. "
            "노트가 있는 컴퓨터에서 `tilbot index --rebuild`를 실행하세요."
        ),
        (
            "The index on the server can't be read; that of {when} answers. "
            "Run `tilbot index --rebuild` where the notes are."
        ),
    ),
    Say.OTHER_INDEX: (
        (
            "지금 설정으로 만든 색인이 없어 {when}의 다른 색인으로 답합니다. "
            "`tilbot index`를 실행하세요."
        ),
        (
            "There is no index for these settings yet; another, of {when}, answers. "
            "Run `tilbot index`."
        ),
    ),
    Say.DIFFER: (
        "날짜가 다른 노트들의 내용이 서로 달라, 가장 최근 것({what})부터 옮깁니다.",
        "Notes of different dates differ, so the newest ({what}) comes first:",
    ),
    Say.GREETING: (
        "안녕하세요! 노트에 적힌 내용이라면 무엇이든 물어보세요.",
        "Hello! Ask me anything that the notes may say.",
    ),
    Say.HELP: (
        (
            "노트에 적어 둔 내용을 찾아 출처와 함께 답합니다. "
            "개념이나 코드를 물어도 되고, '2022년 10월에 뭐 배웠지?', "
            "'노트 몇 개 적었어?'처럼 날짜나 분류로 물어도 됩니다."
        ),
        (
            "I answer from the notes and cite them. Ask about a concept or a piece "
            "of code, or by date and category: 'what did I write in October 2022?', "
            "'how many notes are there?'"
        ),
    ),
    Say.UNDATED: ("날짜 없음", "no date"),
    Say.UNSORTED: ("분류 없음", "no category"),
    Say.WITHOUT: ("{what} 제외", "without {what}"),
    Say.MENTIONED: (
        "그 내용이 나오는 노트는 {n}개입니다{what}.",
        "{n} notes mention it{what}:",
    ),
    Say.MENTIONED_ONE: (
        "그 내용이 나오는 노트는 {n}개입니다{what}.",
        "{n} note mentions it{what}:",
    ),
    Say.MENTIONED_LATEST: (
        "그 내용이 나오는 노트 {n}개 중 가장 최근 {k}개입니다{what}.",
        "Of {n} notes that mention it, the latest {k}{what}:",
    ),
    Say.MENTIONED_FIRST: (
        "그 내용이 나오는 노트 {n}개 중 처음 {k}개입니다{what}.",
        "Of {n} notes that mention it, the first {k}{what}:",
    ),
    Say.MENTIONED_NONE: (
        "그 내용이 나오는 노트가 없습니다{what}.",
        "No note mentions it{what}.",
    ),
    Say.MAYBE_WHEN: (
        "날짜가 적혀 있지 않아 그때 쓴 것인지 알 수 없는 노트도 {n}개 있습니다.",
        "Without a date, so that there is no telling ({n}):",
    ),
    Say.WRITTEN: ("{what}에 적었습니다.", "Written on {what}:"),
    Say.WRITTEN_DAYS: (
        "모두 {n}개의 날짜에 적었습니다.",
        "Written on {n} days:",
    ),
    Say.WRITTEN_UNDATED: (
        "노트는 있지만 날짜가 적혀 있지 않습니다.",
        "There is a note of it, but it has no date:",
    ),
    Say.MARKED: (
        "{mark} 표시한 문장은 인용한 노트에서 확인되지 않았습니다.",
        "{mark} marks what the cited notes don't bear out.",
    ),
    Say.LEFT_OUT: (
        "노트에서 확인되지 않은 문장 {n}개는 뺐습니다.",
        "Left out, because the notes don't bear it out: {n}.",
    ),
}


def say(occasion: Say, lang: Lang, /, **values: object) -> str:
    """Return the sentence for an occasion, with *values* filled in."""
    return _WORDS[occasion][0 if lang == "ko" else 1].format(**values)
