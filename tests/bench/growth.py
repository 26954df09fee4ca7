"""Prints what thousands of notes cost: to index, to keep level, and to search.

    python tests/bench/growth.py --notes PATH [--count N] [--runs N]

The Markdown notes below PATH are copied, each copy with words of its own, until
there are N (10,000). Commands are run as processes, in turns, and compared with
one another within the run: seconds on another machine are others. Give it a
machine that does nothing else, and room for 100 MB per 1,000 notes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent.parent
SEARCH = """
import json, statistics, sys, time
from pathlib import Path
from bot.wiring import open_app
from rag.settings import RagSettings
from rag.query_types import Query
app = open_app(RagSettings(corpus=Path(sys.argv[1]), home=Path(sys.argv[2])))
questions, spent = json.loads(sys.argv[3]), []
for lap in range(2):
    for text in questions:
        began = time.perf_counter()
        app.searcher.search(Query(text=text), limit=6)
        spent.append((time.perf_counter() - began) * 1000)
warm = spent[len(questions):]
print(spent[0], statistics.median(warm), statistics.quantiles(warm, n=20)[-1])
app.close()
"""


def copies(notes: Path, to: Path, count: int) -> None:
    """Write *count* notes: those below *notes*, over and over."""
    sources = [p for p in sorted(notes.rglob("*.md")) if p.parent != notes]
    for n in range(count):
        turn, at = divmod(n, len(sources))
        text = sources[at].read_text("utf-8")
        target = to / f"copy{turn}" / sources[at].relative_to(notes)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("\n\n", f" v{turn}\n\n"), "utf-8")
        os.utime(target, ns=(0, 1_600_000_000_000_000_000))


class Tilbot:
    """Runs commands over the copies."""

    def __init__(self, notes: Path, home: Path) -> None:
        self.env = {
            **os.environ,
            "TILBOT_CORPUS": str(notes),
            "TILBOT_HOME": str(home),
            "TILBOT_EMBEDDINGS": "local",
            "TILBOT_CHAT_MODEL": "none",
        }

    def seconds(self, *command: str) -> tuple[float, float]:
        """Return the seconds a command takes, and those of all processors."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.env,
            check=True,
            capture_output=True,
        )
        spent = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return spent, used


def megabytes(folder: Path) -> float:
    """Return what the files below *folder* take."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def main() -> None:
    """Print a line for each thing that is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--questions", type=Path, default=ROOT / "tests/golden/questions.jsonl"
    )
    args = parser.parse_args()
    lines = args.questions.read_text("utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines][:150]
    with tempfile.TemporaryDirectory() as folder:
        notes, home = Path(folder) / "notes", Path(folder) / "home"
        copies(args.notes, notes, args.count)
        tilbot = Tilbot(notes, home)
        spent, used = tilbot.seconds("-m", "bot", "index")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        status = json.loads(
            subprocess.run(
                [sys.executable, "-m", "bot", "status", "--json"],
                cwd=ROOT,
                env=tilbot.env,
                check=True,
                capture_output=True,
            ).stdout
        )
        print(f"{status['entries']} notes, {status['chunks']} passages")
        print(f"first index    {spent:8.1f} s  ({used:.1f} s of processors)")
        print(f"peak memory    {peak:8.0f} MB")
        print(f"on disk        {megabytes(home):8.0f} MB", flush=True)

        first = next(iter(sorted(notes.rglob("*.md"))))
        rows: dict[str, list[tuple[float, float]]] = {}
        for n in range(args.runs):
            commands = {
                "import chromadb": ("-c", "import chromadb"),
                "list": ("-m", "bot", "list"),
                "index, nothing changed": ("-m", "bot", "index"),
                "index, one changed": ("-m", "bot", "index"),
            }
            for name, command in commands.items():
                if "one" in name:
                    first.write_text(
                        f"# 바뀐 글 {n} 🧪\n\n{n}번째로 고쳤다.\n", "utf-8"
                    )
                rows.setdefault(name, []).append(tilbot.seconds(*command))
        base = statistics.median(s for s, _ in rows["list"])
        for name, row in rows.items():
            median = statistics.median(s for s, _ in row)
            used = statistics.median(u for _, u in row)
            print(
                f"{name:24} {median:6.2f} s  {median / base:5.2f} x list"
                f"  ({used:.2f} s of processors)",
                flush=True,
            )
        out = subprocess.run(
            [
                sys.executable, "-c", SEARCH,
                str(notes), str(home), json.dumps(questions),
            ],
            cwd=ROOT, env=tilbot.env, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        cold, p50, p95 = map(float, out.split())
        print(f"search: first {cold:.0f} ms, then p50 {p50:.1f}, p95 {p95:.1f} ms")


if __name__ == "__main__":
    main()
