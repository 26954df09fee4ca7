"""Names and descriptions of the commands in Korean, for when they are synced."""

from __future__ import annotations

import discord

from discord import app_commands


_KOREAN = {
    "ask": "질문",
    "Ask the notes a question": "노트에 물어보기",
    "question": "질문",
    "What do you want to know?": "무엇이 궁금한가요?",
    "category": "분류",
    "Only notes of this category": "이 분류의 노트에서만",
    "since": "부터",
    "From then on: 2022-10, 지난달, last week": "이때부터: 2022-10, 지난달, last week",
    "until": "까지",
    "Up to then: 2022-10, 지난달, last week": "이때까지: 2022-10, 지난달, last week",
    "private": "나만",
    "Show the answer to you alone": "답을 나에게만 보이기",
    "search": "검색",
    "Find the passages closest to some words": "말과 가장 가까운 대목 찾기",
    "words": "말",
    "What to look for": "찾을 말",
    "recent": "최근",
    "List the latest notes": "가장 최근 노트 보기",
    "count": "개수",
    "How many, up to 25": "몇 개, 25개까지",
    "note": "노트",
    "Show a whole note": "노트 전체 보기",
    "title": "제목",
    "The note's title, or a part of it": "노트의 제목이나 그 일부",
    "about": "소개",
    "What is indexed, and how to ask": "무엇이 들어 있고 어떻게 묻는지",
    "reindex": "색인",
    "Take changed notes in now": "바뀐 노트를 지금 반영하기",
    "Ask tilbot": "tilbot에게 묻기",
}
"""Korean for each English string of the commands."""


class Korean(app_commands.Translator):
    """Knows the commands' strings in Korean."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002  # discord's signature
    ) -> str | None:
        """Return *string* in the language of *locale*; None leaves it English."""
        if locale is not discord.Locale.korean:
            return None
        return _KOREAN.get(string.message)
