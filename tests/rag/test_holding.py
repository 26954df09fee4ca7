import pytest

from fakes.rag import entry

from rag.holding import holding, holds
from rag.query_types import Query


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
    ("fields", "kept"),
    [
        ({"holding": ("code", "table")}, []),
        ({"holding": ("code", "table"), "either": True}, ["code", "table"]),
        ({"lacking": ("code", "table", "link")}, ["formula"]),
        ({"holding": ("code",), "lacking": ("table",)}, ["code"]),
    ],
)
def test_several_things(fields, kept):
    """All of what is held, or one of it; none of what is lacked."""
    entries = [entry(what, body) for what, body in BODIES.items()]

    found = [
        e.id.removesuffix(".md")
        for e in entries
        if holding(e, Query(text="", **fields))
    ]

    assert kept == found
