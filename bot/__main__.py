"""``python -m bot`` is ``tilbot``: Ctrl-C is quiet from the first moment on."""

from __future__ import annotations

import gc
import signal

from typing import NoReturn


_GARBAGE = 200_000
"""Objects that are made before they are looked through; Python's own is 700."""


def main() -> NoReturn:
    """Load the command line and run it."""
    # Until there is somebody to catch it, an interrupt just ends the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Loading Chroma makes objects that stay; looking through them again and
    # again for garbage takes a tenth of the time.
    gc.set_threshold(_GARBAGE)
    from bot import cli

    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main()


if __name__ == "__main__":
    main()
