"""The process that Kiwi runs in: it ends with whoever started it."""

from __future__ import annotations

import gc
import os

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
