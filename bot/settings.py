"""Where the settings come from; the only reader of the environment."""

from __future__ import annotations

import os

from collections.abc import Mapping


def environment() -> Mapping[str, str]:
    """
    Return the variables of the process, with those of ``.env`` behind them.

    What stands in ``.env`` becomes part of the environment, because the
    packages of other providers read their keys from there.

    ``.env`` is looked for in the current folder, then upward. Lines in it
    that make no sense are skipped with a warning.

    Raises:
        ConfigError: ``.env`` is there and can't be read.
    """
    from dotenv import find_dotenv, load_dotenv

    from rag.errors import ConfigError

    path = find_dotenv(usecwd=True)
    try:
        if path:
            load_dotenv(path, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(
            f"{path} can't be read: {e}.",
            hint="Save it as UTF-8 text that you may read, or remove it.",
        ) from e
    return os.environ
