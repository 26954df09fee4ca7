"""Code in a reply: how it is painted, what it says, and comments of the model."""

import re

from datetime import date

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.verdict.checker import Checker
from rag.query_types import Kind, Query
from rag.types import Outcome, Verdict


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


@pytest.mark.parametrize(
    ("code", "left"),
    [
        (f"{PRUNE}  # 쓰지 않는 이미지를 지운다", None),
        (f"# 쓰지 않는 이미지를 지운다\n{PRUNE}", None),
        (f"{PRUNE}  # 매주 금요일에 돌린다", PRUNE),
        (f"// 매주 금요일에 돌린다\n{PRUNE}", PRUNE),
        (f"{PRUNE} /* since Docker 1.13 */", PRUNE),
        (
            "[Unit]\nOnFailure=alert@%n.service\n; 커널이 알린다\nStartLimitBurst=4",
            "[Unit]\nOnFailure=alert@%n.service\nStartLimitBurst=4",
        ),
    ],
)
async def test_a_comment_stands_or_falls_alone(code, left) -> None:
    """The code of the note stays; what a comment invents goes, and is counted."""
    answer = await run("이미지를 지우는 명령은?", fenced(code, "sh"), "")

    assert Outcome.ANSWERED is answer.outcome
    assert f"```sh\n{left or code}\n```" in answer.text
    said = [c.verdict for c in answer.checks]
    assert ([Verdict.SUPPORTED] if left is None else [Verdict.SUPPORTED, said[-1]]) == (
        said
    )
    assert (left is None) == (Verdict.SUPPORTED is said[-1])
    assert (left is None) == ("뺐습니다" not in answer.text)
    assert all(s.text for s in answer.workings.checks)


@pytest.mark.parametrize(
    "code",
    [
        "docker image prune  # 쓰지 않는 이미지를 지운다",
        f"{PRUNE} -- volumes",
        f"{PRUNE} --volumes",
        f"{PRUNE}#volumes",
    ],
)
async def test_code_that_no_note_has_is_not_saved_by_a_comment(code) -> None:
    """Nor is a part of a command taken for one."""
    answer = await run("이미지를 지우는 명령은?", fenced(code, "sh"), "")

    assert Outcome.NO_EVIDENCE is answer.outcome
    assert "volumes" not in answer.text


async def test_a_table_rests_on_the_sentence_behind_it() -> None:
    """It has no place for a marker, and stands in a paragraph of its own."""
    table = "| 명령 | 하는 일 |\n|---|---|\n| `docker system prune` | 이미지를 지운다 |"
    reply = f"{table}\n\n`docker system prune`은 쓰지 않는 이미지를 지웁니다. [til-1]"
    answer = await run("이미지를 지우는 명령은?", reply, kind=Kind.QUESTION)

    assert table in answer.text
    assert {Verdict.SUPPORTED} == {c.verdict for c in answer.checks}


async def test_code_is_not_worded_anew() -> None:
    """On the one line of a wording its own lines would be lost."""
    good = "`docker system prune`은 쓰지 않는 이미지를 지웁니다 [til-1]."
    code = fenced("docker volume rm cache\ndocker volume ls", "sh")
    answer = await run("이미지를 지우는 명령은?", f"{good}\n\n{code}")

    assert good.split("`")[1] in answer.text
    assert "volume ls" not in answer.text or "\ndocker volume ls\n" in answer.text
