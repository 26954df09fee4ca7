"""Seconds that an index on a Chroma server takes, with a server on this machine.

    python tests/bench/shared.py [--passages 3000]

The words are analysed without Kiwi, so that the server is what is measured.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time

from collections.abc import Callable
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fakes.chroma import ChromaProcess
from fakes.machines import Machine


def timed(what: str, call: Callable[[], object]) -> None:
    """Run *call* and print how long it took."""
    began = time.perf_counter()
    call()
    print(f"{what:<44} {time.perf_counter() - began:8.2f} s", flush=True)


def main() -> None:
    """Print one line a step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=3000)
    passages = parser.parse_args().passages
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        server = ChromaProcess(root)
        timed("start the server", server.start)
        try:
            measure(root, server.url, passages)
        finally:
            server.kill()


def measure(root: Path, url: str, passages: int) -> None:
    """Index, read elsewhere, change a note, and search."""
    writer = Machine(root / "writer", url, database="bench")
    reader = Machine(root / "reader", url, database="bench")
    writer.write(
        {
            f"{n}.md": f"# {n}번째 노트\n\n"
            + f"서버 {n % 97}의 설정 {n}을 적는다. " * 20
            for n in range(passages)
        }
    )
    timed(f"index {passages} passages", writer.index)
    timed("first search of another machine", lambda: reader.found("서버 5 설정"))
    writer.write({"0.md": "# 새 노트\n\n양자 얽힘을 적는다.\n"})
    timed("index one changed note", writer.index)
    timed("first search of another machine after that", lambda: reader.found("얽힘"))
    times = []
    for n in range(30):
        began = time.perf_counter()
        reader.hits(f"서버 {n} 설정")
        times.append(time.perf_counter() - began)
    print(f"{'a search, median of 30':<44} {statistics.median(times):8.3f} s")
    times = []
    for _ in range(30):
        began = time.perf_counter()
        reader.generations.current()
        times.append(time.perf_counter() - began)
    print(f"{'of it: which generation answers':<44} {statistics.median(times):8.4f} s")
    writer.close()
    reader.close()


if __name__ == "__main__":
    main()
