"""Ends a process that keeps us waiting."""

from __future__ import annotations

import subprocess
import threading
import time


class Watch:
    """Kills a child that keeps us waiting, by one thread for all that it is asked.

    To start one for each batch takes longer than Kiwi does for a sentence.
    """

    def __init__(self, child: subprocess.Popen[str], patience: float) -> None:
        self.child = child
        self._patience = patience
        self._until: float | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Take in that the child is asked something."""
        self._until = time.monotonic() + self._patience
        if self._thread.ident is None:
            self._thread.start()

    def end(self) -> None:
        """Take in that it has answered."""
        self._until = None

    def _run(self) -> None:
        while self.child.poll() is None:
            # Nothing that is asked while this sleeps can be late before it wakes.
            now, until = time.monotonic(), self._until
            if until is not None and until <= now:
                # That closes the pipes, so that neither end of it is waited for.
                self.child.kill()
                return
            time.sleep(self._patience if until is None else until - now)
