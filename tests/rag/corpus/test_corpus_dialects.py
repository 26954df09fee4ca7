"""Marks of editors and site generators are said in plain Markdown."""

import time

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.dialects import plain
from rag.corpus.markdown import read


def told(text: str) -> str:
    """Return what *text* becomes, as one text."""
    return "\n".join(row for row, _ in plain(text.split("\n"), 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> [!warning] 주의\n> 힙은 정렬이 아니다.", "> **주의**\n>\n> 힙은 정렬이 아니다."),
        ("> [!tip]- **팁 🌳**\n> 글", "> **팁 🌳**\n>\n> 글"),
        ("> [!NOTE]\n> 글", "> 글"),
        ("글\n:::tip 모범\n힙을 쓴다.\n:::\n글", "글\n\n**모범**\n\n힙을 쓴다.\n\n글"),
        (":::note[큐]\n글\n:::", "**큐**\n\n글"),
        ("::: details\n글\n:::", "글"),
        (":::tip\n닫지 않았다.", ":::tip\n닫지 않았다."),
        ('글\n!!! note "참고"\n    힙\n\n    - 큐\n글', "글\n\n**참고**\n\n힙\n\n- 큐\n\n글"),
        ("??? tip\n    힙", "힙"),
        ("!!! note\n글", "!!! note\n글"),
        ("!!! a inline end\n\t@x\ty", "@x\ty"),
        (':::tip{title="모범"}\n글\n:::', "**모범**\n\n글"),
        (':::tip[모범]{icon="a"}\n글\n:::', "**모범**\n\n글"),
        ('=== "파이썬"\n    힙', "**파이썬**\n\n힙"),
        ("{% highlight c linenos %}\n[[x]]\n{% endhighlight %}", "```c\n[[x]]\n```"),
        ('{{< highlight go "hl=1" >}}\nx\n{{< /highlight >}}', "```go\nx\n```"),
        ("{% highlight c %}\nx", "{% highlight c %}\nx"),
        ("{% raw %}\n`{{ 힙 }}`\n{% endraw %}", "`{{ 힙 }}`"),
        ('[힙]({{< ref "heap.md" >}})', "[힙](heap.md)"),
        ('[힙](a){:target="_blank"}이다', "[힙](a)이다"),
        ("import Tabs from '@theme/Tabs';\n<Tabs>\n글\n</Tabs>", "글"),
        ('<TabItem value="a" label="큐">\n글\n</TabItem>', "**큐**\n\n글"),
        ("<script>\nx()\n</script>\n글", "글"),
        ("## :fire: :memo: 힙\n:fire: 글", "## 힙\n:fire: 글"),
        ("<h2>힙 <b>정리</b></h2>", "## 힙 **정리**"),
        ("<figcaption>그림 1</figcaption>", "그림 1"),
        ('<img width="3" src="a.png" alt="힙" />', "![힙](a.png)"),
        ('<img src="a b.png">', "![](a%20b.png)"),
        ("<img src=x/badge.png>", "![](x/badge.png)"),
        ("`큐`{:.c}", "`큐`"),
        ("힙이다. ^0a1b2c", "힙이다."),
        (
            "<table>\n<caption>표 1</caption>\n<tr><td>a<td>b\n</table>",
            "표 1\n\n| a | b |\n| --- | --- |",
        ),
        ('<img src="https://img.shields.io/badge/-C">\n글', "글"),
        ('<a class="x" href="https://a.b">힙</a>을 본다', "[힙](https://a.b)을 본다"),
        ("<code>a &lt; b</code>와 <kbd>Tab</kbd>", "`a < b`와 `Tab`"),
        ("<font color='red'>힙</font> <b>큐</b>", "힙 **큐**"),
        ("[[힙]]과 [[자료/큐.md|줄]], [[힙#넣기]]", "힙과 줄, 힙 > 넣기"),
        ("| [[a\\|힙]] | 큐 |\n|---|---|", "| 힙 | 큐 |\n|---|---|"),
        ("![[그림 1.png|300]]", "![[그림 1.png|300]]"),
        ("사진 ![[a b.png]]", "사진 ![a b](a%20b.png)"),
        ("글\n이전: [[힙]] · 다음: [[큐]]\n글", "글\n\n이전: [[힙]] · 다음: [[큐]]\n\n글"),
        ("==힙은 0.01==로 둔다. %%나중%% ^heap-1", "**힙은 0.01**로 둔다."),
        (
            "<table>\n<th>이름<th>뜻\n<tr>\n<td><code>a</code>\n<td>힙<br>큐|줄\n</table>",
            "| 이름 | 뜻 |\n| --- | --- |\n| `a` | 힙 큐\\|줄 |",
        ),
        (
            '<table>\n<tr><td colspan="2">a</td></tr>\n</table>',
            '<table>\n<tr><td colspan="2">a</td></tr>\n</table>',
        ),
    ],
)  # fmt: skip
def test_marks_become_plain(text, expected) -> None:
    """What they say stays, with what is around it parted from it."""
    assert expected == told(text)


@pytest.mark.parametrize(
    "text",
    [
        "```md\n> [!note] 힙\n:::tip\n[[x]]\n:::\n```",
        "- ~~~\n  [[x]] ==y==\n  ~~~",
        "`[[x]]` `==y==` $[[a]]$ a == b == c, df[[a]]",
        "$$\n[[x]]\n$$",
        "글\n\n    <App />\n    a ^b-mask\n\n    <b>[[x]]</b>\n\n글",
        "- 힙\n\n      <App />\n      ==x==",
        "if [[ -f x ]]; then",
        "[[1, 2], [3, 4]] 2^n x ^2",
        "a < b이고 <head>는 머리다. x<y>z",
        "시각은 10:30:20, ::: 이다",
        "글 === 글\n===",
        "힙\n===\n\n    x = [[a]]",
        "!!! 정말 중요\n    힙이다",
        "??? why is it so\n    힙이다",
        "%%time과 %%bash 이고 %%x, 100%%에서 50%%로",
        "(a)==(b) and (c)==(d), 'a'=='b' or 'c'=='d', x[0]==1 || x[1]==2",
        "줄은 ^foo",
        "({}){:.2f}",
        "import a from 'a';",
        "<T>",
        "<img>와 <img alt>",
        "<script>는 </script>로 닫는다.",
        "<script> 태그\n글\n```\n</script>\n```",
        "<script>\n글\n```\n</script>\n```",
        "<table>\n글\n```\n<tr><td>a<td>b\n</table>\n```",
    ],
)
def test_what_is_none_of_these_stays(text) -> None:
    """Code, formulae and signs that mean something else are as typed."""
    assert text == told(text)


def test_lines_are_those_of_the_file() -> None:
    """Each row says where it stands, also below what was put in."""
    source = "# 힙\n\n> [!tip] 팁\n> 빠르다.\n\n:::note\n느리다.\n:::\n\n끝이다."
    (entry,) = read("힙.md", source, first_commit=lambda _: None).entries

    rows = dict(zip(entry.body.split("\n"), entry.lines, strict=True))
    assert (3, 4, 7, 10) == tuple(
        rows[row] for row in ("> **팁**", "> 빠르다.", "느리다.", "끝이다.")
    )


_PIECES = st.sampled_from(
    [
        "> [!tip] 팁", ":::note 힙", ":::", "!!! a", "    b", "```", "$$", "[[x]]",
        "{% highlight c %}", "{% endhighlight %}", "<table>", "<tr><td>a<td>b", "글",
        "</table>", "<script>", "</script>", "", "> 인용", "==a==", "<Tabs>", "- [[y|z]]",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14))
def test_rows_keep_their_order(rows) -> None:
    """Any rows will do, and lines never go back."""
    found = plain(rows, 5)
    lines = [line for _, line in found]

    assert lines == sorted(lines)
    assert all(5 <= line < 5 + len(rows) for line in lines)


@pytest.mark.parametrize(
    ("row", "end"),
    [
        *((row, "") for row in (":::a", "!!! a\n    b", "$$", "[[a", "==a", "<a")),
        ("{% highlight c %}", ""),
        ("<table>", "</table>"),
        ("<script>", "```\n</script>"),
        ("import  ,", ""),
    ],
)
def test_time_grows_with_the_text(row, end) -> None:
    """What is opened again and again, and closed once or never, takes no longer."""
    rows = (row + "\n") * 20_000 + end
    start = time.perf_counter()
    told(rows)

    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "row",
    ["[[" + "".join("`" * n + " " for n in range(1, 600)), "import " + " " * 9_000],
)
def test_time_grows_with_a_row(row) -> None:
    """Signs of one row are looked through once."""
    start = time.perf_counter()
    told(row + "x")

    assert time.perf_counter() - start < 2
