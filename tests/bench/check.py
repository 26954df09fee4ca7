"""Prints what the check of a reply costs, and how well it tells.

    python tests/bench/check.py

Milliseconds an answer of four sentences from three notes: the notes read for the
first time with it, read ahead, as they are while a model is asked, and read before;
what reading them ahead takes; then, over the sets in tests/inventions and in
tests/strangers, how many inventions are caught and honest sentences flagged.
"""

from __future__ import annotations

import itertools
import re
import statistics
import sys
import time

from datetime import date
from pathlib import Path


HERE = Path(__file__).resolve().parent
sys.path[:0] = [
    str(HERE.parents[1]),
    *(str(HERE.parent / n) for n in ("inventions", "strangers")),
]

from test_inventions import ANSWERS, CORPUS, MADE, PARAPHRASES, rows  # noqa: E402
from test_strangers import FOLDERS, verdicts  # noqa: E402

from rag.analyse.kiwi_process import beside  # noqa: E402
from rag.check.reply.draft import Draft  # noqa: E402
from rag.check.rules.support import weigh  # noqa: E402
from rag.check.verdict.checker import Checker, judgement  # noqa: E402
from rag.corpus.read import read_text  # noqa: E402
from rag.injection.disarming import disarm  # noqa: E402
from rag.query_types import Query  # noqa: E402
from rag.text.chunking import chunks  # noqa: E402
from rag.types import Ask, Hit, Verdict  # noqa: E402


def notes() -> dict[str, list[Hit]]:
    """Return the passages of each note of the corpus, by its name."""
    found = {}
    for path in sorted(CORPUS.rglob("*.md")):
        if path.name != "README.md":
            text = path.read_text("utf-8")
            (note,) = read_text(path.name, text, first_commit=lambda _: None).entries
            found[re.sub(r"^\d{4}-\d\d-\d\d-", "", path.stem)] = [
                Hit(chunk=c, entry=note, score=1.0, strength=1.0) for c in chunks(note)
            ]
    return found


def answer(
    checker: Checker, hits: list[Hit], reply: str, *, ahead: bool = False
) -> tuple[float, float]:
    """Return the milliseconds that the check of *reply* takes, orders included.

    With *ahead* those are apart that it takes to read the passages before.
    """
    began = time.perf_counter()
    asked = disarm(
        Ask(question="무엇인가?", today=date(2022, 1, 1)), Query(text="무엇인가?"), hits
    )
    taken = (time.perf_counter() - began) * 1000
    draft = Draft(checker=checker, asked=asked, lang="ko")
    began = time.perf_counter()
    if ahead:
        draft.read_ahead()
    reading = (time.perf_counter() - began) * 1000 if ahead else 0.0
    for at in range(0, len(reply), 4):
        if draft.hear(reply[at : at + 4]):
            draft.release()
    draft.close()
    return taken + draft.spent, reading


def told(times: list[float]) -> str:
    """Return the median of *times*, and what nineteen of twenty take at most."""
    late = statistics.quantiles(times, n=20)[-1]
    return f"median {statistics.median(times):.1f} ms, p95 {late:.1f} ms"


def main() -> None:
    """Measure, print."""
    held = notes()
    korean = beside()
    list(korean.tokens(["가"]))
    checker = Checker(korean)
    by_note = [
        (name, [r[1] for r in group][:4])
        for name, group in itertools.groupby(rows("ko.tsv", "en.tsv"), lambda r: r[0])
    ]
    for when in ("first", "ahead", "again"):
        checker = Checker(korean) if when == "ahead" else checker
        times, before = [], []
        for at, (name, said) in enumerate(by_note):
            others = [by_note[(at + n) % len(by_note)][0] for n in (1, 2)]
            hits = [held[n][0] for n in (name, *others)]
            reply = " ".join(f"{s.rstrip('.')} [til-1]." for s in said)
            spent, reading = answer(checker, hits, reply, ahead=when == "ahead")
            times.append(spent)
            before.append(reading)
        print(f"{when}: {told(times)}", f"(read in {told(before)})" * any(before))

    def passes(name: str, text: str) -> bool:
        (claim,) = checker.reader.read([text])
        hits = [hit for one in name.split("+") for hit in held[one]]
        weighed = weigh(claim, checker.evidence(hits), checker.reader.glossary)
        return judgement(weighed)[0] is Verdict.SUPPORTED

    for name in (*PARAPHRASES, *ANSWERS, "answers_last.tsv", "answers_blind.tsv"):
        made = list(rows(name))
        flagged = sum(not passes(r[0], r[1]) for r in made)
        edits = [r for r in made if len(r) > 2]
        kinds = sorted({r[2] for r in edits})
        caught = {
            k: (
                sum(not passes(r[0], r[1].replace(r[3], r[4], 1)) for r in of_kind),
                len(of_kind),
            )
            for k in kinds
            if (of_kind := [r for r in edits if r[2] == k])
        }
        print(name, f"honest flagged {flagged}/{len(made)};", "caught", caught)
    for name in ("foreign.tsv", *MADE):
        made = list(rows(name))
        print(name, "caught", sum(not passes(*r) for r in made), "of", len(made))
    for folder in FOLDERS:
        found = verdicts(folder)
        kinds = sorted({kind for kind, _ in found})
        counts = (
            f"{k} {found[k, False]}/{found[k, False] + found[k, True]}" for k in kinds
        )
        print(f"strangers/{folder}, not borne out:", ", ".join(counts))
    korean.close()


if __name__ == "__main__":
    main()
