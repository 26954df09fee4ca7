"""The same question gets the same answer, of whatever process.

Terms are kept in sets, whose order is another one in every process: what is summed
up in it differs in the last digit, and that decides between two sentences that say
as much.
"""

import json
import os
import subprocess
import sys

from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parent.parent.parent
ASK = """
import asyncio, datetime, json, pathlib, sys
from bot.wiring import open_app
from rag.settings import RagSettings
from rag.types import Ask

corpus, home, questions = map(pathlib.Path, sys.argv[1:])
app = open_app(RagSettings(corpus=corpus, home=home))
app.index(lambda _: None, lambda *_: None)
day = datetime.date(2023, 9, 1)

async def main():
    rows = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    chain = app.chain()
    for row in rows[2::3]:
        answer = await chain.ainvoke(Ask(question=row["q"], today=day))
        print(json.dumps([row["q"], answer.text], ensure_ascii=False))

asyncio.run(main())
app.close()
"""


@pytest.mark.slow
def test_answers_do_not_hang_on_the_process(tmp_path) -> None:
    """Each process orders its sets by a seed of its own."""
    questions = ROOT / "tests/golden/questions.jsonl"
    args = [sys.executable, "-c", ASK, str(ROOT / "corpus")]
    running = [
        subprocess.Popen(
            [*args, str(tmp_path / seed), str(questions)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for seed in ("1", "2", "3")
    ]
    one, *others = [
        [*map(json.loads, p.communicate()[0].splitlines())] for p in running
    ]

    assert len(one) > 100
    for other in others:
        assert one == other
