import pytest

from fakes.rag import entry

from rag.holding import holds, tells


BODIES = {
    "code": "배열을 뒤집는다 🧩.\n\n```python\nxs[::-1]\n```\n",
    "formula": "거리는 $d = \\sqrt{x^2}$ 이다.",
    "table": "| 값 | 뜻 |\n| --- | --- |\n| 1 | 하나 |\n",
    "link": "[문서](https://example.org)를 읽었다.",
    "picture": "결과: ![그래프](a.png)",
}
PLAIN = "커피는 $5, 코드 `x`는 글에 든다."


@pytest.mark.parametrize("what", BODIES)
def test_each_body_holds_its_own(what):
    """A note holds what stands in it; a price is no formula, `x` no code block."""
    assert holds(entry("a", BODIES[what]), what)
    assert not holds(entry("a", PLAIN), what)
    assert not holds(entry("a", BODIES["code"]), "formula")


def test_code_hides_what_looks_like_something_else():
    """A link or a formula within code is code."""
    body = "```sh\ncurl https://example.org $HOME $x\n```\n"

    assert not holds(entry("a", body), "link")
    assert not holds(entry("a", body), "formula")


def test_a_title_alone():
    """Nothing beyond the title, whatever stands around it."""
    assert holds(entry("a", "제목이다.\n", title="제목이다"), "nothing")
    assert not holds(entry("a", "제목이다.\n더 있다.\n", title="제목이다"), "nothing")


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("힙과 큐의 차이", "# 힙과 큐의 차이", False),
        ("힙과 큐의 차이", "# 힙과 큐의 차이\n\n## 힙\n\n### | 참고\n\n---", False),
        ("힙과 큐의 차이", "힙과 큐의 차이", False),
        ("힙과 큐의 차이", "# 힙과 큐의 차이\n힙은 트리이다.", True),
        ("힙과 큐의 차이", "# 힙과 큐의 차이\n```\nheapq\n```", True),
        ("힙은 완전 이진 트리이다", "# 힙은 완전 이진 트리이다", True),
        ("Push heap items before popping.", "# Push heap items before popping.", True),
    ],
)
def test_headings_alone_tell_nothing(title, body, told):
    """They say what a note will be about; a sentence tells something by itself."""
    assert told == tells(entry("a", body, title=title))
