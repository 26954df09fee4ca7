"""Prints what a cold command costs, as ratios to `import chromadb` in one run.

python tests/bench/cold.py [--notes PATH] [--runs N]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Print seconds, ratios and the peak memory of a search."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=Path, default=ROOT / "corpus")
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ,
            "TILBOT_CORPUS": str(args.notes),
            "TILBOT_HOME": home,
            "TILBOT_EMBEDDINGS": "local",
            "TILBOT_CHAT_MODEL": "none",
        }
        python = sys.executable
        commands = {
            "import chromadb": [python, "-c", "import chromadb"],
            "tilbot --help": [python, "-m", "bot", "--help"],
            "tilbot list": [python, "-m", "bot", "list"],
            "tilbot index": [python, "-m", "bot", "index"],
            "tilbot search": [python, "-m", "bot", "search", "배치 정규화 batch norm"],
        }

        def run(command: list[str]) -> float:
            began = time.perf_counter()
            subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
            return time.perf_counter() - began

        run(commands["tilbot index"])
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(args.runs):
            for name, command in commands.items():
                seconds[name].append(run(command))
        base = statistics.median(seconds["import chromadb"])
        for name, spent in seconds.items():
            median = statistics.median(spent)
            print(f"{name:16} {median:6.2f} s  {median / base:5.2f} x import chromadb")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of the largest of them: {peak:.0f} MB")


if __name__ == "__main__":
    main()
