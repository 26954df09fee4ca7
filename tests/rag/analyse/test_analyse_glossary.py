"""Concepts by their names."""

from __future__ import annotations

import unicodedata

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.analyse.glossary import Concept, Glossary, parse


RAW = (
    "# names\n"
    "early stopping; patience\t조기 종료\t더 낫지 않으면 그만두기\tquit when no better\n"
    "k-means\tk-평균; 케이 평균\t가까운 것끼리 묶기\tgroup what is near\n"
    "only\tthree\tcells\n"
    "\n"
)


@pytest.fixture
def glossary() -> Glossary:
    return Glossary(parse(RAW))


def test_lines_of_another_shape_are_left_out() -> None:
    """A line is four cells; comments and the rest don't count."""
    assert [
        Concept(
            ("early stopping", "patience"),
            ("조기 종료",),
            ("더 낫지 않으면 그만두기", "quit when no better"),
        ),
        Concept(
            ("k-means",),
            ("k-평균", "케이 평균"),
            ("가까운 것끼리 묶기", "group what is near"),
        ),
    ] == parse(RAW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use Early Stopping here", {0}),
        ("early-stopping", {0}),
        ("EarlyStopping을 켠다", {0}),
        ("조기종료를 쓴다", {0}),
        ("모델은 조기 종료로 멈춘다", {0}),
        ("K-Means와 patience", {0, 1}),
        ("케이평균", {1}),
        ("impatience", set()),
        ("재조기 종료", set()),
        ("", set()),
        ("🧩", set()),
    ],
)
def test_names_are_met_however_they_are_spaced(glossary, text, expected) -> None:
    """Spaces, hyphens and case don't matter; a name begins where a word begins."""
    assert expected == glossary.mentioned(text)


@given(st.text())
def test_any_text_can_be_read(text) -> None:
    """Nothing raises, and only known numbers come out."""
    assert Glossary(parse(RAW)).mentioned(text) <= {0, 1}


def test_the_digest_follows_the_content() -> None:
    """Another glossary has another digest, the same one the same."""
    assert Glossary(parse(RAW)).digest == Glossary(parse(RAW)).digest
    assert Glossary(parse(RAW)).digest != Glossary(parse(RAW + "a\tb\tc\td\n")).digest


def test_the_shipped_glossary_is_whole() -> None:
    """Every line is read, each concept has a name and a description, all NFC."""
    concepts = Glossary.load().concepts

    assert len(concepts) > 500
    assert all(c.english and all(c.described) for c in concepts)
    assert all(unicodedata.is_normalized("NFC", c.text) for c in concepts)
