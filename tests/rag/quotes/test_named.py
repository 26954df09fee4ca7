"""What stands below the heading that names what is asked for is quoted first."""

import pytest

from fakes.rag import entry, hit, weights

from rag.quotes.extract import quotations
from rag.wording.phrases import Say


CODE = "```c\nrotate(2); // 한 번에 하나씩 🔒\n```"
OTHERS = "\n\n".join(
    f"## 자리 {n}\n\nspin lock 없이도 {word}에서는 spin lock 처럼 기다리는 때가 있다. "
    + "다른 이야기가 길게 이어진다 🧵. " * 10
    for n, word in enumerate(["커널 안", "드라이버 안", "큐 뒤", "타이머 앞"] * 4)
)


def quoted(body, question):
    found = [hit(entry("n", body, title="잠금 모음"))]
    return quotations(found, weights(question), lang="ko", lead=Say.QUOTED).text


@pytest.mark.parametrize(
    "section",
    [
        f"### spin lock\n\n{CODE}",
        f"### 3. Spin lock\n\n{CODE}",
        f"## spin lock\n\n### 돌며 기다리기\n\n{CODE}",
        "### spin lock\n\n잠들지 않고 돌면서 한 번에 하나씩 기다린다.",
    ],
)
def test_code_below_the_name_is_quoted_with_it(section) -> None:
    """Though it has none of the words, and others have them as well."""
    text = quoted(f"# 잠금 모음\n\n{OTHERS}\n\n{section}", "spin lock")

    assert "한 번에 하나씩" in text
    assert section in text


@pytest.mark.parametrize(
    "heading",
    ["### spin lock 말고 다른 여러 가지 길을 찾아본 날의 긴 기록", "### 기타"],
)
def test_a_heading_on_something_else_names_nothing(heading) -> None:
    """It holds the words, but most of it is other words; or it holds none."""
    body = f"# 잠금 모음\n\n{heading}\n\n{CODE}\n\n{OTHERS}\n\n## spin lock\n\n돌며 기다린다."

    text = quoted(body, "spin lock")

    assert "## spin lock\n\n돌며 기다린다." in text


def test_a_heading_takes_nothing_from_the_next_section() -> None:
    """With nothing beneath it, there is nothing that it names."""
    body = f"# 잠금 모음\n\n{OTHERS}\n\n### spin lock\n\n### 끝\n\n{CODE}"

    assert CODE not in quoted(body, "spin lock")
