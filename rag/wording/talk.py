"""What is said to talk that asks nothing of the notes, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from rag.query_types import Talk


TALK: Mapping[Talk, tuple[str, str]] = {
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
    Talk.ASTRAY: (
        "앞의 답에 그런 번호가 없어요. 목록에 있는 번호나 제목을 적어 주세요.",
        "The answer before has no such number. Name one that it shows, or a title.",
    ),
    Talk.NO_DAY: (
        "달력에 없는 날짜예요. 날짜를 다시 적어 주세요.",
        "There is no such date in any calendar; please give another one.",
    ),
    Talk.NO_NOTES: (
        "0개를 찾으셨으니 보여 드릴 노트가 없어요. 한 개부터 보여 드릴 수 있어요.",
        "You asked for 0 notes, so there is none to show; ask for one or more.",
    ),
    Talk.WRITING: (
        (
            "노트를 쓰거나 고치거나 지울 수는 없어요. 노트 폴더에서 직접 고치면 "
            "다음 색인부터 그 내용으로 답해요."
        ),
        (
            "I can't write, change or delete notes. Edit them in their folder; "
            "I answer from the new text once it is indexed."
        ),
    ),
    Talk.ADVICE: (
        (
            "추천이나 퀴즈, 평가는 할 수 없어요. 대신 '가장 오래된 노트 3개', "
            "'이번 달에 뭐 공부했어?'처럼 물으면 노트를 찾아 드려요."
        ),
        (
            "I can't recommend, quiz or judge. I can find notes, though: 'the three "
            "oldest notes', 'what did I study this month?'"
        ),
    ),
    Talk.REWORDING: (
        (
            "무엇을 말하는지 알려 주세요. 모델 없이는 요약이나 번역을 하지 않고, "
            "노트를 그대로 옮겨요."
        ),
        (
            "Tell me what of. Without a model I don't sum up or translate; I quote "
            "the notes as they are."
        ),
    ),
    Talk.PARDON: (
        (
            "앞의 답은 노트에서 찾은 것이에요. 무엇이 궁금한지 조금 더 길게 적어 "
            "주시면 다시 찾아볼게요."
        ),
        (
            "The answer before is what I found in the notes. Put it in a few "
            "more words, and I'll look again."
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
