import json
import logging
import subprocess
import sys

import pytest

from bot.log import log_config


@pytest.mark.parametrize("level", ["WARNING", "INFO", "DEBUG", "ERROR"])
def test_lines_go_to_stderr_at_the_level(level: str) -> None:
    """Ours are shown from the level on, on stderr; libraries stay quieter."""
    code = (
        "import json, logging, logging.config, sys\n"
        "logging.config.dictConfig(json.loads(sys.argv[1]))\n"
        "for name in ('rag.chain.answerer', 'httpx'):\n"
        "    for level in ('DEBUG', 'INFO', 'WARNING', 'ERROR'):\n"
        "        logging.getLogger(name).log(getattr(logging, level), '한글')\n"
    )
    config = json.dumps(log_config(level))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, config],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    lines = [line.split()[2:4] for line in done.stderr.splitlines()]
    ours = [lv for lv, name in lines if name == "rag.chain.answerer:"]
    theirs = [lv for lv, name in lines if name == "httpx:"]
    order = ["DEBUG", "INFO", "WARNING", "ERROR"]
    assert "" == done.stdout
    assert order[order.index(level) :] == ours
    assert set(theirs) <= set(ours)
    assert ("INFO" in theirs) == (level == "DEBUG")


def test_the_configuration_is_not_applied_by_asking_for_it() -> None:
    """Only a front end sets logging up."""
    before = list(logging.getLogger().handlers)

    log_config("DEBUG")

    assert before == logging.getLogger().handlers
