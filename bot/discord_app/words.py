"""Every sentence that the bot says on Discord, in Korean and in English."""

from __future__ import annotations

from rag.query_types import Lang
from rag.wording.bilingual import Sentences


class Say(Sentences):
    """Korean first, then English; ``{}`` are filled in."""

    # Buttons
    SOURCES = ("출처 보기", "Sources")
    AGAIN = ("다시", "Again")
    WHY = ("왜?", "Why?")
    EARLIER = ("이전", "Back")
    LATER = ("다음", "Next")

    # Answering
    FILTERED = ("{what} 노트에서만 찾았습니다.", "Only notes of {what} were searched.")
    HERE_MENTION = (
        "이어서 물어보려면 제 답에 답장하거나 저를 멘션하세요.",
        "To go on, reply to my answers or mention me.",
    )
    HOW = (
        "저를 멘션하면서 노트에 대해 물어보세요. 예: {mention} grokking이 뭐야?",
        "Mention me and ask about the notes, such as: {mention} what is grokking?",
    )
    UNREADABLE = (
        "이 메시지는 저를 멘션하지 않아 내용을 볼 수 없습니다. 멘션해서 물어보세요.",
        "I can't see messages that don't mention me; please mention me and ask.",
    )
    NO_TEXT = (
        "그 메시지에는 물어볼 글이 없습니다.",
        "That message has no text to ask about.",
    )
    BLANK = ("물어볼 말을 적어 주세요.", "Please type something to ask about.")
    STOPPED = (
        "다시 시작하느라 답을 마치지 못했습니다. 잠시 뒤에 다시 물어보세요.",
        "I had to restart before this was done; please ask again in a moment.",
    )

    # Not taken
    COOLDOWN = (
        "조금 빨라요. {seconds}초 뒤에 다시 물어보세요.",
        "That was quick. Please ask again in {seconds} seconds.",
    )
    DAY = (
        (
            "오늘 이 서버에서 물어볼 수 있는 만큼 모두 물었습니다. "
            "{seconds}초 뒤, {when}에 다시 받습니다."
        ),
        "This server has asked all it may today; again in {seconds} seconds, {when}.",
    )
    BUSY = (
        "지금은 질문이 많이 밀려 있습니다. {seconds}초 뒤에 다시 물어보세요.",
        "Many questions are waiting. Please ask again in {seconds} seconds.",
    )
    LEAVING = (
        "다시 시작하는 중입니다. 잠시 뒤에 물어보세요.",
        "I am restarting; please ask in a moment.",
    )
    NOT_HERE = (
        "여기서는 저를 쓸 수 없습니다.",
        "I may not be used here.",
    )
    MANAGERS = (
        "서버 관리 권한이 있는 사람만 쓸 수 있습니다.",
        "Only for those who may manage the server.",
    )
    NOT_YOURS = (
        "물어본 사람만 누를 수 있습니다.",
        "Only for the one who asked.",
    )

    # Failing
    FAILED = (
        "지금은 답하지 못했습니다. 잠시 뒤에 다시 해 보세요.",
        "That did not work; please try again later.",
    )
    BUG = (
        "제 쪽의 문제로 하지 못했습니다.",
        "That did not work, and it is our fault.",
    )
    NOT_INDEXED = (
        "아직 색인한 노트가 없습니다.",
        "No notes are indexed yet.",
    )
    BUSY_INDEX = (
        "이미 색인하는 중입니다. 잠시 뒤에 다시 해 보세요.",
        "The notes are being indexed already; please try again in a moment.",
    )
    GONE = (
        "너무 오래된 답이라 더는 찾을 수 없습니다.",
        "This answer is too old to be found again.",
    )
    NO_NOTE = ("그런 노트가 없습니다: {name}", "There is no such note: {name}")
    SEVERAL = (
        "노트 {count}개가 해당합니다. 목록에서 하나를 고르세요.",
        "That may be {count} notes; please pick one from the list.",
    )
    NO_CATEGORY = (
        "그런 분류가 없습니다: {name}",
        "There is no such category: {name}",
    )
    NO_DATE = (
        "날짜로 읽을 수 없습니다: {text} (예: 2022-10, 지난달, last week)",
        "That is not a date: {text} (try 2022-10, 지난달 or last week)",
    )
    TURNED = (
        "{since} 은(는) {until} 뒤입니다.",
        "{since} is after {until}.",
    )
    CANT_WRITE = (
        "그 채널에 쓸 권한이 없어 여기로 답합니다.",
        "I may not write in that channel, so the answer is here.",
    )

    # Votes
    THANKS = ("고맙습니다! {vote}", "Thank you! {vote}")

    # Commands
    ABOUT = (
        (
            "**tilbot**은 노트에 적힌 내용으로 답하고 출처를 밝힙니다.\n"
            "노트 {entries}개 ({first} ~ {last}), 마지막 색인 {built}\n"
            "분류: {categories}\n답하는 모델: {model}\n\n"
            "`/질문`으로 묻거나, 저를 멘션하거나, 제 답에 답장하거나, "
            "저에게 직접 메시지를 보내세요. 예: {mention} 2022년 10월에 뭐 배웠지?"
        ),
        (
            "**tilbot** answers from the notes and names its sources.\n"
            "notes: {entries} ({first} ~ {last}), indexed {built}\n"
            "categories: {categories}\nmodel: {model}\n\n"
            "Use `/ask`, mention me, reply to an answer, or write to me directly. "
            "For example: {mention} what did I learn in October 2022?"
        ),
    )
    NO_MODEL = ("없음 (노트를 그대로 인용)", "none (answers quote the notes)")
    NO_NOTES = ("맞는 노트가 없습니다.", "No note fits.")
    INDEXING = ("색인하는 중: {what} {done}/{total}", "Indexing: {what} {done}/{total}")
    INDEXED = (
        (
            "색인을 마쳤습니다: 추가 {added}, 변경 {updated}, 삭제 {removed}, "
            "그대로 {unchanged} ({seconds:.1f}초)"
        ),
        (
            "Indexed: added {added}, updated {updated}, removed {removed}, "
            "unchanged {unchanged} ({seconds:.1f} s)"
        ),
    )
    PROBLEMS = (
        "읽지 못한 노트 {count}개: {names}",
        "notes that could not be read: {count} ({names})",
    )
    NEW_NOTES = ("새 노트 {count}개", "new notes: {count}")
    AND_MORE = ("그 밖에 {count}개", "and {count} more")


def lang_of(locale: object) -> Lang:
    """Return the language for a locale of Discord, such as ``ko`` or ``en-US``."""
    return "ko" if str(locale).lower().startswith("ko") else "en"
