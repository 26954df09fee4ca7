"""What a model invents is caught, and what it says in its own words is not.

``ko.tsv`` and ``en.tsv`` hold honest paraphrases of the notes in corpus/, and
for each an edit that makes it untrue; ``foreign.tsv`` whole sentences from
elsewhere. They were written before the check, and it was tuned on them.
``held.tsv`` was written afterwards, and tuned on since.
``answers*.tsv`` hold sentences as a chat model writes them, some with an edit,
``made*.tsv`` plausible sentences on the subject of a note that doesn't say them.
The floors below are a little under what was measured on what was tuned on.
``_held``, ``_last`` and ``_blind`` were tried untuned once; of their honest
sentences 18 of 85, 15 of 80 and 11 of 170 were flagged then, of their inventions
44 of 46, 25 of 30 and 70 of 80 caught, and 21 of the 50 of ``changed_blind``,
which are changed in other ways than numbers and names as well. What these tries
showed was mended, but for no single sentence. Of all 818 honest ones 21 are
flagged now, of the 202 plausible ones 21 pass: the words of both are much the same.
"""

import functools
import re

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.check.rules.support import weigh
from rag.check.verdict.checker import Checker, judgement
from rag.corpus.read import read_text
from rag.text.chunking import chunks
from rag.types import Hit, Verdict


HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus"
PARAPHRASES = ("ko.tsv", "en.tsv", "held.tsv")
ANSWERS = ("answers.tsv", "answers_held.tsv")
MADE = ("made.tsv", "made_held.tsv", "made_last.tsv", "made_blind.tsv")
EXACT = {"number", "date", "formula", "function", "quote"}
"""Kinds of inventions that stand to the letter in a note, or don't."""


def rows(*names: str) -> Iterator[list[str]]:
    """Yield the fields of each line of the named files."""
    for name in names:
        for line in (HERE / name).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line.split("\t")


def edited(*names: str) -> Iterator[list[str]]:
    """Yield those that have an edit."""
    return (row for row in rows(*names) if len(row) > 2)


@pytest.fixture(scope="module")
def notes() -> dict[str, list[Hit]]:
    """The passages of each note of the corpus, by its name without the date."""
    found = {}
    for path in CORPUS.rglob("*.md"):
        if path.name == "README.md":
            continue
        text = path.read_text("utf-8")
        (note,) = read_text(path.name, text, first_commit=lambda _: None).entries
        name = re.sub(r"^\d{4}-\d\d-\d\d-", "", path.stem)
        found[name] = [
            Hit(chunk=c, entry=note, score=1.0, strength=1.0) for c in chunks(note)
        ]
    return found


@pytest.fixture(scope="module")
def verdict(notes):
    """Give the verdict on a sentence that cites a note."""
    checker = Checker()

    @functools.cache  # several tests ask of the same sentences
    def judge(name: str, sentence: str) -> Verdict:
        (claim,) = checker.reader.read([sentence])
        hits = [hit for one in name.split("+") for hit in notes[one]]
        evidence = checker.evidence(hits)
        return judgement(weigh(claim, evidence, checker.reader.glossary))[0]

    return judge


def caught(verdict, *names: str, kinds=None) -> tuple[int, int]:
    """Return how many of the edits are caught, of how many."""
    made = [
        (note, honest.replace(old, new, 1))
        for note, honest, kind, old, new in edited(*names)
        if kinds is None or kind in kinds
    ]
    found = [verdict(*one) is not Verdict.SUPPORTED for one in made]
    return sum(found), len(found)


def flagged(verdict, *names: str) -> tuple[int, int]:
    """Return how many of the honest sentences are taken for inventions."""
    found = [verdict(r[0], r[1]) is not Verdict.SUPPORTED for r in rows(*names)]
    return sum(found), len(found)


def test_the_sets_are_large() -> None:
    """At least 300 honest sentences and 300 inventions, in both languages."""
    made = list(rows("ko.tsv", "en.tsv"))

    assert len(made) >= 300
    assert len({tuple(r[:2]) for r in made}) == len(made)
    assert all(old in honest for _, honest, _, old, _ in edited(*PARAPHRASES, *ANSWERS))
    assert len(list(rows(*ANSWERS))) >= 160
    assert len(list(rows("answers_blind.tsv"))) == 170
    assert len(made) + len(list(rows("foreign.tsv", *MADE))) >= 350


def test_of_all_honest_sentences(verdict) -> None:
    """At most three of a hundred are flagged."""
    found, of = flagged(
        verdict, *PARAPHRASES, *ANSWERS, "answers_last.tsv", "answers_blind.tsv"
    )

    assert of > 750
    assert found <= 0.03 * of


def test_what_is_exact_is_caught(verdict) -> None:
    """Changed numbers, dates, functions and quotations are, all of them."""
    found, of = caught(verdict, *PARAPHRASES, *ANSWERS, kinds=EXACT - {"formula"})

    assert of > 140
    assert of == found


def test_formulae_are_caught(verdict) -> None:
    """Changed formulae are, but where the note holds the changed one as well."""
    found, of = caught(verdict, *PARAPHRASES, kinds={"formula"})

    assert found >= 0.9 * of


def test_what_is_turned_round_is_caught(verdict) -> None:
    """Negations and opposites are caught for the most part."""
    found, of = caught(verdict, *PARAPHRASES, kinds={"negation"})

    assert found >= 0.6 * of


def test_other_subjects_are_caught(verdict) -> None:
    """One word put for another is caught as often as not."""
    found, of = caught(verdict, *PARAPHRASES, kinds={"subject"})

    assert found >= 0.55 * of


@pytest.mark.parametrize("name", [*PARAPHRASES, *ANSWERS])
def test_another_note_bears_nothing_out(verdict, notes, name: str) -> None:
    """A marker that points at a note which doesn't say it is caught."""
    names = sorted(notes)
    made = [
        (names[(names.index(r[0].split("+")[0]) + 7) % len(names)], r[1])
        for r in rows(name)
    ]
    found = sum(verdict(*one) is not Verdict.SUPPORTED for one in made)

    assert found >= 0.94 * len(made)


def test_foreign_sentences_are_caught(verdict) -> None:
    """What a note doesn't speak of is hardly ever borne out by it."""
    found = [verdict(*r) for r in rows("foreign.tsv")]

    assert found.count(Verdict.SUPPORTED) <= 1


def test_plausible_sentences_are_caught(verdict) -> None:
    """So is what is said of its subject elsewhere, though not as surely."""
    found = [verdict(*r) for r in rows(*MADE)]

    assert len(found) > 200
    assert found.count(Verdict.SUPPORTED) <= 0.12 * len(found)


def test_changed_sentences_are_caught(verdict) -> None:
    """Where they are changed in other ways than numbers and names, not as often."""
    found = [verdict(*r) for r in rows("changed_blind.tsv")]

    assert len(found) == 50
    assert found.count(Verdict.SUPPORTED) <= 0.65 * len(found)


@pytest.mark.parametrize("name", PARAPHRASES)
def test_honest_words_pass(verdict, name: str) -> None:
    """A paraphrase is hardly ever taken for an invention."""
    found, of = flagged(verdict, name)

    assert found <= 0.03 * of


@pytest.mark.parametrize(
    ("names", "share"),
    [
        (ANSWERS, 0.05),
        (("answers_last.tsv",), 0.1),
        (("answers_blind.tsv",), 0.06),
    ],
)
def test_honest_answers_pass(verdict, names: tuple[str, ...], share: float) -> None:
    """Neither is what a chat model makes of a note, as a rule."""
    found, of = flagged(verdict, *names)

    assert found <= share * of
