"""Korean words: the content morphemes of a text, by Kiwi or by a list of particles."""

from __future__ import annotations

import re
import threading

from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from itertools import islice
from typing import Any, NamedTuple, Protocol

from rag.analyse.misreadings import CONTENT, NOUNS, unread


FRAME_WORDS = frozenset(
    """뭐 뭣 뭘 머 무어 무엇 무슨 어떻 어떤 어떠 어느 왜 누구 언제 어디 얼마 몇
    얘기 이야기 말 이름 부르 하 되 있 없 같 싶 아니 맞 알 모르 알리 묻 주 보 보이 찾
    기억 나 나오 쓰 쓰이 적 적히 대하 관하 관련 설명 정리 요약 언급 기록 메모 노트 글
    내용 부분 쪽 전부 모두 다 궁금 질문 대답 답 이유 방법 경우 때 때문 뜻 의미 정의 비교
    차이 다르 예 예시 그 이 저 그것 이것 저것 그거 이거 저거 거 것 듯 식 가지 하나 둘 개
    번 정도 만 더 안 못 잘 또 꼭 좀 혹시 그냥 바로 다시 들""".split()
)
"""Morphemes that questions are framed with; they say little of what is asked."""


class Morpheme(NamedTuple):
    """A content morpheme; a tuple, for many at a time come from another process."""

    form: str
    noun: bool
    """Whether it is a noun or a root, as transliterated terms are."""
    start: int
    """First character in the text, from 0."""
    end: int


class Token(NamedTuple):
    """A morpheme of any kind, as the check of an answer reads them."""

    form: str
    tag: str
    """Of the Sejong tag set, without the suffix that marks irregular verbs."""
    start: int
    """First character in the text, from 0."""
    end: int


class Morphology(Protocol):
    """Splits Korean text into morphemes."""

    name: str

    def tokens(self, texts: Iterable[str]) -> Iterator[list[Token]]:
        """Yield all morphemes of each text, in order."""

    def content(self, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
        """Yield the content morphemes of each text, in order."""

    def warm(self) -> None:
        """Begin to load, so that the first text need not wait."""

    def close(self) -> None:
        """Let go of what was loaded."""


HANGUL = re.compile(r"[가-힣]")
_BATCH = 64
"""Texts that are read at once."""


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield *texts* as many at a time as are read at once."""
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        yield batch


class KiwiMorphology:
    """Morphemes by kiwipiepy, loaded at the first text that holds Hangul."""

    def __init__(self) -> None:
        self._kiwi: Any = None
        self._lock = threading.Lock()
        self.name = f"kiwi-{metadata.version('kiwipiepy')}"
        """Asked of the installed package, because importing it takes time."""

    def warm(self) -> None:
        """Load the model now; may be called from any thread."""
        with self._lock:
            if self._kiwi is None:
                from kiwipiepy import Kiwi

                # The extra dictionaries gave no better ranking, and cost
                # three times the loading time and twice the memory.
                self._kiwi = Kiwi(
                    load_default_dict=False,
                    load_multi_dict=False,
                    load_typo_dict=False,
                )

    def close(self) -> None:
        """Let go of the model."""
        with self._lock:
            self._kiwi = None

    def tokens(self, texts: Iterable[str]) -> Iterator[list[Token]]:
        """Yield all morphemes of each text, in order; none without Hangul."""
        for _, tokens in self._read(texts):
            yield [
                Token(t.form.lower(), t.tag.partition("-")[0], t.start, t.start + t.len)
                for t in tokens
            ]

    def _read(self, texts: Iterable[str]) -> Iterator[tuple[str, Sequence[Any]]]:
        """Yield each text with what Kiwi reads it as: nothing without Hangul."""
        for batch in batches(texts):
            korean = [text for text in batch if HANGUL.search(text)]
            if korean:
                self.warm()
            # Kiwi reads several texts on as many threads as there are cores.
            read = iter(self._kiwi.tokenize(korean) if korean else ())
            for text in batch:
                yield text, next(read) if HANGUL.search(text) else ()

    def content(self, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
        """Yield the content morphemes of each text, in order."""
        for text, tokens in self._read(texts):
            if not tokens:
                yield []
                continue
            spans = unread(tokens, text)
            found = [
                Morpheme(t.form.lower(), t.tag in NOUNS, t.start, t.start + t.len)
                for t in tokens
                if t.tag in CONTENT and HANGUL.search(t.form)
                if not any(a <= t.start < b for a, b in spans)
            ]
            found += [Morpheme(text[a:b], True, a, b) for a, b in spans]  # noqa: FBT003
            yield sorted(found, key=lambda m: m.start)


_ENDINGS = sorted(
    """은 는 이 가 을 를 의 에 에서 에게 으로 로 와 과 도 만 까지 부터 이나 나 이라 라
    이다 다 이며 며 에는 에서는 으로는 로는 에도 이라는 라는 이란 란 으로의 에의 들 들이
    들을 들은 하는 하고 하여 해서 했다 한다 합니다 됩니다 되는 된 된다 인 일 입니다 이고
    고 면 이면 보다 처럼 같은 대한 하기 하게 하지 할 한 함 됨""".split(),
    key=len,
    reverse=True,
)


class ParticleMorphology:
    """Words without their longest particle or ending; no dictionary needed."""

    name = "particles-1"

    def warm(self) -> None:
        """Do nothing; there is nothing to load."""

    def close(self) -> None:
        """Do nothing."""

    def tokens(self, texts: Iterable[str]) -> Iterator[list[Token]]:
        """Yield the stripped words of each text, as nouns all of them."""
        for found in self.content(texts):
            yield [Token(m.form, "NNG", m.start, m.end) for m in found]

    def content(self, texts: Iterable[str]) -> Iterator[list[Morpheme]]:
        """Yield the stripped words of each text, in order."""
        for text in texts:
            found = []
            for match in re.finditer(r"[가-힣]+", text):
                word = match[0]
                for ending in _ENDINGS:
                    if word.endswith(ending) and len(word) - len(ending) >= 2:
                        word = word[: -len(ending)]
                        break
                start = match.start()
                found.append(Morpheme(word, True, start, start + len(word)))  # noqa: FBT003
            yield found


def morphology() -> Morphology:
    """Return Kiwi where it is installed, else the particle list."""
    try:
        return KiwiMorphology()
    except metadata.PackageNotFoundError:
        return ParticleMorphology()
