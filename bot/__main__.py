"""``python -m bot`` is ``tilbot``: Ctrl-C is quiet from the first moment on."""

from __future__ import annotations

import signal

from typing import NoReturn


def main() -> NoReturn:
    """Load the command line and run it."""
    # Until there is somebody to catch it, an interrupt just ends the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot import cli

    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main()


if __name__ == "__main__":
    main()
