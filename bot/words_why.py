"""The sentences that tell how an answer came about, in Korean and English."""

from __future__ import annotations

from rag.wording.bilingual import Sentences


class Why(Sentences):
    """What a trace is told in."""

    QUESTION = ("질문", "Question")
    UNDERSTOOD = ("이해한 것", "Understood")
    FOUND = ("찾은 노트 (갈래마다 순위)", "Found, with the rank in each arm")
    SEARCHED = ("찾은 말", "searched for")
    NOTHING = ("없음 (조건만)", "nothing, only filters")
    PHRASED = ("다른 말로", "also as")
    SIDES = ("따로도 찾음", "each alone")
    KIND = ("물은 것", "wanted")
    TIME = ("기간", "time")
    KEPT_TO = ("분류", "category")
    NO_FILTER = ("제한 없음", "any")
    ORDER = ("순서와 수", "order and number")
    NEWEST = ("최신부터", "newest first")
    OLDEST = ("오래된 것부터", "oldest first")
    GROUPED = ("묶음", "grouped by")
    ANCHOR = ("기준 노트", "told by the note")
    MEASURED = ("잰 것", "measured")
    LANGUAGE = ("답하는 언어", "answered in")
    CARRIED = ("대화에서 이어받음", "carried over from the conversation")
    LEFT_OUT = ("뺀 것", "left out")
    BY_HAND = ("직접 정함", "set by hand")
    LIFTED = ("푼 조건", "filters lifted")
    NOTICE = ("알림", "remark")
    SCORE = ("점수", "score")
    STRENGTH = ("근거", "evidence")
    ARM_WORDS = ("낱말", "words")
    ARM_GRAMS = ("글자", "grams")
    ARM_SOUNDS = ("소리", "sounds")
    ARM_MEANINGS = ("뜻", "meanings")
    ARM_VECTORS = ("벡터", "vectors")
    OVER_LIMIT = ("읽을 개수를 넘음 (-k)", "beyond the number to read (-k)")
    OVER_WEAK = ("질문에 답할 말이 모자람", "holds too little of the question")
    OVER_RIVAL = ("다른 노트가 훨씬 잘 맞음", "others fit much better")
    OVER_UNQUOTED = ("옮길 자리가 없었음", "there was no room to quote it")
    OVER_UNCITED = ("인용하지 않음", "not cited")
    PROMPT = ("모델에 보낸 글", "told to the model")
    CHARACTERS = ("{count}자", "{count} characters")
    TOKENS = ("토큰", "tokens")
    TOKENS_SPENT = ("입력 {input}, 출력 {output}", "{input} in, {output} out")
    NO_PRICE = (
        "값은 모름 (TILBOT_PRICES 참고)",
        "price unknown (see TILBOT_PRICES)",
    )
    TIMINGS = ("걸린 시간", "time taken")
    FAILURE = ("모델이 실패한 까닭", "why the model failed")
    CHECK = ("문장 확인", "check")
    SUPPORTED = ("노트에 있음", "borne out")
    UNSUPPORTED = ("노트에서 확인되지 않음", "not borne out")
    FLAGGED = ("노트와 다름", "at odds with the notes")
    NO_VERDICT = ("확인할 것 없음", "states nothing")
    NOT_SHOWN = ("보이지 않음", "not shown")
    UNTOLD = ("(다시 보여 줄 수 없는 문장)", "(a sentence that must not be repeated)")
    MISSING_TERM = ("없는 말 {what}", "word not there: {what}")
    MISSING_NAME = ("없는 이름 {what}", "name not there: {what}")
    MISSING_NUMBER = ("없거나 다른 수 {what}", "number not there, or another: {what}")
    MISSING_DATE = ("없는 날짜 {what}", "date not there: {what}")
    MISSING_CODE = ("없는 코드 {what}", "code not there: {what}")
    MISSING_FORMULA = ("없는 수식 {what}", "formula not there: {what}")
    MISSING_QUOTE = ("없는 인용 {what}", "quotation not there: {what}")
    MISSING_LINK = ("없는 링크 {what}", "link not there: {what}")
    MISSING_MENTION = ("노트에 없는 사람을 부름", "calls on somebody no note names")
    MISSING_CITES = ("인용한 노트가 없음", "cites nothing")
    MISSING_SHARE = ("노트에 있는 말이 너무 적음", "too little of it is in the notes")
    MISSING_LENGTH = ("너무 길어 확인할 수 없음", "too long to be checked")
    MISSING_LANGUAGE = ("질문의 언어가 아님", "not in the language of the question")
    MISSING_PROMPT = ("지시문을 되풀이함", "repeats the instructions")
    OPPOSITE = ("노트는 반대로 말함: {what}", "the notes say the opposite: {what}")
    DENIED = ("노트에 있는 말을 없다고 함: {what}", "denies what a note says: {what}")
    ERASED = ("기록 {count}개를 지웠습니다.", "Traces erased: {count}.")
    KIND_QUESTION = ("설명", "an explanation")
    KIND_DEFINITION = ("뜻", "a definition")
    KIND_COMPARISON = ("비교", "a comparison")
    KIND_CODE = ("코드", "code")
    KIND_FORMULA = ("수식", "a formula")
    KIND_LIST = ("노트 목록", "a list of notes")
    KIND_WHEN = ("적은 날짜", "when it was noted")
    KIND_COUNT = ("개수", "a number of notes")
    KIND_SMALLTALK = ("가벼운 대화", "small talk")
    KIND_HELP = ("도움말", "help")

    @classmethod
    def of_kind(cls, kind: str) -> Why:
        """Return the name of what a question wants; *kind* as `Kind` has it."""
        return cls[f"KIND_{kind.upper()}"]
