import pytest

from fakes.rag import entry, hit

from rag.check.attribution.supporting_span import placed, span
from rag.check.verdict.checker import Checker
from rag.citations.resolution import LONGEST_CHARS, QUOTE_CHARS


BODY = """\
Redis는 데이터를 두 가지로 남긴다.

- RDB는 5분마다 스냅숏을 쓴다.
- AOF는 모든 쓰기 명령을 기록한다. 파일이 더 크다.

로그아웃하면 토큰을 바로 무효로 만들 수 없다. 블랙리스트를 Redis에 두어 해결했다."""


@pytest.fixture(scope="module")
def quote(kiwi):
    """Returns what of a note is quoted for a sentence."""
    checker = Checker(kiwi)

    def cut(sentence, body=BODY):
        found = hit(entry("n", body))
        (evidence,) = checker.evidence([found])
        (claim,) = checker.reader.read([sentence])
        start, end = span(claim, placed(found, evidence), checker.reader.glossary)
        return body[start:end]

    return cut


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("RDB는 스냅숏을 5분마다 씁니다.", "RDB는 5분마다 스냅숏을 쓴다."),
        ("AOF는 쓰기 명령을 모두 기록합니다.", "AOF는 모든 쓰기 명령을 기록한다."),
        ("AOF logs every write command.", "AOF는 모든 쓰기 명령을 기록한다."),
        ("RDB writes a snapshot every 5 minutes.", "RDB는 5분마다 스냅숏을 쓴다."),
    ],
)
def test_the_unit_that_says_it_is_quoted(quote, sentence, part) -> None:
    """Alone, in either language, and whichever words come first."""
    assert part == quote(sentence).removeprefix("- ")


def test_a_sentence_of_two_facts_gets_both_units(quote) -> None:
    """If they stand side by side."""
    got = quote("로그아웃할 때 토큰을 무효로 만들 수 없어 Redis에 블랙리스트를 두었다.")

    assert got.startswith("로그아웃하면")
    assert got.endswith("해결했다.")
    assert len(got) <= QUOTE_CHARS


def test_what_no_unit_holds_is_cut_by_its_letters(quote) -> None:
    """There is a quote for anything, never a blank one."""
    assert quote("Nothing of the kind whatsoever.").strip()


def test_a_long_unit_is_cut(quote) -> None:
    """A table or a block of code is not quoted whole."""
    rows = "\n".join(f"| {n} | 값 {n * 7} |" for n in range(200))
    body = f"| 번호 | 값 |\n|---|---|\n{rows}"

    assert len(quote("번호 3의 값은 21이다.", body)) <= LONGEST_CHARS
