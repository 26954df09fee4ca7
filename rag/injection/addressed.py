"""How a text talks to whoever answers from it, instead of saying something."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily


_WHO_KO = (
    r"(?:이\s*(?:글|노트|문서|메모|파일)(?:을|를)\s*(?:읽|요약|인용|처리)[가-힣]*|AI|인공지능|챗봇|봇|어시스턴트"
    r"|assistant|언어\s*모델|LLM|GPT\w*|tilbot|틸봇)"
)
_DO_KO = (
    r"(?:하라|해라|하시오|하세요|하십시오|해\s*주세요|해\s*줘|해주십시오|할\s*것|하도록|마라|말\s*것|말라"
    r"|쓰시오|쓰라|써라|써\s*줘|쓸\s*것|적으시오|적어라|적을\s*것|적어\s*줘|붙이시오|붙여라|붙일\s*것|붙여\s*줘"
    r"|넣으시오|넣어라|넣을\s*것|넣어\s*줘|답하라|답해라?|따르라|따라라|따를\s*것|보내라|보낼\s*것|알려라|전하라)"
)
_SAYS = (
    *("say", "answer", "reply", "respond", "repeat", "state", "tell", "recommend"),
    *("advertise", "pretend", "announce", "claim"),
)
_SAY = rf"(?:{'|'.join(_SAYS)})"
_WRITE = (
    r"(?:say|answer|reply|respond|output|print|write|append|prepend|include|mention"
    r"|insert|add|repeat|state|put|show|display|cite|quote|paste|emit)"
)
_READER = r"(?:users?|readers?|askers?|person\s+(?:asking|reading))"
_REPLY = r"(?:answers?|repl(?:y|ies)|responses?|messages?|summar(?:y|ies))"
_DOES_KO = ("라", "시오", "세요", "것", "줘", "도록", "답해")
"""What each of `_DO_KO` has."""
_REPLIES = ("answer", "repl", "response", "message", "summar")
ADDRESSED = tuple(
    lazily(pattern, re.IGNORECASE, needs=needs)
    for needs, pattern in (
        (
            _DOES_KO,
            rf"{_WHO_KO}(?:은|는|이|가|에게|께|한테|이라면|라면|아|야|,|:)[^\n]{{0,80}}{_DO_KO}",
        ),
        (
            ("답", "회신"),
            (
                r"(?:답변|대답|응답|회신|답)(?:의|에|에는|을|를|은|이|할\s*때|하기\s*전에|하면서)?"
                rf"\s*(?:끝|앞|뒤|처음|마지막|첫|맨|대신|할\s*때|하기)[^\n]{{0,60}}{_DO_KO}"
            ),
        ),
        (
            ("라고", "라는", "단어", "문구", "코드", "암호", "링크", "주소"),
            (
                r"(?:이?라고|라는\s*(?:말|단어|문장|문구|코드)(?:을|를)?|(?:단어|문구|암호)(?:만|을|를)"
                # "논문 링크를 알려줘" asks for what the notes have
                r"|(?:코드|링크|주소)(?:만|을|를)(?!\s*(?:만|그대로|먼저)?\s*(?:알려|보여)))"
                r"\s*(?:만|꼭|반드시|그대로|먼저|추가로|덧붙여)?\s*(?:말|답|대답|출력|써|적|쓰|외치|안내|전하|표시|언급|포함"
                r"|붙|덧붙|넣|알려|보여|공개|삽입|추가|반복|추천)[가-힣]*\s*"
                r"(?:하라|해라|하시오|하세요|주세요|줘|십시오|것|라|시오|해|야\s*한다|봐)(?![가-힣])"
            ),
        ),
        (
            ("사용자", "유저", "질문자", "독자", "사람"),
            (
                r"(?:사용자|유저|질문자|독자|읽는\s*사람|묻는\s*사람)(?:에게|한테|께|가\s*(?:물|질문|묻)[가-힣]*)"
                rf"[^\n]{{0,80}}{_DO_KO}"
            ),
        ),
        (
            ("질문", "물음"),
            r"(?:질문|물음)(?:을\s*받으면|이\s*(?:오면|들어오면)|에\s*(?:답|대답)할\s*때)[^\n]{0,80}"
            + _DO_KO,
        ),
        (
            ("시스템", "system", "관리자", "운영자", "developer", "admin"),
            r"(?:^|[\s\[(])(?:시스템|system|관리자|운영자|developer|admin)\s*[:：\])][^\n]{0,100}"
            + _DO_KO[:-1]
            + r"|출력하라|출력해|출력하세요)",
        ),
        (
            ("지시", "명령", "지침", "규칙"),
            r"(?:새(?:로운)?|추가|중요|긴급|비밀|숨은)\s*(?:지시|명령|지침|규칙)(?:사항)?\s*[:：은는]",
        ),
        (
            ("ai", "assistant", "llm", "model", "bot", "gpt"),
            (
                r"\b(?:AI|assistants?|LLMs?|language\s+models?|chat\s*bots?|GPT\w*|tilbot)"
                r"\s*[,:]?\s+(?:must|should|shall|have\s+to|need\s+to|are\s+to|please|always"
                rf"|are\s+required\s+to)\s+(?:\w+\s+){{0,3}}?{_WRITE}\b"
            ),
        ),
        (
            ("ai", "assistant", "llm", "model", "bot"),
            (
                r"\b(?:to|dear|hey|attention|note\s+to|for)\s+(?:all\s+|any\s+|the\s+)?(?:AI\w*"
                r"|assistants?|LLMs?|language\s+models?|chat\s*bots?)\b[^\n]{0,30}[:,]"
            ),
        ),
        (
            _SAYS,
            (
                r"(?:^|[.!?,;:\n]\s*|\b(?:please|now|then|and|instead|always|must|only|also"
                rf"|just|should|to)\s+){_SAY}\s+(?:the\s+|every\s+|all\s+|your\s+)?"
                rf"(?:{_READER}|exactly|verbatim|nothing|only|with\s+(?:only|exactly|just))\b"
            ),
        ),
        (
            _REPLIES,
            (
                rf"\b{_WRITE}\b[^\n]{{0,60}}?\b(?:in|to|into|at\s+the\s+(?:end|start"
                rf"|beginning|top)\s+of|with|before|after)\s+(?:your|the|every|each|all|any)\s+"
                rf"(?:\w+\s+)?{_REPLY}\b(?!\s+(?:body|header|object|code))"
            ),
        ),
        (
            ("answer", "reply", "respond", "ask", "quote", "cite"),
            (
                r"\b(?:when|if|before|after|while|whenever)\s+(?:answering|replying"
                r"|responding|asked|you\s+(?:answer|reply|respond|are\s+asked|quote|cite)"
                rf"|(?:the|a)\s+user\s+asks?|anyone\s+asks|someone\s+asks)\b[^\n]{{0,80}}?"
                rf"\b{_WRITE}\b"
            ),
        ),
        (
            _REPLIES,
            (
                r"\b(?:end|begin|start|finish|close|prefix|sign)\s+(?:off\s+)?(?:your|the|every"
                rf"|each|all)\s+(?:\w+\s+)?{_REPLY}\s+with\b"
            ),
        ),
        (
            ("say", "reply", "respond", "answer", "repeat"),
            (
                r"(?:^|[.!?,;:\n]\s*|\b(?:please|now|then|and|instead|only|just|must|to)\s+)"
                r"(?:say|reply|respond|answer|repeat)\b(?:\s+with)?(?:\s+the\s+words?)?\s*:?\s*"
                r"(?:['\"“‘`]\S|(?-i:[A-Z]{3,}[-_]?[0-9A-Z]*\b)|https?:)"
            ),
        ),
        (
            ("-", "_"),
            (
                r"(?:^|[.!?,;:\n]\s*|\b(?:please|now|then|and|instead|only|just|must|to)\s+)"
                rf"{_WRITE}\b[^\n]{{0,20}}?(?-i:\b[A-Z]{{3,}}[-_][0-9A-Z]{{2,}}\b)"
            ),
        ),
        (
            ("instruction", "directive", "order"),
            (
                r"\b(?:new|additional|hidden|secret|updated|urgent|real|actual)\s+"
                r"(?:system\s+)?(?:instructions?|directives?|orders?)\b\s*(?:[:\-–—]"
                r"|for\b|to\b|are\b|is\b)|\bimportant\s+(?:instructions?|directives?)\s*:"
            ),
        ),
        (
            ("user", "reader", "asker", "person"),
            (
                r"\b(?:ask|tell|urge|direct|send|point|invite|instruct)\s+"
                rf"(?:the|your|every|all)\s+{_READER}\b[^\n]{{0,40}}?\b(?:that|to|about)\b"
            ),
        ),
    )
)
"""Any of these in a sentence of a note makes it no evidence for anything."""
