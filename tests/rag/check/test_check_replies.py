"""Replies as chat models write them: short ones, lead-ins, what the notes lack."""

import re

from datetime import date

import pytest

from fakes.rag import FixedCatalogue, FixedSearcher, Replies, ask, entry, hit

from rag.chain.answerer import Answerer
from rag.check.reply.shown import MARK
from rag.check.verdict.checker import Checker
from rag.compare.numbers import quantities
from rag.errors import ServiceTimeout
from rag.query_types import Kind, Query
from rag.types import Delta, Mode, Outcome, Verdict
from rag.wording.phrases import Say, say


FLY = """\
이제 사이드 프로젝트는 Heroku 대신 Fly.io에 배포한다. 서버는 8080번 포트에서 띄운다.

무료 머신은 256MB 메모리를 준다."""
GIL = """\
Python 3.13부터는 free-threaded 빌드에서 GIL을 끌 수 있다. 실행 파일은 `python3.13t`이다.

단일 스레드 성능은 40%쯤 느려진다."""
PROBES = """\
Kubernetes checks containers with three probes.

1. The liveness probe restarts a container that hangs.
2. The readiness probe takes a pod out of the Service while it can't serve traffic.
3. The startup probe holds the other two back until a slow application has started.

I set `initialDelaySeconds: 10` and `periodSeconds: 5`."""
HITS = tuple(
    hit(entry(name, body, title=title, day=day))
    for name, body, title, day in (
        ("fly", FLY, "사이드 프로젝트 배포 옮기기", date(2023, 6, 1)),
        ("gil", GIL, "Python 3.13의 free-threading", date(2024, 10, 15)),
        ("probes", PROBES, "Kubernetes probes", date(2023, 1, 22)),
    )
)
CHECKER = Checker()
MEMORY = "fly.io 무료 머신 메모리는?"
WHICH = "What probes does Kubernetes have?"
ITEMS = (
    "1. The liveness probe restarts a container that hangs [til-3].\n"
    "2. The startup probe holds the other two back until a slow application has"
    " started [til-3]."
)
TRUE = "The liveness probe restarts a container that hangs [til-3]."
MADE = "The liveness probe was invented by Srivastava in 1987 [til-3]."


def first(text: str) -> str:
    """Return *text* as it is shown if it cites one note."""
    return re.sub(r"til-[0-9]", "til-1", text)


def unnumbered(text: str) -> str:
    """Return *text* with one marker where any number of them stand."""
    return re.sub(r"(?:\[til-[0-9]+\])+", "[til]", text)


async def run(question, *replies, lang="ko", kind=Kind.QUESTION, **changes):
    """Return what was streamed, the answer, and what the model was asked."""
    fails = changes.pop("fails", None)
    generator = Replies(*replies, fails=fails)
    answerer = Answerer(
        understand=lambda a: Query(text=a.question, lang=lang, kind=kind),
        searcher=FixedSearcher(HITS),
        catalogue=FixedCatalogue(()),
        generator=generator,
        checker=CHECKER,
        **changes,
    )
    *pieces, answer = [e async for e in answerer.stream(ask(question))]
    assert all(isinstance(p, Delta) for p in pieces)
    return "".join(p.text for p in pieces), answer, generator.asked


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        (MEMORY, "256MB입니다 [til-1]."),
        (MEMORY, "256MB를 줍니다 [til-1]."),
        ("How much memory does the free Fly.io machine give?", "256MB [til-1]."),
        ("How much memory does the free machine give?", "It gives 256MB [til-1]."),
        ("사이드 프로젝트 서버는 몇 번 포트야?", "8080번입니다 [til-1]."),
        ("How often does the probe run?", "Every 5 seconds [til-3]."),
        ("단일 스레드 성능은 얼마나 느려져?", "40%입니다 [til-2]."),
        ("free-threading 노트는 언제야?", "2024-10-15에 썼습니다 [til-2]."),
        ("When is the note from?", "It was written on October 15, 2024 [til-2]."),
    ],
)
async def test_a_number_or_a_day_alone_answers(question, reply) -> None:
    """It is checked as any sentence is, leaning on the question."""
    shown, answer, asked = await run(question, reply)

    assert (Outcome.ANSWERED, Mode.MODEL) == (answer.outcome, answer.mode)
    assert shown == answer.text == first(reply)
    assert [Verdict.SUPPORTED] == [c.verdict for c in answer.checks]
    assert 1 == len(asked)


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        (MEMORY, "512MB입니다 [til-1]."),
        (MEMORY, "8080입니다 [til-1]."),
        ("How often does the probe run?", "It is 30 seconds [til-3]."),
        ("free-threading 노트는 언제야?", "2024-10-16에 썼습니다 [til-2]."),
        ("free-threading 노트는 언제야?", "Guido가 2024-10-15에 썼습니다 [til-2]."),
        (
            "사이드 프로젝트는 어디에 배포해?",
            "<@123456789012345678> 확인하세요 [til-1].",
        ),
    ],
)
@pytest.mark.parametrize("strict", [True, False])
async def test_a_wrong_one_is_seen(question, reply, strict) -> None:
    """Alone it is no answer; beside a true sentence it is marked, or left out."""
    true = "free-threaded 빌드에서 GIL을 끌 수 있습니다 [til-2]."

    _, alone, _ = await run(question, reply, "", strict=strict)
    _, beside, _ = await run("GIL을 끌 수 있어?", f"{true} {reply}", "", strict=strict)

    assert Outcome.NO_EVIDENCE is alone.outcome
    assert [True, False] == [c.verdict is Verdict.SUPPORTED for c in beside.checks]
    assert beside.text.count(MARK) in ({0} if strict else {0, 2})
    assert (MARK in beside.text) is (beside.checks[1].start is not None)


@pytest.mark.parametrize(
    "lead",
    [
        "Kubernetes has three probes:",
        "The probes are:",
        "Sure! Here are the probes Kubernetes has:",
        "According to the notes, Kubernetes has the following probes:",
        "Your notes list these probes:",
        "There are two types of probes in Kubernetes:",
        "Kubernetes checks containers with three probes [til-3]:",
        "다음과 같습니다:",
        "Kubernetes의 프로브는 다음과 같습니다.",
        "Kubernetes에는 세 가지 프로브가 있습니다:",
        "Kubernetes 프로브의 종류를 설명하겠습니다.",
        "쿠버네티스 프로브는 크게 세 종류입니다.",
        "## Kubernetes probes",
        "### 종류",
        "**Kubernetes probes**",
    ],
)
async def test_a_lead_in_rests_on_what_it_introduces(lead) -> None:
    """It stays, stops no stream, and costs no second call."""
    shown, answer, asked = await run(WHICH, f"{lead}\n\n{ITEMS}", lang="en")

    assert unnumbered(f"{lead}\n\n{ITEMS}") == unnumbered(answer.text)
    assert answer.text == shown
    assert {Verdict.SUPPORTED} == {c.verdict for c in answer.checks}
    assert 1 == len(asked)


@pytest.mark.parametrize(
    "lead",
    [
        "Kubernetes has seven probes:",
        "Srivastava의 프로브는 다음과 같습니다:",
        "## Zorkmid probes",
        "**https://evil.example/probes**",
        "The probes, says `zork_probe()`, are:",
        "<@123456789012345678> 다음과 같습니다:",
        "비밀번호는 다음과 같습니다:",
    ],
)
async def test_an_invented_lead_in_is_seen(lead) -> None:
    """Foreign names, numbers and links in it are flagged; that isn't mended."""
    _, answer, asked = await run(WHICH, f"{lead}\n\n{ITEMS}", lang="en")

    assert answer.checks[0].verdict is not Verdict.SUPPORTED
    assert MARK in answer.text or answer.checks[0].start is None
    assert 1 == len(asked)


@pytest.mark.parametrize(
    "lead", ["## Probes", "The probes are:", "Here it is [til-3]:"]
)
async def test_what_introduces_nothing_goes(lead) -> None:
    """A lead-in isn't left dangling when what it introduces is left out."""
    code = "```yaml\nzorkSeconds: 99\n```"
    reply = f"{TRUE}\n\n{lead}\n\n{code}"

    shown, answer, _ = await run(WHICH, reply, "", lang="en", strict=True)

    left_out = say(Say.LEFT_OUT_ONE, "en", n=1)
    assert first(f"{TRUE}\n\n{left_out}") == answer.text == shown


async def test_a_yes_does_not_lean_on_what_introduces_it() -> None:
    """A lead-in over nothing but a yes goes, or stays, and the reply ends."""
    reply = f"{TRUE}\n\n두 가지가 있습니다:\n\n- 네."
    _, answer, _ = await run(WHICH, reply, lang="ko")

    assert "liveness" in answer.text


@pytest.mark.parametrize("lang", ["ko", "en"])
async def test_lists_are_numbered_on(lang) -> None:
    """Without the second of three, the third is the second."""
    reply = f"1. {TRUE}\n2. {MADE}\n3. {TRUE.replace('restarts', 'does restart')}"

    _, answer, _ = await run(WHICH, reply, "", lang=lang, strict=True)

    assert "\n2. The liveness probe does restart" in answer.text
    assert "3." not in answer.text
    assert "1987" not in answer.text
    assert answer.text.endswith(say(Say.LEFT_OUT_ONE, lang, n=1))


def test_how_many_were_left_out_is_said_in_good_english() -> None:
    """One is singular."""
    assert say(Say.LEFT_OUT_ONE, "en", n=1).startswith("1 sentence was")
    assert say(Say.LEFT_OUT, "en", n=2).startswith("2 sentences were")


async def test_a_lead_in_that_turns_a_note_round_is_seen() -> None:
    """Made of the words of the question alone, it still says something."""
    reply = "GIL을 끌 수 없습니다:\n\n- 단일 스레드 성능은 40%쯤 느려집니다 [til-2]."

    _, answer, _ = await run("GIL을 끌 수 있어?", reply)

    assert Verdict.FLAGGED is answer.checks[0].verdict


async def test_nothing_is_withdrawn() -> None:
    """Until what is wanted has come, nothing is shown: it may turn out wrong."""
    reply = (
        "서버는 8080번 포트에서 띄웁니다 [til-1]. 해커들이 자주 공격합니다 [til-1]."
        " 무료 머신은 700MB 메모리를 줍니다 [til-1]."
    )

    shown, answer, _ = await run("무료 머신은 메모리를 몇 MB 줘?", reply, "")

    assert "" == shown
    assert Outcome.NO_EVIDENCE is answer.outcome
    assert answer.text.startswith(say(Say.WITHHELD, "ko"))


async def test_a_mended_sentence_is_not_said_twice() -> None:
    """What was worded anew as a sentence that is there already goes."""
    shown, answer, asked = await run(WHICH, f"{TRUE} {MADE}", f"1: {TRUE}", lang="en")

    assert 2 == len(asked)
    left_out = say(Say.LEFT_OUT_ONE, "en", n=1)
    assert first(f"{TRUE}\n\n{left_out}") == answer.text == shown


@pytest.mark.parametrize(
    "lacking",
    [
        "메모리 대역폭에 대한 내용은 노트에 없습니다.",
        "메모리 대역폭은 노트에 없습니다.",
        "메모리 대역폭에 대해서는 알 수 없습니다.",
        "노트에는 메모리 대역폭이 나오지 않습니다.",
        "Nothing is said about 메모리 대역폭.",
        "The notes don't mention its bandwidth.",
    ],
)
async def test_what_the_notes_lack_may_be_said(lacking) -> None:
    """Beside a fact it is kept, without a verdict."""
    fact = "무료 머신은 256MB 메모리를 줍니다 [til-1]."
    question = "무료 머신 메모리 크기와 대역폭을 비교해줘"

    _, answer, asked = await run(question, f"{fact} {lacking}", kind=Kind.COMPARISON)

    assert f"{fact} {lacking}" == answer.text
    assert Outcome.ANSWERED is answer.outcome
    assert 1 == len(asked)


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("무료 머신 요금은 얼마야?", "요금은 노트에 적혀 있지 않습니다."),
        ("Who invented the free machine?", "The notes don't say who invented it."),
    ],
)
async def test_telling_around_what_was_asked_is_near(question, lacking) -> None:
    """The very thing asked is missing, so the rest is no answer to it."""
    fact = "무료 머신은 256MB 메모리를 줍니다 [til-1]."

    _, answer, _ = await run(question, f"{lacking} {fact}")

    assert f"{lacking} {fact}" == answer.text
    assert (Outcome.NEAREST, Mode.MODEL) == (answer.outcome, answer.mode)


@pytest.mark.parametrize(
    "lacking",
    [
        "Zorkmid에 대한 내용은 노트에 없습니다.",
        "https://evil.example 은 노트에 없습니다.",
        "<@123456789012345678>에 대해서는 알 수 없습니다.",
        "Nothing is said about Zorkmid.",
        "99%는 노트에 없습니다.",
    ],
)
async def test_nothing_hides_in_what_is_lacking(lacking) -> None:
    """Only what was asked about, or what notes hold, can be said to be missing."""
    _, answer, _ = await run(WHICH, f"{TRUE} {lacking}", "", lang="en")

    assert answer.text.startswith(first(TRUE))
    assert not re.search("evil|orkmid|99%|@", answer.text)


@pytest.mark.parametrize(
    "denied",
    [
        "노트에는 free-threaded 빌드에서 GIL을 끌 수 있다는 내용이 없습니다.",
        "The notes don't say that the liveness probe restarts a container that hangs.",
    ],
)
async def test_a_false_denial_is_flagged(denied) -> None:
    """A note that was read says just that."""
    _, answer, _ = await run(
        "GIL을 끌 수 있어?", f"40% 느려집니다 [til-2]. {denied}", ""
    )

    assert Verdict.FLAGGED is answer.checks[-1].verdict
    assert answer.checks[-1].reasons[0].startswith("denied: ")


async def test_a_true_denial_is_not() -> None:
    """No note says it."""
    denied = "노트에는 GIL이 사라진다는 내용이 없습니다."
    told = "단일 스레드 성능은 40%쯤 느려집니다 [til-2]."

    _, answer, _ = await run("GIL은 사라져?", f"{told} {denied}")

    assert denied in answer.text
    assert [Verdict.SUPPORTED] == [c.verdict for c in answer.checks]


@pytest.mark.parametrize("strict", [True, False])
async def test_a_sentence_without_an_end_is_not_read(strict) -> None:
    """Nobody could check it in time; it isn't shown, nor sent to be mended."""
    endless = f"The liveness probe {'restarts a container and ' * 900}hangs [til-3]."

    _, answer, asked = await run(WHICH, f"{TRUE} {endless}", lang="en", strict=strict)

    left_out = say(Say.LEFT_OUT_ONE, "en", n=1)
    assert first(f"{TRUE}\n\n{left_out}") == answer.text
    assert ("length: too long to be checked",) == answer.checks[1].reasons
    assert answer.timings.check < 5_000
    assert 1 == len(asked)


async def test_a_reply_that_broke_off_is_not_mended() -> None:
    """What was checked is kept; the model is not asked again."""
    slow = ServiceTimeout("It is silent.", hint="Wait.")
    reply = f"{TRUE} {MADE} The readiness probe ta"

    _, answer, asked = await run(WHICH, reply, lang="en", fails=slow)

    assert answer.text.startswith(first(f"{TRUE} "))
    assert "readiness" not in answer.text
    assert say(Say.BROKE_OFF, "en") in answer.text
    assert answer.failure.exit_code == slow.exit_code
    assert 1 == len(asked)


async def test_the_workings_hold_every_sentence() -> None:
    """Those without a verdict, and those of an answer that isn't shown."""
    reply = f"The probes are:\n\n- {MADE}"

    _, answer, _ = await run(WHICH, reply, "", lang="en")

    lead, made = answer.workings.checks
    assert Outcome.NO_EVIDENCE is answer.outcome
    assert ("The probes are:", None, False) == (lead.text, lead.verdict, lead.shown)
    assert ("1987" in made.text, made.shown) == (True, False)
    assert made.reasons


@pytest.mark.parametrize(
    "reply",
    [
        "노트에는 무료 머신이 메모리를 준다고만 적혀 있어 답은 알 수 없습니다 [til-1].",
        "NOT_IN_NOTES\n노트에는 무료 머신이 메모리를 준다고만 적혀 있습니다 [til-1].",
        "NOT_IN_NOTES\n\n무료 머신은 256MB 메모리를 줍니다 [til-1].",
    ],
)
async def test_what_the_notes_hold_instead_is_told(reply) -> None:
    """It is cited and true; that nothing was found would be neither."""
    shown, answer, _ = await run("무료 머신은 디스크를 얼마나 줘?", reply)

    assert (Outcome.NEAREST, Mode.MODEL) == (answer.outcome, answer.mode)
    assert reply.removeprefix("NOT_IN_NOTES").strip() == answer.text == shown
    assert ["fly.md"] == [c.entry.id for c in answer.citations]


@pytest.mark.parametrize(
    "reply",
    [
        "NOT_IN_NOTES",
        "NOT_IN_NOTES\n노트에는 디스크에 대한 내용이 없습니다.",
        "NOT_IN_NOTES\n노트에는 디스크에 대한 내용이 없습니다 [til-1].",
        "NOT_IN_NOTES\n무료 머신은 3GB 디스크를 줍니다 [til-1].",
        "노트에는 디스크에 대한 내용이 없습니다.",
    ],
)
async def test_what_cites_nothing_true_is_silence(reply) -> None:
    """Then the notes that come nearest are named."""
    _, answer, _ = await run("무료 머신은 디스크를 얼마나 줘?", reply)

    assert Outcome.NO_EVIDENCE is answer.outcome
    assert "3GB" not in answer.text


async def test_a_meaning_in_light_words_alone_is_an_answer() -> None:
    """It names nothing, and says what the note says."""
    body = "당근이란 여기서 '오직 한 가지 목적만 바라보고 만든 방법'을 뜻한다."
    answerer = Answerer(
        understand=lambda a: Query(text=a.question),
        searcher=FixedSearcher([hit(entry("word", body, title="당근"))]),
        catalogue=FixedCatalogue(()),
        generator=Replies(
            "한 가지 목적만 바라보고 만들어진 방법이라는 뜻입니다 [til-1]."
        ),
        checker=CHECKER,
    )
    answer = await answerer.answer(ask("당근이 무슨 뜻이야?"))

    assert (Outcome.ANSWERED, None) == (answer.outcome, answer.failure)


async def test_a_number_that_fails_doesnt_take_the_rest_with_it() -> None:
    """What is borne out and speaks of what was asked is told, as being near."""
    reply = "무료 머신은 메모리를 줍니다 [til-1]. 메모리의 60%를 씁니다 [til-1]."
    shown, answer, _ = await run("무료 머신은 메모리를 몇 % 써?", reply, "")

    assert Outcome.NEAREST is answer.outcome
    assert "메모리를 줍니다" in answer.text == shown
    assert "60%" not in answer.text
    assert "60%" in " ".join(c.sentence for c in answer.checks)


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        (
            "When should I use the startup probe?",
            "It holds the other two back first [til-3]. It is from 1987 [til-3].",
        ),
        (
            "언제 free-threaded 빌드를 써?",
            "그 빌드에서는 GIL을 끌 수 있습니다 [til-2]. 1987년 것입니다 [til-2].",
        ),
    ],
)
async def test_a_question_for_the_circumstances_asks_for_no_day(
    question, reply
) -> None:
    """So that a number which fails doesn't matter more than another sentence."""
    lang = "en" if question.isascii() else "ko"
    _, answer, _ = await run(question, reply, "", lang=lang)

    assert Outcome.ANSWERED is answer.outcome


def test_first_is_no_number_of_an_adverb() -> None:
    """Profile first; the first of them is one."""
    assert [] == quantities("Profile first with DevTools and then memoize.")
    assert [] == quantities("Measure first.")
    assert 1 == len(quantities("It is the first."))
    assert 1 == len(quantities("The first probe restarts it."))


@pytest.mark.parametrize("made", ["QWXZ-417", "Cerulean walrus", "`qwxz 🐙`"])
async def test_what_is_taken_out_of_an_answer_is_in_no_report_on_it(made) -> None:
    """A scrap that no note has is not repeated by who tells why it isn't shown."""
    _, answer, _ = await run(WHICH, f"{TRUE}\n\n{made} [til-3]", "", lang="en")

    assert made not in f"{answer.text} {answer.checks} {answer.workings}"
    assert 2 == len(answer.checks) == len(answer.workings.checks)
    assert Verdict.SUPPORTED is not answer.checks[1].verdict
