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
