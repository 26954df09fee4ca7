"""The process that Kiwi runs in: it ends with whoever started it."""

from __future__ import annotations

import gc
import os
import signal

from concurrent.futures import ThreadPoolExecutor

import pytest

from rag.analyse.kiwi_process import KiwiProcess


@pytest.mark.parametrize("closed", [False, True])
def test_a_forgotten_process_ends(closed) -> None:
    """Also one that was asked again after it was closed."""
    process = KiwiProcess()
    process.warm()
    if closed:
        process.close()
    assert list(process.content(["배치 정규화 🧪 `batch_norm`"]))
    child = process._child.pid

    del process
    gc.collect()

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing can be halted")
def test_one_that_does_not_answer_is_not_waited_for() -> None:
    """Kiwi is loaded here then, as where it has died; everybody shares its lock."""
    process = KiwiProcess(patience=0.2)
    process.warm()
    child = process._child.pid
    os.kill(child, signal.SIGSTOP)
    waiting = ThreadPoolExecutor(1)

    try:
        asked = waiting.submit(lambda: list(process.content(["배치 정규화"])))
        found = asked.result(30)
    finally:
        waiting.shutdown()

    assert ["배치", "정규화"] == [m.form for m in found[0]]
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.fixture(scope="module")
def process():
    process = KiwiProcess()
    yield process
    process.close()


ASKED = [
    ["배치 정규화는 평균을 뺀다 🧪", "`batch_norm` only", "손실 $L_2$를 줄인다"],
    [f"{n}번째 실험의 학습률은 {n}이다" for n in range(70)],
    ["드롭아웃은 뉴런을 끈다"],
]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2), (0,)])
def test_whoever_takes_first_gets_what_was_asked_for(process, kiwi, order) -> None:
    """Also when others have asked since, and when some never take theirs."""
    asked = [process.tokens(texts) for texts in ASKED]

    taken = {at: list(asked[at]) for at in order}

    assert {at: list(kiwi.tokens(ASKED[at])) for at in order} == taken


def test_what_a_process_was_asked_that_died_is_read_here(kiwi) -> None:
    """It may have been asked, and nobody have waited for it yet."""
    process = KiwiProcess()
    texts = ASKED[1]
    asked = process.tokens(texts)
    process._child.kill()
    process._child.wait()

    assert list(kiwi.tokens(texts)) == list(asked)
    assert list(kiwi.tokens(ASKED[0])) == list(process.tokens(ASKED[0]))
