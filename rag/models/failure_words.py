"""What is said of a model that fails, to whoever asked, in both languages."""

from __future__ import annotations

from typing import TypeVar

from rag.errors import ServiceError
from rag.models.service import Service
from rag.query_types import Lang
from rag.wording.bilingual import Sentences


_Error = TypeVar("_Error", bound=ServiceError)


class Trouble(Sentences):
    """What went wrong, and on the second line what to do now."""

    SILENT = (
        (
            "{label}이 {timeout:g}초 안에 답하지 않았습니다.\n"
            "다시 해 보거나 TILBOT_TIMEOUT을 늘리세요."
        ),
        (
            "{label} did not answer within {timeout:g} s.\n"
            "Try again, or raise TILBOT_TIMEOUT."
        ),
    )
    BROKEN_OFF = (
        "{label}의 답이 도중에 끊겼습니다.\n다시 물어보세요.",
        "{label} broke off its reply.\nAsk once more.",
    )
    KEY = (
        "{label}이 키를 거절했습니다{tail}\n환경 변수나 .env의 {key}를 확인하세요.",
        "{label} refused the key{tail}\nCheck {key} in the environment or in .env.",
    )
    OTHER_KEY = (
        "{label}이 키를 거절했습니다{tail}\n{provider}가 읽는 키를 확인하세요.",
        (
            "{label} refused the key{tail}\n"
            "Check the key that the provider {provider} reads."
        ),
    )
    QUOTA = (
        "{label}의 사용 한도를 다 썼습니다{tail}\n계정의 요금제와 결제를 확인하세요.",
        (
            "{label} says that the quota is used up{tail}\n"
            "Check the plan and the billing of the account."
        ),
    )
    FORBIDDEN = (
        (
            "{label}이 이 요청을 허용하지 않습니다{tail}\n"
            "키의 권한과 한도, 지역을 확인하세요."
        ),
        (
            "{label} does not allow this{tail}\n"
            "Check what the key may do, its quota, and the region."
        ),
    )
    UNKNOWN = (
        (
            "{label}을 그곳에서 찾을 수 없습니다{tail}\n"
            "{setting}에 적은 이름을 확인하세요."
        ),
        "{label} is not known there{tail}\nCheck the name in {setting}.",
    )
    UNKNOWN_THERE = (
        (
            "{label}을 그곳에서 찾을 수 없습니다{tail}\n"
            "{setting}에 적은 이름과 OPENAI_BASE_URL을 확인하세요."
        ),
        (
            "{label} is not known there{tail}\n"
            "Check the name in {setting} and OPENAI_BASE_URL."
        ),
    )
    TOO_OFTEN = (
        "{label}에 너무 자주 물었습니다{tail}\n1분쯤 뒤에 다시 해 보세요.",
        "{label} says that we ask too often{tail}\nWait a minute, then try again.",
    )
    UNWELL = (
        "{label} 쪽에 문제가 있습니다{tail}\n몇 분 뒤에 다시 해 보세요.",
        "{label} has trouble of its own{tail}\nTry again in a few minutes.",
    )
    TOO_LONG = (
        (
            "{label}에는 질문과 노트가 다 들어가지 않습니다{tail}\n"
            "모델 서버의 컨텍스트 길이를 늘리거나, 더 긴 모델을 {setting}에 적거나, "
            "-k 2로 노트를 줄이세요."
        ),
        (
            "{label} has no room for the question and the notes{tail}\n"
            "Raise the context length of its server, set {setting} to a model with a "
            "longer one, or ask with -k 2."
        ),
    )
    REFUSED = (
        (
            "{label}이 요청을 거절했습니다{tail}\n"
            "{setting}에 적은 이름이 이런 일을 하는 모델인지 확인하세요."
        ),
        (
            "{label} refused the request{tail}\n"
            "Check that {setting} names a model of this kind."
        ),
    )
    UNREACHED = (
        "{label}에 연결할 수 없습니다.\n네트워크를 확인하세요.",
        "{label} can't be reached.\nCheck the network.",
    )
    UNREACHED_THERE = (
        "{label}에 연결할 수 없습니다.\n네트워크와 OPENAI_BASE_URL을 확인하세요.",
        "{label} can't be reached.\nCheck the network and OPENAI_BASE_URL.",
    )
    HUNG_UP = (
        "{label}과의 연결이 끊겼습니다.\n네트워크를 확인하세요.",
        "{label} broke the connection.\nCheck the network.",
    )
    HUNG_UP_THERE = (
        "{label}과의 연결이 끊겼습니다.\n네트워크와 OPENAI_BASE_URL을 확인하세요.",
        "{label} broke the connection.\nCheck the network and OPENAI_BASE_URL.",
    )
    FAILED = (
        "{label}에서 오류가 났습니다: {what}.\n서비스의 상태를 보고 다시 해 보세요.",
        "{label} failed: {what}.\nLook at the state of the service, then try again.",
    )
    NO_ROOM = (
        (
            "{label}의 답이 길이 제한에 걸려 도중에 끝났습니다.\n"
            "모델 서버의 컨텍스트 길이를 늘리거나 더 좁혀서 물어보세요."
        ),
        (
            "{label} ran out of room in mid-reply.\n"
            "Raise the context length of the server, or ask for less."
        ),
    )
    WITHHELD = (
        "{label}이 답을 내보내지 않았습니다.\n질문을 다르게 적어 보세요.",
        "{label} withheld its reply.\nWord the question in another way.",
    )
    NO_ANSWER = (
        (
            "모델 {name}의 답에는 노트와 대조할 내용이 없습니다.\n"
            "다시 묻거나 TILBOT_CHAT_MODEL을 다른 모델로 바꾸세요."
        ),
        (
            "The model {name} wrote nothing that can be checked.\n"
            "Ask again, or set TILBOT_CHAT_MODEL to another model."
        ),
    )

    def pair(self, lang: Lang, **values: object) -> tuple[str, str]:
        """Return what went wrong and what to do now."""
        problem, _, hint = self.text(lang, **values).partition("\n")
        return problem, hint


def failing(
    kind: type[_Error], trouble: Trouble, service: Service, **values: object
) -> _Error:
    """Return the error of *kind* that says what went wrong with *service*."""
    values |= {
        "setting": service.setting,
        "timeout": service.timeout,
        "provider": service.provider,
        "key": "OPENAI_API_KEY",
    }
    problem, hint = trouble.pair("en", label=service.label, **values)
    korean = trouble.pair("ko", label=service.label_ko, **values)
    return kind(problem, hint=hint, korean=korean)
