import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.types import Kind
from rag.understand.smalltalk import smalltalk


TALK = """안녕|안녕하세요!|고마워|정말 고마워요!!|점심 뭐 먹지|오늘 저녁 메뉴 추천해줘|배고파|심심하다
오늘 날씨 어때?|농담 하나 해줘|너 누구야?|이름이 뭐야?|사랑해|바보야|ㅋㅋㅋㅋ|잘 자|잘 지냈어?|밥 먹었어?|노래 불러줘
사람이야 봇이야?|나 우울해|네|수고했어|hey, are you there?|hi|Hello!|thanks a lot|thank you so much|good morning!
tell me a joke|how are you doing today?|who are you?|what should I eat for lunch?|i love you|what time is it|bye|lol|🙏""".replace(
    "\n", "|"
).split("|")
HELP = "뭐 할 수 있어?|넌 뭘 할 수 있니|사용법|사용법 알려줘|도움말|help|/help|what can you do?|how do I use this bot?|무슨 질문을 할 수 있어?".split(
    "|"
)
CONTENT = """안녕하세요 batch norm 질문 있어요|고마워 함수|help me with batch norm|git help 옵션|attention|what is attention?
hello world|저녁 루틴 노트|날씨 API 쓰는 법|아침에 뭐 공부했지|예시|나이브 베이즈|이름 규칙|먹이사슬|what is AI|name mangling|왜?|뭐야?|3|1+1?|?|""".replace(
    "\n", "|"
).split("|")


@pytest.mark.parametrize("text", TALK)
def test_smalltalk(text):
    """Greetings, thanks, lunch and moods are no questions to the notes."""
    got = smalltalk(text)

    assert Kind.SMALLTALK is got


@pytest.mark.parametrize("text", HELP)
def test_help(text):
    """Who asks what tilbot can do gets that."""
    got = smalltalk(text)

    assert Kind.HELP is got


@pytest.mark.parametrize("text", CONTENT)
def test_content_wins(text):
    """One word of content makes a question of it."""
    got = smalltalk(text)

    assert got is None


def test_in_a_conversation_who_is_not_you():
    """``누구야?`` asks about what was said before, ``너 누구야?`` does not."""
    assert smalltalk("누구야?", alone=False) is None
    assert Kind.SMALLTALK is smalltalk("너 누구야?", alone=False)


@given(st.text(max_size=60))
def test_never_raises(text):
    """Any text will do."""
    got = smalltalk(text)

    assert got in {None, Kind.SMALLTALK, Kind.HELP}
