"""What is logged, and where to; applied by the front ends."""

from __future__ import annotations

from typing import Any


QUIET = ("chromadb", "httpx", "httpcore", "openai", "discord", "asyncio", "dotenv")
"""Libraries that tell more than a reader of tilbot's log wants."""


def log_config(level: str = "WARNING") -> dict[str, Any]:
    """
    Return a configuration for `logging.config.dictConfig`.

    Args:
        level: The level of tilbot's own loggers. Libraries stay one step
            quieter, unless *level* is ``DEBUG``.

    Lines go to stderr, so that stdout stays the answer and only the answer.
    """
    other = "DEBUG" if level == "DEBUG" else "ERROR" if level == "ERROR" else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "stream": "ext://sys.stderr",
            }
        },
        "loggers": {
            "bot": {"level": level},
            "rag": {"level": level},
            **{name: {"level": other} for name in QUIET},
        },
        "root": {"level": other, "handlers": ["stderr"]},
    }
