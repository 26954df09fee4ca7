"""Code in a reply: how it is painted, what it says, and comments of the model."""

import re

from datetime import date

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain import Answerer
from rag.check.checker import Checker
from rag.types import Kind, Outcome, Query, Verdict


DISK = """\
디스크가 가득 차면 `journalctl --vacuum-size=200M`으로 로그를 줄인다. \
`docker system prune`은 쓰지 않는 이미지를 지운다.

```
[Unit]
OnFailure=alert@%n.service
StartLimitBurst=4
```

네 번 넘게 실패하면 더 띄우지 않고 알린다."""
HITS = (hit(entry("disk", DISK, title="디스크와 systemd", day=date(2023, 4, 2))),)
CHECKER = Checker()
PRUNE = "docker system prune"


async def run(question, *replies, lang="ko", kind=Kind.CODE):
    """Return the answer to *question* of a model that says *replies*."""
    answerer = Answerer(
        understand=lambda a: Query(text=a.question, lang=lang, kind=kind),
        searcher=FixedSearcher(HITS),
        catalogue=FixedCatalogue(()),
        generator=Replies(*replies),
        checker=CHECKER,
    )
    return await answerer.answer(ask(question))


def fenced(code, tag="", fence="```"):
    """Return *code* in a fence that says what it is written in."""
    return f"{fence}{tag}\n{code}\n{fence}\n[til-1]"


@pytest.mark.parametrize("tag", ["", "bash", "shell", "Console", " yaml", "c++"])
@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
async def test_what_code_is_written_in_is_no_word_of_the_note(tag, fence) -> None:
    """Commands stand in a note between words; a model fences and paints them."""
    answer = await run("이미지를 지우는 명령은?", fenced(PRUNE, tag, fence))

    assert Outcome.ANSWERED is answer.outcome
    assert PRUNE in answer.text
    assert [Verdict.SUPPORTED] == [c.verdict for c in answer.checks]


@pytest.mark.parametrize("tag", ["Kowalski", "hunter2"])
async def test_any_other_word_behind_a_fence_is_read(tag) -> None:
    """Nobody gets a word past the check there."""
    answer = await run("이미지를 지우는 명령은?", fenced(PRUNE, tag), "")

    assert Outcome.NO_EVIDENCE is answer.outcome
    assert tag not in answer.text


async def test_a_line_of_code_that_the_note_lacks_is_still_told() -> None:
    """The tag is set aside, and nothing of the code."""
    code = f"{PRUNE}\ndocker volume rm cache"
    answer = await run("이미지를 지우는 명령은?", fenced(code, "bash"), "")

    assert "volume" not in re.sub(r"\s", "", answer.text)
