"""Where the settings come from; the only reader of the environment."""

from __future__ import annotations

import os

from collections.abc import Mapping


def environment() -> Mapping[str, str]:
    """
    Return the variables of ``.env`` with those of the process on top.

    ``.env`` is looked for in the current folder, then upward. Lines in it
    that make no sense are skipped with a warning.

    Raises:
        ConfigError: ``.env`` is there and can't be read.
    """
    from dotenv import dotenv_values, find_dotenv

    from rag.errors import ConfigError

    path = find_dotenv(usecwd=True)
    try:
        found = dotenv_values(path, encoding="utf-8-sig") if path else {}
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(
            f"{path} can't be read: {e}.",
            hint="Save it as UTF-8 text that you may read, or remove it.",
        ) from e
    return {**{k: v for k, v in found.items() if v is not None}, **os.environ}
