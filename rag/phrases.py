"""What an answer says in tilbot's own words, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from rag.bilingual import Sentences
from rag.types import Lang, Talk


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


_TALK: Mapping[Talk, tuple[str, str]] = {
    Talk.ORDER: (
        "저는 노트에 적힌 내용으로만 답해요. 노트에서 궁금한 것을 물어보세요.",
        "I only answer from the notes. Ask me anything that they may say.",
    ),
    Talk.HELP: (
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
    Talk.COMPLAINT: (
        (
            "답이 맞지 않았다면 죄송해요. 그 답 아래의 `tilbot why` 명령이나 "
            "'왜?' 버튼으로 어떻게 나온 답인지 볼 수 있어요."
        ),
        (
            "I'm sorry if that answer is off. The `tilbot why` command or the "
            "'Why?' button below it shows how it came about."
        ),
    ),
    Talk.SELF: (
        "저는 노트에서 답을 찾아 출처와 함께 알려 드리는 봇, tilbot이에요.",
        "I'm tilbot, a bot that answers from the notes and cites them.",
    ),
    Talk.ABUSE: (
        "마음에 들지 않으셨다면 죄송해요. 찾으시는 것을 물어보시면 찾아볼게요.",
        "I'm sorry if I let you down. Tell me what to look for in the notes.",
    ),
    Talk.FAREWELL: (
        "편히 쉬세요! 궁금한 것이 생기면 또 찾아 주세요.",
        "Take care! Come back whenever you have a question.",
    ),
    Talk.APOLOGY: (
        "괜찮아요! 궁금한 것을 편하게 물어보세요.",
        "No problem at all! Ask me whatever you like about the notes.",
    ),
    Talk.THANKS: (
        "별말씀을요! 또 궁금한 것이 있으면 물어보세요.",
        "You're welcome! Ask me if anything else comes up.",
    ),
    Talk.PRAISE: (
        "좋게 봐 주셔서 고마워요! 또 궁금한 것이 있으면 물어보세요.",
        "That's kind of you! Ask me if anything else comes up.",
    ),
    Talk.CHAT: (
        "저는 노트에 적힌 내용으로만 답할 수 있어서 그건 도와드리기 어려워요.",
        "I can only answer from the notes, so I can't help with that.",
    ),
    Talk.WEARY: (
        "고생 많으셨어요. 잠깐 쉬었다가 궁금한 것이 생기면 물어보세요.",
        "That sounds hard. Take a break, and ask me whenever you like.",
    ),
    Talk.GREETING: (
        "안녕하세요! 노트에 적힌 내용이라면 무엇이든 물어보세요.",
        "Hello! Ask me anything that the notes may say.",
    ),
    Talk.ASSENT: (
        "네, 더 궁금한 것이 있으면 물어보세요.",
        "All right. Ask me if anything else comes up.",
    ),
}
"""Korean, then English."""


def say(occasion: Say | Talk, lang: Lang, /, **values: object) -> str:
    """Return the sentence for an occasion, with *values* filled in."""
    if isinstance(occasion, Talk):
        return _TALK[occasion][lang == "en"]
    return occasion.text(lang, **values)
