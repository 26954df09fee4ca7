"""What an answer says in tilbot's own words, in both languages."""

from __future__ import annotations

from rag.query_types import Lang, Talk
from rag.wording.bilingual import Sentences
from rag.wording.talk import TALK


class Say(Sentences):
    """The occasions for a sentence."""

    QUOTED = (
        "노트에서 그대로 옮긴 내용입니다.",
        "Quoted from the notes:",
    )
    QUOTED_APART = (
        (
            "노트에서 그대로 옮긴 내용입니다. 날짜가 다른 노트들의 내용이 서로 달라, "
            "가장 최근 것({what})부터 옮깁니다."
        ),
        (
            "Quoted from the notes. Notes of different dates differ, "
            "so the newest ({what}) comes first:"
        ),
    )
    NEAREST = (
        "노트에 답이 그대로 적혀 있지 않습니다. 가장 가까운 대목은 다음과 같습니다.",
        "The notes don't say this outright; the closest passages are:",
    )
    NEAREST_APART = (
        (
            "노트에 답이 그대로 적혀 있지 않습니다. "
            "가장 가까운 대목은 다음과 같습니다. "
            "날짜가 다른 노트들의 내용이 서로 달라, 가장 최근 것({what})부터 옮깁니다."
        ),
        (
            "The notes don't say this outright. Of the closest passages, those of "
            "different dates differ, so the newest ({what}) comes first:"
        ),
    )
    NO_EVIDENCE = (
        "노트에서 관련된 내용을 찾지 못했습니다.",
        "I couldn't find anything about this in the notes.",
    )
    NO_EVIDENCE_TITLES = (
        "그나마 가까운 노트:",
        "The notes that come nearest:",
    )
    EMPTY_RANGE = (
        "그 조건에 맞는 노트가 없습니다 ({what}).",
        "There are no notes for that ({what}).",
    )
    LIFTED = (
        "{what} 조건으로는 찾지 못해 전체 노트에서 찾아보았습니다.",
        "Nothing fitting was found for {what}, so all notes were searched.",
    )
    ORDERED = (
        "질문에 든 지시는 따르지 않고, 물은 것만 노트에서 찾았습니다.",
        "Orders in the question are not followed; only what it asks was looked up.",
    )
    WORDS_ONLY = (
        "임베딩 서비스나 벡터 서버가 응답하지 않아 단어로만 찾았습니다.",
        "No embedding service or vector server answered; only words were searched.",
    )
    EARLIER_INDEX = (
        (
            "지금 색인이 손상되어 {when}의 색인으로 답합니다. "
            "`tilbot index --rebuild`로 고칠 수 있습니다."
        ),
        (
            "The index is damaged; that of {when} answers. "
            "`tilbot index --rebuild` mends it."
        ),
    )
    EARLIER_SHARED = (
        (
            "서버의 색인을 읽을 수 없어 {when}의 색인으로 답합니다. "
            "노트가 있는 컴퓨터에서 `tilbot index --rebuild`를 실행하세요."
        ),
        (
            "The index on the server can't be read; that of {when} answers. "
            "Run `tilbot index --rebuild` where the notes are."
        ),
    )
    OTHER_INDEX = (
        (
            "지금 설정으로 만든 색인이 없어 {when}의 다른 색인으로 답합니다. "
            "`tilbot index`를 실행하세요."
        ),
        (
            "There is no index for these settings yet; another, of {when}, answers. "
            "Run `tilbot index`."
        ),
    )
    SUPERSEDED = (
        "날짜가 다른 노트들의 내용이 서로 달라, 가장 최근 것부터 적습니다.",
        "Notes of different dates differ; the newest first:",
    )
    UNDATED = ("날짜 없음", "no date")
    UNSORTED = ("분류 없음", "no category")
    UNTAGGED = ("태그 없음", "no tag")
    WITHOUT = ("{what} 제외", "without {what}")
    MENTIONED = (
        "그 내용이 나오는 노트는 {n}개입니다{what}.",
        "{n} notes mention it{what}:",
    )
    MENTIONED_ONE = (
        "그 내용이 나오는 노트는 {n}개입니다{what}.",
        "{n} note mentions it{what}:",
    )
    MENTIONED_LATEST = (
        "그 내용이 나오는 노트 {n}개 중 가장 최근 {k}개입니다{what}.",
        "Of {n} notes that mention it, the latest {k}{what}:",
    )
    MENTIONED_FIRST = (
        "그 내용이 나오는 노트 {n}개 중 처음 {k}개입니다{what}.",
        "Of {n} notes that mention it, the first {k}{what}:",
    )
    MENTIONED_NONE = (
        "그 내용이 나오는 노트가 없습니다{what}.",
        "No note mentions it{what}.",
    )
    MAYBE_WHEN = (
        "날짜가 적혀 있지 않아 그때 쓴 것인지 알 수 없는 노트도 {n}개 있습니다.",
        "Without a date, so that there is no telling ({n}):",
    )
    WRITTEN = ("{what}에 적었습니다.", "Written on {what}:")
    WRITTEN_EARLIER = ("먼저 적은 것: {what}", "Written first: {what}")
    WRITTEN_LATER = ("나중에 적은 것: {what}", "Written last: {what}")
    WRITTEN_DAYS = (
        "모두 {n}개의 날짜에 적었습니다.",
        "Written on {n} days:",
    )
    WRITTEN_UNDATED = (
        "노트는 있지만 날짜가 적혀 있지 않습니다.",
        "There is a note of it, but it has no date:",
    )
    MARKED = (
        "{mark} 표시한 문장은 인용한 노트에서 확인되지 않았습니다.",
        "{mark} marks what the cited notes don't bear out.",
    )
    LEFT_OUT = (
        "노트에서 확인되지 않은 문장 {n}개는 뺐습니다.",
        "{n} sentences were left out: the notes don't bear them out.",
    )
    LEFT_OUT_ONE = (
        "노트에서 확인되지 않은 문장 {n}개는 뺐습니다.",
        "{n} sentence was left out: the notes don't bear it out.",
    )
    FOREIGN = (
        "다른 언어로 쓴 문장 {n}개는 뺐습니다.",
        "Sentences in another language that were left out: {n}.",
    )
    WITHHELD = (
        "모델이 쓴 답을 노트에서 확인하지 못해 보이지 않습니다. 가장 가까운 노트:",
        (
            "The model's answer is not shown, for the notes don't bear it out. "
            "The notes that come nearest:"
        ),
    )
    BROKE_OFF = (
        "모델의 답이 여기서 끊겼습니다.",
        "The model's answer broke off here.",
    )
    SOURCES = (
        "앞의 답은 다음 노트에서 옮긴 것입니다.",
        "The answer before is from:",
    )
    NO_SOURCES = (
        "앞의 답은 노트를 인용하지 않아 출처가 없습니다.",
        "The answer before cites no note, so there is no source of it.",
    )
    NO_MORE = (
        "그 노트에 적힌 것은 앞에서 옮긴 것이 전부입니다.",
        "That is all that the note says:",
    )
    MORE_LEFT = (
        "노트에 더 있습니다. '더'라고 하면 이어서 옮깁니다.",
        "There is more in the note; say 'more' to go on.",
    )
    AS_THEY_ARE = (
        "요약이나 번역, 바꿔 쓰기는 모델이 있어야 해서 노트를 그대로 옮깁니다.",
        "To sum up, translate or reword takes a model; the notes are quoted as is.",
    )


def say(occasion: Say | Talk, lang: Lang, /, **values: object) -> str:
    """Return the sentence for an occasion, with *values* filled in."""
    if isinstance(occasion, Talk):
        return TALK[occasion][lang == "en"].format(**values)
    return occasion.text(lang, **values)
