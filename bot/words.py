"""What the command line says itself, and all front ends do, in both languages.

Messages of errors and help texts are English and stand where they are raised.
"""

from __future__ import annotations

from collections.abc import Mapping

from rag.query_types import Lang
from rag.wording.bilingual import Sentences


class Word(Sentences):
    """What the command line says, and what all front ends do."""

    # Answers
    LOOKING = ("노트를 찾아보는 중", "Looking through the notes")
    SOURCES = ("출처", "Sources")
    QUOTED_INSTEAD = (
        "모델이 답하지 못해 노트의 문장을 그대로 옮깁니다.",
        "The model could not answer; these are the notes' own words.",
    )
    KEPT_INSTEAD = (
        "답이 끊기기 전까지 확인한 문장만 보여 줍니다.",
        "What was checked before the answer broke off is shown.",
    )
    EDITED_SINCE = ("색인한 뒤 고쳐짐", "edited since it was indexed")
    DELETED_SINCE = ("색인한 뒤 삭제됨", "deleted since it was indexed")
    UNDATED = ("날짜 없음", "undated")
    UNSORTED = ("분류 없음", "no category")

    # Search, list and show
    NO_HITS = ("맞는 노트를 찾지 못했습니다.", "No note matches.")
    NO_ENTRIES = ("조건에 맞는 노트가 없습니다.", "No note fits the filters.")
    DATE = ("날짜", "Date")
    CATEGORY = ("분류", "Category")
    TITLE = ("제목", "Title")
    PLACE = ("위치", "Place")

    # Chat
    CHAT_HELLO = (
        "노트에 대해 물어보세요. /help 는 도움말, Ctrl-D 는 끝내기입니다.",
        "Ask about the notes. /help shows the commands, Ctrl-D leaves.",
    )
    CHAT_HELP = (
        (
            "/sources  방금 답의 인용문\n/why      방금 답이 나온 과정\n"
            "/new      새 대화\n/help     이 도움말\n"
            "/quit     끝내기 (Ctrl-D)\nCtrl-C    지금 답만 멈추기"
        ),
        (
            "/sources  the quotes of the last answer\n"
            "/why      how the last answer came about\n/new      a new conversation\n"
            "/help     this help\n/quit     leave (Ctrl-D)\nCtrl-C    stop this answer"
        ),
    )
    CHAT_NEW = ("새 대화를 시작합니다.", "A new conversation.")
    CHAT_UNKNOWN = (
        "{command} 은(는) 없는 명령입니다. /help 를 보세요.",
        "There is no {command}; see /help.",
    )
    NO_TRACE = ("남은 기록이 없습니다.", "No trace is kept.")
    NO_SOURCES = ("아직 인용한 노트가 없습니다.", "Nothing has been cited yet.")
    STOPPED = ("멈췄습니다.", "Stopped.")

    # Index and status
    TIME_LEFT = ("남은 시간", "left:")
    WATCHING = (
        "{path} 을(를) 지켜보는 중입니다. Ctrl-C 로 끝냅니다.",
        "Watching {path}; Ctrl-C ends it.",
    )
    INDEXED = (
        (
            "노트 {total}개: 추가 {added}, 변경 {updated}, 삭제 {removed}, 그대로 "
            "{unchanged}; 임베딩 {embedded}건, {seconds:.1f}초"
        ),
        (
            "notes: {total} (added {added}, updated {updated}, removed {removed}, "
            "unchanged {unchanged}); texts embedded: {embedded}; {seconds:.1f} s"
        ),
    )
    WAITING = (
        "{problem} 끝날 때까지 기다립니다 (최대 {minutes}분).",
        "{problem} Waiting for it, {minutes} minutes at most.",
    )
    PROBLEMS = ("읽지 못한 것 {count}건:", "Could not be read: {count}")
    LEFT_OUT = ("일부러 뺀 것 {count}건:", "Left out on purpose: {count}")
    MORE = (
        "… 그 밖에 {count}건 (모두 보려면 --verbose)",
        "… and {count} more (--verbose names them all)",
    )
    NOT_INDEXED = ("아직 색인하지 않았습니다.", "Nothing is indexed yet.")
    RUN_INDEX = ("tilbot index 를 실행하세요.", "Run tilbot index.")
    STATUS_NOTES = (
        "노트 {entries}개, 조각 {chunks}개",
        "notes: {entries}, passages: {chunks}",
    )
    STATUS_DAYS = ("{first} 부터 {last} 까지", "from {first} to {last}")
    STATUS_BUILT = ("색인한 때 {when}, {embeddings}", "indexed {when}, {embeddings}")
    STATUS_FRESH = ("노트와 색인이 일치합니다.", "The index is level with the notes.")
    STATUS_NEW = ("새 파일", "new")
    STATUS_CHANGED = ("바뀐 파일", "changed")
    STATUS_MISSING = ("없어진 파일", "gone")
    STATUS_STALE = (
        "색인한 뒤 노트가 바뀌었습니다. 다음 질문이나 tilbot index 가 반영합니다.",
        "The notes changed since; the next question or tilbot index takes them in.",
    )
    STATUS_SERVER = (
        "{host} (Chroma {version}), 컬렉션 {collection}",
        "{host} (Chroma {version}), collection {collection}",
    )
    STATUS_UNREACHED = (
        "Chroma 서버 {host} 에 물을 수 없어 마지막으로 받은 색인을 보여 줍니다.",
        "The Chroma server {host} can't be asked; this is the index last seen here.",
    )
    STATUS_ELSEWHERE = (
        "다른 컴퓨터의 노트로 만든 색인입니다.",
        "The index was made of the notes of another machine.",
    )
    NO_COLLECTION = ("없음", "none yet")

    STATUS_HELD = (
        "이전 색인으로 되돌린 상태입니다. tilbot index 가 다시 맞춥니다.",
        "The index was rolled back; tilbot index brings it level again.",
    )
    STATUS_KEPT = ("보관 중인 색인:", "Kept:")
    GENERATION = (
        "{role} {name}, {when}, 노트 {entries}개, 조각 {chunks}개, {size:.1f} MB",
        "{role} {name}, {when}, notes: {entries}, passages: {chunks}, {size:.1f} MB",
    )
    CURRENT = ("지금", "current")
    PREVIOUS = ("이전", "previous")
    UNPUBLISHED = (
        "쓰지 않음 (다음 색인 때 지움)",
        "unused, goes with the next indexing",
    )
    OTHER = ("다른 설정이나 버전 ({embeddings})", "other settings ({embeddings})")
    DAMAGED = ("손상됨: {files}", "damaged: {files}")
    ROLLED_BACK = (
        (
            "되돌렸습니다: {when}의 색인, 노트 {entries}개, 조각 {chunks}개. "
            "그 앞은 {before}. tilbot index 를 실행할 때까지 이 색인으로 답합니다."
        ),
        (
            "rolled back to the index of {when}, notes: {entries}, passages: {chunks}; "
            "before: {before}. It answers until you run tilbot index."
        ),
    )
    UNKNOWN = ("알 수 없음 (손상)", "unknown, it is damaged")
    # Feedback
    NO_FEEDBACK = ("아직 남은 것이 없습니다.", "There is nothing yet.")

    # Import
    WRITTEN = ("새로 씀", "written")
    SAME = ("이미 있음", "already there")
    KEPT = (
        "내용이 달라 그대로 둠",
        "kept, because it differs",
    )
    IMPORTED = (
        (
            "{to}: 새로 쓴 노트 {written}개, 이미 있던 노트 {unchanged}개, "
            "그대로 둔 노트 {kept}개"
        ),
        "{to}: written {written}, already there {unchanged}, kept {kept}",
    )

    # Doctor
    SETTINGS = ("설정", "settings")
    NOTES = ("노트", "notes")
    HOME = ("저장 폴더", "home")
    KOREAN = ("한국어 분석", "Korean")
    INDEX = ("색인", "index")
    SERVER = ("Chroma 서버", "Chroma server")
    CHAT_MODEL = ("답하는 모델", "chat model")
    EMBEDDINGS = ("임베딩", "embeddings")
    KEY_SET = ("OPENAI_API_KEY 있음", "OPENAI_API_KEY is set")
    KEY_UNSET = ("OPENAI_API_KEY 없음", "OPENAI_API_KEY is not set")
    WRITABLE = ("{path} 에 쓸 수 있음", "{path} can be written")
    NOT_WRITABLE = ("{path} 에 쓸 수 없음", "{path} can't be written")
    MAKE_WRITABLE = (
        "권한을 고치거나 TILBOT_HOME 을 다른 폴더로 하세요.",
        "Mend its permissions, or set TILBOT_HOME to another folder.",
    )
    NO_KOREAN = ("kiwipiepy 가 설치되지 않음", "kiwipiepy is not installed")
    INSTALL_KOREAN = (
        "pip install kiwipiepy 를 실행하세요.",
        "Run pip install kiwipiepy.",
    )
    UNREAD = ("파일 {count}개를 읽지 못함", "files that could not be read: {count}")
    SEE_PROBLEMS = (
        "tilbot index --verbose 로 무엇인지 보세요.",
        "See which with tilbot index --verbose.",
    )
    QUOTES_ONLY = ("없음; 노트를 인용해서 답함", "none; answers quote the notes")
    SET_MODEL = (
        "모델로 답하려면 OPENAI_API_KEY 나 TILBOT_CHAT_MODEL 을 정하세요.",
        "For answers by a model, set OPENAI_API_KEY or TILBOT_CHAT_MODEL.",
    )
    BUILT_IN = ("내장 (오프라인)", "built in, offline")
    REACHED = ("{name}: {host} 이(가) 응답함", "{name}: {host} answers")
    UNTRIED = ("{name}: 준비됨 (요청은 보내지 않음)", "{name}: ready, no request made")
    REBUILD = (
        "tilbot index --rebuild 를 실행하세요. 노트는 건드리지 않습니다.",
        "Run tilbot index --rebuild; your notes are not touched.",
    )
    FETCHED_ANEW = (
        "다음 질문 때 서버에서 다시 받아 옵니다.",
        "The next question fetches it anew from the server.",
    )
    DISCORD = ("디스코드", "Discord")
    NO_TOKEN = (
        "DISCORD_TOKEN 없음 (tilbot bot 에만 필요)",
        "DISCORD_TOKEN is not set; only tilbot bot needs it",
    )
    NO_INTENT = (
        (
            "개발자 포털의 Bot 에서 message content intent 를 켜거나, "
            "TILBOT_DISCORD_MESSAGE_CONTENT 를 0 으로 하세요."
        ),
        (
            "Enable the message content intent under Bot in the developer portal, "
            "or set TILBOT_DISCORD_MESSAGE_CONTENT to 0."
        ),
    )
    ALL_WELL = ("모두 정상입니다.", "All is well.")


def shell_lang(environ: Mapping[str, str]) -> Lang:
    """Return the language to use where there is no question to follow."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "ko" if value.lower().startswith("ko") else "en"
    return "en"
