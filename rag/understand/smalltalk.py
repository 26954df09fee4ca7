"""Talk that no note answers: greetings, thanks, lunch; and calls for help."""

from __future__ import annotations

import re

from rag.types import Kind


_TOPIC_KO = (
    r"안녕|하이|헬로|반가|반갑|좋은\s*(?:아침|저녁|밤|하루|주말)|굿모닝|굿나잇|굿밤|굿|잘\s*자|잘\s*가"
    r"|바이|빠이|또\s*(?:봐|보자|올게)|내일\s*(?:봐|보자)|고마|고맙|감사|땡큐|쌩큐|ㄱㅅ|ㅎㅇ|ㅂㅂ|수고|축하"
    r"|미안|죄송|사랑|좋아해|보고\s*싶|귀여|귀엽|예쁘|이쁘|멋지|멋져|멋있|최고|짱|대박|똑똑|착하|잘했|잘\s*하네"
    r"|바보|멍청|똥|꺼져|닥쳐|시끄러|짜증|싫어|미워|죽어|ㅅㅂ|ㅂㅅ|ㅗ+|시발|씨발|병신|개새끼|쓸모\s*없|노답"
    r"|점심|저녁|아침|야식|간식|밥|메뉴|커피|치킨|피자|라면|떡볶이|술|맥주|배고|배고프|배\s*고|배불|맛집|먹"
    r"|졸려|졸리|졸림|피곤|심심|힘들|힘드|지쳐|지친|우울|슬퍼|슬프|외로|행복|기분|신나|화나|아파|추워|춥|더워|덥"
    r"|날씨|비\s*(?:와|오|올)|눈\s*(?:와|오|올)|농담|개그|웃긴|웃겨|재밌는\s*(?:얘기|이야기)|노래\s*(?:해|불러)"
    r"|끝말잇기|놀아|놀자"
    r"|로또|운세|주식\s*추천|며칠이|몇\s*시야|몇\s*시지|무슨\s*요일|살아\s*있|자니|잘\s*지내|잘\s*지냈|듣고\s*있|들려|일어났"
    r"|심심해|심심한데|퇴근|출근|주말|휴가|여행|월요병|ㅋ+|ㅎ+|ㅠ+|ㅜ+|헐|와우|우와|오호|오케이|오키|ㅇㅋ|ㄴㄴ|알겠|알았|그렇구나|맞아"
    r"|좋아|좋네|좋다|신기|테스트|여보세요"
    r"|(?:ㅇㅇ|응|네|넵|예|아니요?|그래)(?=\s|$)"
)
_WEAK_KO = r"누구|이름|몇\s*살|나이(?!브)|사람이|봇이|인간이|거기|뭐\s*해|뭐해"
_FILL_KO = (
    r"오늘|내일|어제|지금|요즘|이따|뭐|뭘|뭐가|어떤|어때|어떠니|좀|나|난|나는|내가|너|넌|너는|네가|너의|넌|당신|봇아?|야|정말|진짜"
    r"|너무|매우|많이|조금|추천|해|해줘|해주세요|하지|하니|할까|할래|하나만|하나|주라|줘|주세요|먹지|먹을까|먹어|있어|있니|있나|있어요"
    r"|없어|알려|말해|들려|같이|덕분|이해했|도움(?:이|됐)"
    r"|해요|합니다|했어|세요|하세요|틸봇|tilbot|들|님|여러분|친구|모두|다들|언제|왜|이렇게|사람|봇|그냥|아|오|음|흠|어|엄청|그럼"
    r"|근데|그런데|어디|뭔|무슨|누가|갈까|가지|는데|인데"
)
_TAIL_KO = (
    r"(?:하셨|줘|주세요|줄래|었|았|을까|봐|라고|하세요|하십니까|하신가요|합니다|해요|했어요|했어|했습니다|해|하이|하니|하네|하다|한데|하고"
    r"|하지|하게|할까|할게|하면|웠어|워요|워|웠|습니다|네요|어요|아요|여요|에요|예요|이에요"
    r"|이야|이니|이지|야|니|냐|나|지|죠|네|다|요|어|아|여|은|는|이|가|을|를|에|도|만|로|의|랑|고|서|데|게|까|래|자|라|던|면"
    r"|음|임|군|구나|거|건|것|줄|수|프다|파|고파|픈데|프네|프다|ㅋ|ㅎ|ㅠ|ㅜ|셨|시|십니까|세요)*"
)
_KO = re.compile(
    rf"(?:(?P<topic>{_TOPIC_KO})|(?P<weak>{_WEAK_KO})|(?:{_FILL_KO})){_TAIL_KO}"
)
_YOU = re.compile(r"(?<![가-힣])(?:너|넌|네가|니가|너는|너의|당신|틸봇)")
_EN_TOPIC = frozenset(
    "hi hello hey heya hiya yo howdy sup greetings morning afternoon evening night"
    " bye goodbye"
    " cya thanks thank thx ty cheers appreciated sorry love hate stupid idiot dumb"
    " useless"
    " suck sucks ugly cute pretty awesome amazing great nice cool wow lol lmao rofl"
    " haha hahaha"
    " hehe lunch dinner breakfast hungry eat food coffee pizza tired bored boring"
    " sleepy sad happy"
    " lonely weather joke jokes sing dance fuck fucking shit damn ok okay yes no yep"
    " nope"
    " welcome congratulations congrats birthday weekend ping friend marry".split()
)
_EN_FILL = frozenset(
    "good you u so much very a an the i i'm im am is it it's its me my your you're"
    " youre ur to"
    " tell what whats what's how hows how's do does should have having for today"
    " tonight"
    " tomorrow now and all everyone guys everybody tilbot see please any can could"
    " some something"
    " day was really too just be on in of that this we he she shut go away who's"
    " whos with well"
    " not was were been get grab like let's lets buddy man dude again right then oh"
    " ah hmm um dear"
    " there lot lots ton help up going feeling feel meet doing bot human sleep later"
    " sure"
    " thing anybody anyone somebody someone still here think about".split()
)
_EN_WHOLE = re.compile(
    r"\s*(?:(?:hey|hi|hello|so|and|ok|okay|yo)[,!.\s]+)*(?:"
    r"are\s+you\s+(?:still\s+)?(?:there|here|awake|alive|ok(?:ay)?|(?:a\s+)?(?:bot"
    r"|human|robot|real|an?\s+ai)(?:\s+or\s+.+)?)"
    r"|(?:is\s+)?any(?:body|one)\s+(?:there|here|home)|who\s+(?:are|r)\s+(?:you|u)"
    r"|who\s+(?:made|built|created)\s+you"
    r"|what(?:'s|\s+is|s)\s+(?:your\s+name|up)|how\s+(?:are|r)\s+(?:you|u"
    r"|things)(?:\s+\w+){0,2}|how(?:'s|\s+is)\s+(?:it\s+going|life|your\s+day)"
    r"|how\s+old\s+are\s+you|where\s+are\s+you(?:\s+from)?|what\s+are\s+you"
    r"|tell\s+me\s+(?:a|another|some)\s+(?:\w+\s+)?(?:jokes?|story)"
    r"|what(?:'s|\s+is|s)\s+(?:for\s+)?(?:the\s+)?(?:weather|lunch|dinner"
    r"|time)(?:\s+\w+){0,3}|what\s+(?:time|day)\s+is\s+it(?:\s+\w+)?"
    r"|(?:i\s+)?(?:love|hate|miss)\s+(?:you|u|this\s+bot)(?:\s+\w+){0,2}"
    r"|shut\s+up|see\s+(?:you|ya)(?:\s+\w+){0,2}|take\s+care|have\s+a\s+\w+\s+(?:day"
    r"|one|night|weekend)|nice\s+to\s+meet\s+you|good\s+(?:morning|afternoon|evening"
    r"|night|job|bot|work)"
    r"|what\s+(?:should|shall|can)\s+(?:i|we)\s+(?:eat|have|get|cook|order"
    r"|do)\s*(?:for\s+\w+|today|tonight|this\s+weekend)?(?:\s+today|\s+tonight)?"
    r"|(?:i'?m|i\s+am|im)\s+(?:\w+\s+)?(?:hungry|tired|bored|sad|happy|sleepy|back"
    r"|here|lonely)|sing\s+(?:me\s+)?a\s+song|do\s+you\s+(?:love|like|hate|feel"
    r"|dream|sleep|eat)(?:\s+\w+){0,2}|will\s+you\s+marry\s+me|what(?:'s"
    r"|\s+is)\s+the\s+meaning\s+of\s+life"
    r")[\s?!.~,;:)(]*(?:(?:please|thanks|bot|buddy|today|tilbot)[\s?!.]*)?",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"\s*(?:(?:안녕(?:하세요)?|hi|hello|hey)[\s,!.]*)?(?:(?:넌|너는|너|네가|니가|여기서|이\s*봇(?:은"
    r"|으로)?|틸봇(?:은|아)?|tilbot(?:은|아)?|이거|이건|그래서)\s*)*(?:"
    r"(?:도움말|사용\s*(?:법|방법|설명서?)|헬프|메뉴얼|매뉴얼|명령어(?:\s*목록)?)(?:은|이|을|를)?\s*(?:뭐야|뭐예요"
    r"|뭔가요|알려\s*(?:줘|주세요)|보여\s*(?:줘|주세요)|좀|있어|있나요)*"
    r"|(?:뭐|뭘|무엇을|무슨\s*일을|어떤\s*걸|어떤\s*것을|무슨\s*기능을?)\s*(?:할|해\s*줄|물어볼|물어\s*볼"
    r"|도와줄)\s*수\s*(?:있어|있니|있나|있냐|있지|있는\s*거야|있나요|있어요|있습니까|있는데|있음)(?:요)?"
    r"|(?:어떻게|어케)\s*(?:써|쓰는\s*(?:거야|거예요|건가요|거지)|사용해|사용하는\s*(?:거야|건가요|거지)|이용해|쓰면\s*돼"
    r"|사용하면\s*돼|물어봐|질문해|질문하면\s*돼)(?:요)?"
    r"|(?:무슨|어떤)\s*(?:질문|기능)(?:을|이|은)?\s*(?:할\s*수\s*있어|있어|하면\s*돼|해야\s*해|가능해)(?:요)?"
    r"|(?:뭐|뭘)\s*(?:물어보면|물어봐야|질문하면)\s*(?:돼|해|될까)(?:요)?|도와\s*(?:줘|주세요)|기능(?:이"
    r"|은)?\s*(?:뭐야|뭐가\s*있어|알려줘)"
    r"|(?:please\s+)?help(?:\s+me)?(?:\s+please)?|/help|--help|usage|commands?"
    r"|what\s+(?:can|do|could)\s+(?:you|u|this\s+bot|tilbot|i)\s+(?:do"
    r"|ask(?:\s+you)?|help(?:\s+me)?(?:\s+with)?)(?:\s+(?:for\s+me|here|exactly))?"
    r"|what\s+(?:are\s+you|is\s+this\s+bot|is\s+tilbot)\s+(?:for|good\s+for"
    r"|able\s+to\s+do|capable\s+of)|how\s+(?:do|can|should)\s+i\s+(?:use\s+(?:you"
    r"|this(?:\s+bot)?|tilbot|it)|ask(?:\s+(?:you|questions?))*)"
    r"|how\s+does\s+this(?:\s+bot)?\s+work"
    r"|what\s+(?:kinds?\s+of\s+)?questions\s+can\s+(?:i\s+ask|you\s+answer)"
    r"|what\s+are\s+your\s+(?:features|capabilities|commands)"
    r")\s*(?:[?!.~ㅋㅎㅠ]|요)*\s*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[?!.,~…。]+\s*|\n+")
_SIGNS = re.compile(r"[^\w\s'ㄱ-ㅎㅏ-ㅣ]+")


def smalltalk(text: str, *, alone: bool = True) -> Kind | None:
    """
    Return SMALLTALK or HELP when *text* is nothing else, or None.

    One word of content makes a question of it: ``안녕하세요 batch norm 질문
    있어요`` is one. Unless the question stands *alone*, ``누구야?`` asks
    about what was said before.
    """
    if len(text) > 120:
        return None
    if found := _said(text, alone=alone):
        return found
    clauses = [c for c in _CLAUSE.split(text) if c.strip()]
    if len(clauses) < 2:
        return None
    kinds = {_said(clause, alone=alone) for clause in clauses}
    if None in kinds:
        return None
    return Kind.HELP if Kind.HELP in kinds else Kind.SMALLTALK


def _said(text: str, *, alone: bool) -> Kind | None:
    """Return what one clause is."""
    if _HELP.fullmatch(text):
        return Kind.HELP
    if _EN_WHOLE.fullmatch(text):
        return Kind.SMALLTALK
    words = _SIGNS.sub(" ", text.lower().replace("’", "'")).split()
    if not words:
        # An emoji is a greeting; "?" is a question, and so is "..." after one.
        return Kind.SMALLTALK if text.strip(" ?？.!") else None
    korean, topic = [], False
    for word in words:
        if word in _EN_TOPIC:
            topic = True
        elif word not in _EN_FILL:
            if word.isascii():
                return None
            korean.append(word)
    if korean:
        found = _korean(" ".join(korean), alone=alone)
        if found is None:
            return None
        topic = topic or found
    elif len(words) > 8:
        return None
    return Kind.SMALLTALK if topic else None


def _korean(text: str, *, alone: bool) -> bool | None:
    """Whether a topic of small talk is named; None when anything else is."""
    at, topic = 0, False
    weak = alone or _YOU.search(text) is not None
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        found = _KO.match(text, at)
        if found is None or found.end() == at:
            return None
        topic = topic or bool(found["topic"] or (weak and found["weak"]))
        at = found.end()
    return topic
