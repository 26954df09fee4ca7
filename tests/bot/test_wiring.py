import asyncio
import logging
import time

from contextlib import aclosing
from dataclasses import replace
from datetime import date

import pytest

from fakes.openai_server import Failure, fake_openai
from fakes.quotes import is_source

from bot.wiring import App, open_app
from rag.errors import ConfigError, IndexMissing, ServiceError, UsageError
from rag.index.generations.library import Library
from rag.query_types import Kind
from rag.settings import OPENAI_CHAT, OPENAI_EMBEDDINGS, RagSettings
from rag.types import Ask, Delta, Mode, Outcome, Usage


NOTES = {
    "2022-03-01-padding.md": """\
---
title: 패딩을 왜 넣는가 🧩
date: 2022-03-01
category: 딥러닝
---
합성곱(convolution)을 지나면 가장자리가 깎여 크기가 줄어든다. 패딩(padding)을 넣으면 크기가 유지된다[til-1].

출력 크기는 $\\lfloor (n + 2p - k)/s \\rfloor + 1$ 이다.

```python
x[0]  # [1] 은 인용이 아니다
```
""",
    "2021-05-11-batch-norm.md": """\
---
title: 배치 정규화의 is_training
date: 2021-05-11
category: 딥러닝
---
배치 정규화는 is_training이 True이면 미니배치의 평균과 분산을 쓴다.
""",
    "2022-03-05-git-stash.md": """\
---
title: git stash로 잠깐 치워 두기
date: 2022-03-05
category: 도구
---
커밋하지 않은 변경을 잠시 치우려면 `git stash`를 쓴다.
""",
}
TODAY = date(2022, 10, 10)
PADDING = "패딩을 넣으면 크기가 어떻게 되나?"
ALL = "패딩(padding), 배치 정규화, git stash"
"""Names what each note is about."""
KEY = "sk-SECRET-0123456789"


def quiet(*_args) -> None:
    """Say nothing."""


def ask(question: str = PADDING, **changes) -> Ask:
    return Ask(**{"question": question, "today": TODAY, **changes})


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An app without any service, over notes that are indexed."""
    root = tmp_path_factory.mktemp("wiring")
    (root / "notes").mkdir()
    for name, text in NOTES.items():
        (root / "notes" / name).write_text(text, "utf-8")
    opened = open_app(RagSettings(corpus=root / "notes", home=root / "home"))
    opened.index(quiet, quiet)
    yield opened
    opened.close()


@pytest.fixture
def modelled(app):
    """Makes apps whose model is at an address; they share the opened index."""

    def make(server, *, timeout: float = 10.0) -> App:
        settings = replace(
            app.settings,
            chat_model=OPENAI_CHAT,
            api_key=KEY,
            base_url=server.base_url,
            timeout=timeout,
        )
        made = open_app(settings)
        made.analyser, made.published = app.analyser, app.published
        made.checker = app.checker
        return made

    return make


async def test_a_question_without_a_model(app) -> None:
    """The notes are quoted, at their places, in front of nobody's server."""
    answer = await app.chain().ainvoke(ask())

    assert (Outcome.ANSWERED, Mode.EXTRACTIVE) == (answer.outcome, answer.mode)
    assert "2022-03-01-padding.md" == answer.citations[0].entry.path
    assert all(is_source(c) for c in answer.citations)
    assert "크기가 유지된다[til-1]" in answer.citations[0].quote
    assert answer.timings.total > 0
    assert Usage() == answer.usage


async def test_a_question_with_a_model(modelled) -> None:
    """The model gets the passages, and its reply comes with the source's words."""
    reply = "패딩을 넣으면 크기가 유지된다 [til-1]. 지어낸 말 [til-9]."
    with fake_openai(reply) as server:
        chain = modelled(server).chain()
        *pieces, answer = [event async for event in chain.astream(ask())]
    sent, mending = server.requests

    assert pieces
    assert all(isinstance(p, Delta) for p in pieces)
    assert answer.text.startswith("패딩을 넣으면 크기가 유지된다 [til-1].\n\n")
    assert "지어낸 말" not in answer.text
    assert "1: 지어낸 말" in mending["messages"][-1]["content"]
    assert (Outcome.ANSWERED, Mode.MODEL) == (answer.outcome, answer.mode)
    assert OPENAI_CHAT == answer.model
    assert Usage(input_tokens=22, output_tokens=14) == answer.usage
    assert answer.timings.generate > 0
    (citation,) = answer.citations
    assert is_source(citation)
    assert "크기가 유지된다[til-1]." in citation.quote
    assert "합성곱(convolution)" in sent["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("fields", "question", "expected"),
    [
        ({"k": 1}, PADDING, ["2022-03-01-padding.md"]),
        ({"category": "도구"}, ALL, ["2022-03-05-git-stash.md"]),
        ({"until": date(2021, 12, 31)}, ALL, ["2021-05-11-batch-norm.md"]),
        ({"since": date(2023, 1, 1)}, ALL, []),
        ({}, "2021년 5월에 쓴 글", ["2021-05-11-batch-norm.md"]),
    ],
)
async def test_the_search_is_a_retriever(app, fields, question, expected) -> None:
    """LangChain gets what the chain reads: understood, fused and filtered."""
    retriever = app.retriever(**fields)

    found = await retriever.ainvoke(question)
    assert expected == [d.metadata["path"] for d in found]
    assert found == retriever.invoke(question)


def test_a_retriever_knows_its_categories(app) -> None:
    """A category that no note has is a mistake, not an empty find."""
    with pytest.raises(UsageError):
        app.retriever(category="없는 갈래").invoke(PADDING)


FAILURES = {
    "refused": ({"failure": Failure(status=401)}, "OPENAI_API_KEY"),
    "too often": ({"failure": Failure(status=429)}, "ask"),
    "used up": (
        {"failure": Failure(status=429, code="insufficient_quota")},
        "quota is used up",
    ),
    "broken": ({"failure": Failure(status=500)}, "trouble of its own"),
    "silent": ({"hang": 60.0}, "did not answer"),
    "silent amid": ({"hang_after": 4}, "did not answer"),
    "cut amid": ({"cut_after": 4}, "broke"),
    "politely cut": ({"cut_after": 4, "rude_cut": False}, "broke"),
    "nonsense": ({"garbage": True}, ""),
}


@pytest.mark.parametrize("how", FAILURES)
async def test_a_model_that_fails(how, app, modelled, caplog) -> None:
    """However it fails: the quotations, with what went wrong and what to do."""
    script, told = FAILURES[how]
    caplog.set_level(logging.INFO)
    with fake_openai("패딩을 넣으면 크기가 유지된다 [til-1].", **script) as server:
        # Only silence is to run into it: what is asked again takes half a second.
        patience = 0.6 if told == "did not answer" else 30.0
        answer = await modelled(server, timeout=patience).chain().ainvoke(ask())

    expected = await app.chain().ainvoke(ask())
    assert expected.text == answer.text
    assert expected.citations == answer.citations
    assert (Outcome.ANSWERED, Mode.EXTRACTIVE) == (answer.outcome, answer.mode)
    assert told in f"{answer.failure.problem} {answer.failure.hint}"
    assert answer.failure.hint
    assert 69 == answer.failure.exit_code
    assert not [r for r in caplog.records if r.levelno > logging.INFO]
    assert KEY not in caplog.text + repr(answer)


async def test_nobody_listens(app, modelled) -> None:
    """A server that is not there is a failure like any other."""
    with fake_openai() as server:
        pass
    answer = await modelled(server, timeout=5.0).chain().ainvoke(ask())

    assert (await app.chain().ainvoke(ask())).text == answer.text
    assert "can't be reached" in answer.failure.problem


async def test_a_provider_that_is_not_installed(app) -> None:
    """That is a setting to mend, not a failure to answer around."""
    nobody = open_app(replace(app.settings, chat_model="nobody:model"))
    nobody.analyser, nobody.published = app.analyser, app.published

    with pytest.raises(ConfigError):
        await nobody.chain().ainvoke(ask())


@pytest.mark.parametrize(
    ("question", "expected", "lang"),
    [
        ("안녕", Outcome.SMALLTALK, "ko"),
        ("hello", Outcome.SMALLTALK, "en"),
        ("노트가 모두 몇 개야?", Outcome.ANSWERED, "ko"),
        ("what did I write in March 2022?", Outcome.ANSWERED, "en"),
        ("2030년에 뭐 배웠지?", Outcome.NO_EVIDENCE, "ko"),
    ],
)
async def test_what_needs_no_model_asks_none(
    question, expected, lang, modelled
) -> None:
    """Small talk and lists are free, and worded in the language of the question."""
    with fake_openai() as server:
        answer = await modelled(server).chain().ainvoke(ask(question))

    assert [] == server.requests
    assert (expected, lang) == (answer.outcome, answer.query.lang)
    assert ("ko" == lang) is any("가" <= c <= "힣" for c in answer.text.split("\n")[0])


async def test_lists_are_complete(app) -> None:
    """Of March 2022 there are two notes, and both are cited."""
    answer = await app.chain().ainvoke(ask("2022년 3월에 뭐 배웠지?"))

    assert Kind.LIST is answer.query.kind
    assert {"2022-03-01-padding.md", "2022-03-05-git-stash.md"} == {
        c.entry.path for c in answer.citations
    }


@pytest.mark.parametrize(("at_most", "named"), [(None, len(NOTES)), (1, 1)])
async def test_a_list_is_as_long_as_it_may_be(app, at_most, named) -> None:
    """All notes, beyond the few that are read for an answer, unless told otherwise."""
    answer = await app.chain().ainvoke(ask("노트 목록", limit=1, at_most=at_most))

    assert named == len(answer.citations)


async def test_filters_by_hand_hold(app) -> None:
    """What lies outside of them is not found, and nothing is lifted."""
    answer = await app.chain().ainvoke(ask(category="도구", since=date(2030, 1, 1)))

    assert (Outcome.NO_EVIDENCE, None) == (answer.outcome, answer.notice)
    assert date(2030, 1, 1) == answer.query.since


async def test_a_date_in_the_question_gives_way(app) -> None:
    """Nothing was written that year, so all notes are searched, and it is said."""
    answer = await app.chain().ainvoke(ask("2019년에 쓴 노트에서 git stash 설명해줘"))

    assert "2019" in answer.notice
    assert "2022-03-05-git-stash.md" == answer.citations[0].entry.path


@pytest.mark.parametrize("cancelled", [False, True])
async def test_who_leaves_hangs_up(cancelled, modelled) -> None:
    """Closing the stream, or cancelling the question, waits for no more words."""
    # The first sentence is shown once a second one has begun.
    reply = "패딩을 넣으면 크기가 유지됩니다 [til-1]. 그리고 " * 9
    with fake_openai(reply, hang_after=12) as server:
        chain = modelled(server, timeout=20.0).chain()
        begun = asyncio.Event()

        async def listen() -> None:
            async with aclosing(chain.astream(ask())) as stream:
                async for _ in stream:
                    begun.set()
                    if not cancelled:
                        break

        task = asyncio.create_task(listen())
        await begun.wait()
        began = time.monotonic()
        if cancelled:
            task.cancel()
        await asyncio.wait([task])

    assert cancelled is task.cancelled()
    assert time.monotonic() - began < 3
    assert 1 == len(server.requests)


async def test_many_questions_at_a_time(modelled) -> None:
    """One chain serves them all, and mixes nothing up."""

    def first(body) -> str:
        """Return the first sentence of the first passage, cited."""
        text = body["messages"][-1]["content"].split("category: ")[1].split("\n\n")[1]
        said = text.split("\n⟦")[0].split(". ")[0].rstrip(".")
        return f"{said} [til-1]."

    with fake_openai(first) as server:
        chain = modelled(server).chain()
        asked = [PADDING, "git stash는 언제 쓰나?", "is_training이 True이면?"] * 3
        answers = await asyncio.gather(*(chain.ainvoke(ask(q)) for q in asked))

    assert asked == [a.question for a in answers]
    assert [
        "2022-03-01-padding.md",
        "2022-03-05-git-stash.md",
        "2021-05-11-batch-norm.md",
    ] * 3 == [a.citations[0].entry.path for a in answers]


async def test_before_the_first_indexing(tmp_path) -> None:
    """No index is said to be none, with the way out."""
    (tmp_path / "a.md").write_text("# 제목\n\n글이다.\n", "utf-8")
    app = open_app(RagSettings(corpus=tmp_path, home=tmp_path / "home"))

    with pytest.raises(IndexMissing, match="not indexed"):
        await app.chain().ainvoke(ask())

    assert app.status().generation is None
    app.close()


def test_nothing_is_opened_before_it_is_needed(tmp_path) -> None:
    """An app for a corpus that is not there can be made, and closed."""
    app = open_app(RagSettings(corpus=tmp_path / "no", home=tmp_path / "home"))
    app.close()

    assert [] == list(tmp_path.iterdir())


class Counting:
    """A library that counts how often it is asked which generation answers."""

    def __init__(self, library: Library) -> None:
        self.library, self.looks = library, 0

    def __getattr__(self, name: str):
        return getattr(self.library, name)

    def current(self):
        """Count."""
        self.looks += 1
        return self.library.current()


def test_a_question_is_understood_from_one_generation(app) -> None:
    """It is looked for once; each look is a request where the index is shared."""
    other = open_app(app.settings)
    counting = Counting(other.generations)
    other.__dict__["generations"] = counting
    other.published.run(lambda _: None)
    counting.looks = 0

    query = other.understand(ask("3월 1일에 쓴 글", today=date(2026, 1, 1)))
    other.close()

    assert date(2022, 3, 1) == query.since
    assert 1 == counting.looks


def test_a_year_is_filled_in_without_reading_the_notes(app, monkeypatch) -> None:
    """Their days are enough, whatever they hold."""
    db = app.published.run(lambda g: g.db)
    monkeypatch.delattr(type(db), "entries")

    query = app.understand(ask("3월 1일에 쓴 글", today=date(2026, 1, 1)))

    assert date(2022, 3, 1) == query.since


def test_one_note_is_had_by_its_id(app) -> None:
    """Or nothing, where it is gone."""
    assert "패딩" in app.catalogue.entry("2022-03-01-padding.md").body
    assert app.catalogue.entry("none.md") is None


def test_what_is_indexed_is_told(app) -> None:
    """Entries, days and categories of the notes; nothing is stale."""
    status = app.status()

    assert (3, False) == (status.entries, status.stale)
    assert (date(2021, 5, 11), date(2022, 3, 5)) == (status.first_day, status.last_day)
    assert (("딥러닝", 2), ("도구", 1)) == status.categories
    assert app.ensure_index(quiet, quiet) is None
    assert ["딥러닝", "도구"] == list(app.catalogue.categories())
    assert 3 == len(app.catalogue.entries()) == len(app.catalogue.chunk_counts())


def test_a_service_is_paid_after_it_was_announced(app, tmp_path) -> None:
    """How many texts and what they cost is said before the first is sent."""
    told: list[tuple[str, int]] = []
    with fake_openai(dimension=16) as server:
        settings = replace(
            app.settings,
            home=tmp_path / "home",
            embeddings=OPENAI_EMBEDDINGS,
            api_key=KEY,
            base_url=server.base_url,
        )
        paid = open_app(settings)
        report = paid.index(
            lambda text: told.append((text.text("en"), len(server.texts))), quiet
        )
        again = paid.index(lambda text: told.append((text, -1)), quiet)
        answer = asyncio.run(paid.chain().ainvoke(ask()))
        paid.close()

    ((text, sent),) = told
    assert 0 == sent
    assert f"Embedding {report.embedded} texts with {OPENAI_EMBEDDINGS}" in text
    assert "$0.0" in text
    assert (3, 0, 3) == (report.added, again.embedded, again.unchanged)
    assert "2022-03-01-padding.md" == answer.citations[0].entry.path


def test_a_service_that_fails_while_indexing_leaves_what_was(app, tmp_path) -> None:
    """An index is published whole or not at all."""
    with fake_openai(failure=Failure(status=401)) as server:
        settings = replace(
            app.settings,
            home=tmp_path / "home",
            embeddings=OPENAI_EMBEDDINGS,
            api_key=KEY,
            base_url=server.base_url,
        )
        refused = open_app(settings)
        with pytest.raises(ServiceError):
            refused.index(quiet, quiet)

    assert refused.status().generation is None
    refused.close()


def test_today_is_that_of_the_time_zone(app) -> None:
    """On the other side of the world it may be another day."""
    east = open_app(replace(app.settings, timezone="Pacific/Kiritimati")).today()
    west = open_app(replace(app.settings, timezone="Pacific/Pago_Pago")).today()

    assert (east - west).days in {1, 2}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_language_that_is_set_wins(app, lang) -> None:
    """The setting decides, whatever the question is written in."""
    fixed = open_app(replace(app.settings, lang=lang))
    fixed.published = app.published

    assert {lang} == {fixed.understand(ask(q)).lang for q in ("패딩?", "padding?")}


async def test_a_citation_says_that_its_note_was_edited(tmp_path) -> None:
    """Also a list does, and what stands as it was says nothing."""
    notes = tmp_path / "notes"
    notes.mkdir()
    for name, text in NOTES.items():
        (notes / name).write_text(text, "utf-8")
    app = open_app(RagSettings(corpus=notes, home=tmp_path / "home"))
    app.index(quiet, quiet)
    path = notes / "2022-03-01-padding.md"
    path.write_text(path.read_text("utf-8") + "\n고쳤다.\n", "utf-8")
    (notes / "2022-03-05-git-stash.md").unlink()

    one = await app.chain().ainvoke(ask())
    listed = await app.chain().ainvoke(ask("2022년 3월에 쓴 노트는?"))
    other = await app.chain().ainvoke(ask("배치 정규화의 is_training은?"))
    app.close()

    assert {"edited"} == {c.stale for c in one.citations}
    assert ["edited", "deleted"] == [c.stale for c in listed.citations]
    assert {None} == {c.stale for c in other.citations}
