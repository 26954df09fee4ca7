"""How answers, quotes, notes and hits look on Discord."""

import re
import unicodedata

from dataclasses import replace
from datetime import date

import pytest

from fakes.rag import entry, hit, weights
from looks.dialect import read
from looks.samples import GROK, NORM, answer, answers, cite

from bot.render import discord as render
from bot.render import discord_links as links
from bot.render.discord_inline import MOST_DRAWN
from bot.render.discord_posts import LIMIT
from bot.render.discord_text import clean
from bot.words import Word
from rag.check.verdict.checker import Checker
from rag.lists.listing import listed
from rag.query_types import Kind, Query, Talk
from rag.quotes.extract import quotations
from rag.types import Mode, Outcome
from rag.wording.phrases import Say, say


NEVER = None
PNG = b"\x89PNG"
HEAD = "배치 정규화(batch norm)는 학습할 때 미니배치의 평균과 분산을 쓰고"
LINKED = "[[1]](<https://til.example/batch-norm>)"


def told(text: str) -> str:
    """Return the one message of an answer that cites two notes."""
    value = answer(text, cite(1, NORM, HEAD), cite(2, GROK, GROK.body))
    (post,) = render.answer(value)
    return re.split(r"\n+-# ", post.content)[0]


def contents(posts: tuple[render.Post, ...]) -> list[str]:
    """Return the text of each message."""
    return [post.content for post in posts]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("한 [til-1] 둘 [til-2]", f"한 {LINKED} 둘 [2]"),
        ("둘 [til-2](a)", "둘 [2]\u2060(a)"),
        ("셋 [til-3]", r"셋 \[til-3\]"),
        ("`[til-1]` x[0]", r"`[til-1]` x\[0\]"),
        ("# 하나\n둘", "## 하나\n둘"),
        ("## 하나 **둘**\n셋", "### 하나 **둘**\n셋"),
        ("#### 하나\n둘", "**하나**\n둘"),
        ("*a* __b__ ~~c~~ ***d***", "*a* **b** ~~c~~ **d**"),
        ("snake_case _a_", "snake_case *a*"),
        ("2 * 3 || 4 ~~ 5", r"2 \* 3 \|\| 4 \~\~ 5"),
        ("- [ ] 할 일\n- [x] 한 일", "- ☐ 할 일\n- ☑ 한 일"),
        ("3) 셋\n4) 넷\n   - 안", "3. 셋\n4. 넷\n  - 안"),
        ("> 하나\n> 둘\n\n밖", "> 하나\n> 둘\n\n밖"),
        ("> 하나\n>> 둘", "> 하나\n> \n> \\> 둘"),
        ("> ```py\n> x\n> ```", "> ```py\n> x\n> ```"),
        ("~~~js t\nx\n~~~", "```js\nx\n```"),
        ("````md\n```\nx\n```\n````", "```md\n``\u2060`\nx\n``\u2060`\n```"),
        ("- a\n  ```\n  x\n  ```\n- b", "- a\n```\nx\n```\n- b"),
        ("```py\nx", "```py\nx\n```"),
        ("``a`b``", "`` a`b ``"),
        ("$x_1^2 \\le \\alpha$ 이다", "x₁² ≤ α 이다"),
        ("$$\n\\frac{a}{b}\n$$", "```\na/b\n```"),
        ("-# 작게\n\n1\\. 하나", "\\-# 작게\n\n1\\. 하나"),
        ("@everyone <@1> <@&2> <#3>", "@⁠everyone \\<⁠@1> \\<⁠@&2> \\<⁠#3>"),
        ("</ask:1> <t:1:R> <a:b:1>", "\\<⁠/ask:1> \\<⁠t:1:R> \\<⁠a:b:1>"),
        ("vector<int> a<b", "vector\\<int> a\\<b"),
        ("[글](https://evil.example/a)", "글 `https://evil.example/a`"),
        ("https://evil.example.", "`https://evil.example`."),
        (
            "[글](https://arxiv.org/abs/1502.03167)",
            "[글](<https://arxiv.org/abs/1502.03167>) (arxiv.org)",
        ),
        (
            "[bank.example](https://arxiv.org/abs/1502.03167)",
            "bank.example <https://arxiv.org/abs/1502.03167>",
        ),
        (
            "https://arxiv.org/abs/1502.03167, 끝",
            "<https://arxiv.org/abs/1502.03167>, 끝",
        ),
        ("a<br>b", "a\nb"),
        ("가\u200b나\u202e다\u3164", "가나다"),
        (unicodedata.normalize("NFD", "각"), "각"),
        ("👩‍👩‍👧 🏳️‍🌈", "👩‍👩‍👧 🏳️‍🌈"),
    ],
)
def test_markdown_becomes_that_of_discord(written, shown) -> None:
    """What Discord has is used, what it lacks is written otherwise, the rest escaped."""
    assert shown == told(written)


def test_a_table_is_set_in_columns_that_count_hangul_double() -> None:
    """Discord has no tables: columns in fixed width, a list where that is too wide."""
    narrow = told("| 이름 | b |\n|---|---|\n| 가나다 | 1 |\n| x | $x^2$ |")
    wide = told("| 이름 | 뜻 |\n|---|---|\n| 가 | " + "긴 설명 " * 20 + "[til-1] |")

    assert "```\n이름    b\n──────  ──\n가나다  1\nx       x²\n```" == narrow
    assert wide.startswith("- **이름**: 가\n  - **뜻**: 긴 설명")
    assert wide.endswith(LINKED)


def test_a_table_with_links_keeps_them() -> None:
    """Nothing can be clicked in code, so such a table is a list."""
    url = "https://arxiv.org/abs/1502.03167"

    assert f"<{url}>" in told(f"| a | b |\n|---|---|\n| 1 | {url} |")


def test_the_rows_of_a_long_table_stay_below_its_head() -> None:
    """Each further message repeats the names of the columns."""
    rows = "".join(f"| 이름{n} | {n} |\n" for n in range(600))
    posts = render.answer(answer(f"| 이름 | 수 |\n|---|---|\n{rows}"))

    assert 2 < len(posts)
    for post in posts:
        assert re.match(r"```\n이름 +수\n─+ +─+\n이름\d", post.content)


def test_a_fence_is_closed_and_opened_again() -> None:
    """Code over several messages is code in its language in each of them."""
    code = "\n".join(f"print({n})  # 한글" for n in range(600))
    posts = render.answer(answer(f"앞\n\n```python\n{code}\n```\n\n뒤"))
    fences = [re.findall(r"```(\w*)\n(.*?)\n```", p.content, re.DOTALL) for p in posts]

    assert 3 < len(posts)
    assert all([("python")] == [language for language, _ in found] for found in fences)
    assert code == "\n".join(body for found in fences for _, body in found)


def test_a_message_ends_where_a_sentence_does() -> None:
    """Paragraphs stay whole where they can, else sentences, else words."""
    sentence = "배치 정규화는 층의 입력을 고르게 한다. "
    long = render.answer(answer(sentence * 200))
    paragraphs = render.answer(answer("\n\n".join([sentence * 30] * 6)))
    words = render.answer(answer("낱말 " * 3_000))

    assert all(post.content.endswith("한다.") for post in (*long, *paragraphs))
    assert [2] * 3 == [post.content.count("\n\n") + 1 for post in paragraphs]
    assert all(post.content.endswith("낱말") for post in words)
    assert all(LIMIT * 0.9 < len(post.content) for post in long[:-1])


def test_no_character_is_cut_in_two() -> None:
    """Emoji of several characters and jamo stay whole, though no space parts them."""
    family = "👩‍👩‍👧‍👦"
    posts = contents(render.answer(answer(family * 2_000)))
    jamo = "\u1100\u1161\u11a8\u11a8"
    others = contents(render.answer(answer(jamo * 2_000)))

    assert {""} == {post.replace(family, "") for post in posts}
    assert all(post[0] == clean(jamo)[0] for post in others)


def test_bold_over_several_messages_is_bold_in_each() -> None:
    """Marks are closed at the end of a message and opened again in the next."""
    posts = render.answer(answer(f"**{'굵게 ' * 1_500}끝**"))

    assert 2 < len(posts)
    for post in posts:
        assert ["strong"] == [node.kind for node in read(post.content).children]


def test_a_heading_goes_with_what_it_heads() -> None:
    """No message ends with a heading."""
    part = "### 제목\n" + "문장이다. " * 90
    posts = render.answer(answer("\n\n".join([part] * 8)))

    assert all(post.content.startswith("**제목**") for post in posts)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_outcomes_look_different(lang) -> None:
    """An answer is plain; what tilbot says of it, or that there is none, is small."""
    cited = cite(1, GROK, GROK.body.split("\n")[0])
    quoted = f"\n\n**{GROK.title}** (2022-10-14)\n\n{cited.quote} [til-1]"
    values = {
        outcome: answer(
            text,
            *citations,
            lang=lang,
            outcome=outcome,
            mode=mode,
            lead=say(Say.NEAREST, lang) if outcome is Outcome.NEAREST else "",
        )
        for outcome, text, citations, mode in (
            (Outcome.ANSWERED, "답이다. [til-1]", [cited], Mode.MODEL),
            (
                Outcome.NEAREST,
                say(Say.NEAREST, lang) + quoted,
                [cited],
                Mode.EXTRACTIVE,
            ),
            (
                Outcome.NO_EVIDENCE,
                f"{say(Say.NO_EVIDENCE, lang)}\n\n- **제목** @here",
                [],
                Mode.EXTRACTIVE,
            ),
            (Outcome.SMALLTALK, say(Talk.GREETING, lang), [], Mode.EXTRACTIVE),
        )
    }
    shown = {
        outcome: render.answer(value)[0].content for outcome, value in values.items()
    }
    extractive = render.answer(
        answer(
            say(Say.QUOTED, lang) + quoted,
            cited,
            lang=lang,
            mode=Mode.EXTRACTIVE,
            lead=say(Say.QUOTED, lang),
        )
    )[0].content

    assert shown[Outcome.ANSWERED].startswith(
        "답이다. [1]\n\n-# [1] 2022-10-14 · 그로킹"
    )
    assert shown[Outcome.NEAREST].startswith(
        f"-# 🧭 {say(Say.NEAREST, lang)}\n\n**그로킹"
    )
    assert f"\n> {cited.quote} [1]\n" in shown[Outcome.NEAREST]
    assert extractive.startswith(f"-# 📎 {say(Say.QUOTED, lang)}")
    assert f"\n> {cited.quote} [1]\n" in extractive
    silent = shown[Outcome.NO_EVIDENCE].split("\n")
    assert f"-# 🔍 {say(Say.NO_EVIDENCE, lang)}" == silent[0]
    assert all(line.startswith("-# ") for line in silent)
    assert say(Talk.GREETING, lang) == shown[Outcome.SMALLTALK]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.NEAREST])
@pytest.mark.parametrize("port", [5000, 8080])
def test_what_the_quotations_are_is_said_once_and_small(lang, outcome, port) -> None:
    """In one sentence of its own, also where notes of different dates differ."""
    text = "서버 배포는 {}번 포트로 한다."
    old = entry("old", text.format(5000), day=date(2021, 3, 1))
    new = entry("new", text.format(port), day=date(2023, 6, 1))
    lead = Say.QUOTED if outcome is Outcome.ANSWERED else Say.NEAREST

    found = quotations(
        [hit(old), hit(new)],
        weights("서버 배포는"),
        lang=lang,
        lead=lead,
        read=Checker().reader.read,
    )
    value = answer(
        found.text,
        *found.citations,
        lang=lang,
        outcome=outcome,
        mode=Mode.EXTRACTIVE,
        lead=found.lead,
    )
    first, *rest = render.answer(value)[0].content.split("\n")

    assert found.text.startswith(f"{found.lead}\n\n")
    assert f"-# {'📎' if lead is Say.QUOTED else '🧭'} {found.lead}" == first
    assert (port != 5000) == ("2023-06-01" in found.lead)
    assert not {".", ":"} & {found.lead[:-1].split()[-1][-1]}
    assert not any(say(lead, lang).rstrip(":.") in line for line in rest)
    assert 2 == sum(line.startswith("> 서버") for line in rest)


def test_a_quotation_without_a_footnote_mark_stays_a_quotation() -> None:
    """Its mark points at nothing here, so neither text nor block has it."""
    note = entry("n", "배치 정규화[^1]는 평균을 쓴다.")
    found = quotations([hit(note)], weights("배치"), lang="ko", lead=Say.QUOTED)
    (post,) = render.answer(
        answer(found.text, *found.citations, mode=Mode.EXTRACTIVE, lead=found.lead)
    )

    assert "\n> 배치 정규화는 평균을 쓴다. [1]\n" in post.content


def test_a_quotation_stays_in_its_bounds() -> None:
    """An open fence in a quotation does not swallow its number, nor what follows."""
    note = entry("fence", "```py\nx = 1\n# 끝이 없다", url="https://til.example/f")
    cited = cite(1, note, note.body)
    text = f"{say(Say.QUOTED, 'ko')}\n\n{cited.quote} [til-1]\n\n밖"
    (post,) = render.answer(answer(text, cited, mode=Mode.EXTRACTIVE))

    assert (
        "> ```py\n> x = 1\n> # 끝이 없다\n> ```\n> [[1]](<https://til.example/f>)"
        in (post.content)
    )
    assert "\n\n밖\n\n-# " in post.content


def test_notices_stand_above_once() -> None:
    """That the model failed, and what the front end adds, are small lines above."""
    failed = Word.QUOTED_INSTEAD.text("ko")
    value = replace(answers()["the model failed"], notice="필터를 풀었다")
    (post,) = render.answer(value, remarks=["색인이 오래되었다", failed])
    lines = post.content.split("\n")

    assert [f"-# ⚠️ {failed}", "-# ℹ️ 색인이 오래되었다", "-# ℹ️ 필터를 풀었다"] == lines[
        :3
    ]
    assert 1 == post.content.count(failed)


def test_what_was_kept_of_an_answer_is_not_called_a_quotation() -> None:
    """A model that broke off has written what is shown."""
    value = replace(answers()["the model failed"], mode=Mode.MODEL)

    (post,) = render.answer(value)

    assert post.content.startswith(f"-# ⚠️ {Word.KEPT_INSTEAD.text('ko')}")
    assert Word.QUOTED_INSTEAD.text("ko") not in post.content


def test_sources_are_a_line_a_note() -> None:
    """Citations of one note share a line; of many notes, the first are named."""
    one = answer("[til-1][til-2]", cite(1, NORM, HEAD), cite(2, NORM, "추론"))
    notes = [entry(f"n{n}", "본문이다") for n in range(1, 13)]
    many = answer(
        "".join(f"[til-{n}]" for n in range(1, 13)),
        *(cite(n, note, "본문") for n, note in enumerate(notes, start=1)),
    )

    small = [ln for ln in render.answer(one)[0].content.split("\n") if ln[:2] == "-#"]
    assert 1 == len(small)
    assert small[0].endswith(
        " 2021-05-11 · 배치 정규화는 학습과 추론에서 다르다 · 딥러닝"
    )
    assert render.answer(many)[0].content.endswith("-# … 그 밖의 노트 4개")


@pytest.mark.parametrize("title", ["제목", "f(*xs) 정리", "본문이다", "본문…"])
def test_a_list_names_each_note_once(title) -> None:
    """No source is repeated below; a count has named none, so some follow."""
    notes = [entry(f"n{n}", "본문이다.", title=title) for n in range(12)]

    a_list = listed(notes, Query(text="", kind=Kind.LIST), "q")
    a_count = listed(notes, Query(text="", kind=Kind.COUNT), "q")

    assert "-#" not in "".join(contents(render.answer(a_list)))
    assert render.answer(a_count)[0].content.endswith("-# … 그 밖의 노트 4개")


@pytest.mark.parametrize(
    ("stale", "said"),
    [("edited", Word.EDITED_SINCE), ("deleted", Word.DELETED_SINCE), (None, None)],
)
def test_a_source_says_when_its_note_changed_since(stale, said) -> None:
    """Edited or deleted after it was indexed; nothing when it is as it was."""
    cited = replace(cite(1, NORM, HEAD), stale=stale)
    (post,) = render.answer(answer("하나 [til-1]", cited))

    sentences = [w.value[0] for w in (Word.EDITED_SINCE, Word.DELETED_SINCE)]
    expected = [said.value[0]] if said else []

    assert expected == [t for t in sentences if t in post.content]


def test_formulae_become_pictures_where_they_stand() -> None:
    """Each picture ends the message that names it; the LaTeX is its description."""
    text = "앞\n\n$$\na\n$$\n\n가운데\n\n$$\nb\n$$\n\n뒤 $c$"
    posts = render.answer(answer(text), draw=lambda _: PNG)

    assert ["앞\n\n*(식 1)*", "가운데\n\n*(식 2)*\n\n뒤 c"] == contents(posts)
    assert [["a"], ["b"]] == [[p.alt for p in post.pictures] for post in posts]
    assert [["formula-1.png"], ["formula-2.png"]] == [
        [p.name for p in post.pictures] for post in posts
    ]


def test_a_formula_that_is_not_drawn_is_readable() -> None:
    """Without a picture, and beyond the first few, formulae are Unicode in code."""
    refused = render.answer(answer("$$\\alpha$$"), draw=lambda _: NEVER)
    many = render.answer(answer("$$\\beta$$\n\n" * 9), draw=lambda _: PNG)

    assert ["```\nα\n```"] == contents(refused)
    assert MOST_DRAWN == sum(len(post.pictures) for post in many)
    assert 9 - MOST_DRAWN == sum(post.content.count("β") for post in many)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("안녕", "안녕\n"),
        ("안녕 [til-1] 또 [til-", "안녕 [1] 또\n"),
        ("```py\nx = 1", "```py\nx = 1\n```\n"),
        ("**굵", "\\*\\*굵\n"),
        ("@everyone", "@\u2060everyone\n"),
    ],
)
def test_what_is_being_written_is_seen_to_be_unfinished(text, shown) -> None:
    """The end says so; fences are closed, and half a marker waits."""
    assert f"{shown}-# ✍️ 쓰는 중…" == render.partial(text)
    assert render.partial(text, lang="en").endswith("Writing…")


def test_a_long_beginning_stands_still() -> None:
    """More text changes only the count below, so that a reader keeps the line."""
    texts = [("문장이다. " * 400) + "더 " * n for n in (0, 500, 5_000)]
    shown = [render.partial(text).rpartition("\n") for text in texts]

    assert 1 == len({head for head, _, _ in shown})
    assert 3 == len({tail for _, _, tail in shown})
    assert all(LIMIT >= len(render.partial(text)) for text in texts)


def test_sources_show_each_quote_below_its_note() -> None:
    """Number, title, date, place and address, then the words of the note."""
    value = answer("[til-1]", cite(1, NORM, HEAD))
    (post,) = render.sources(value)
    (none,) = render.sources(answers()["small talk"])

    assert (
        "**\\[1\\] 배치 정규화는 학습과 추론에서 다르다**\n"
        "-# 2021-05-11 · 딥러닝 · 2021/batch-norm.md:3 · <https://til.example/batch-norm>\n\n"
        f"> {HEAD}"
    ) == post.content
    assert f"-# {Word.NO_SOURCES.text('ko')}" == none.content


def test_a_note_is_shown_whole_its_title_once() -> None:
    """A heading that repeats the title goes; the rest is there, links clickable."""
    (post,) = render.note(NORM, lang="ko")

    assert post.content.startswith(
        "## 배치 정규화는 학습과 추론에서 다르다\n-# 2021-05-11 · "
    )
    assert 1 == post.content.count("배치 정규화는 학습과 추론에서 다르다")
    assert "<https://arxiv.org/abs/1502.03167>" in post.content
    assert render.note(replace(NORM, title="", body=""), lang="en")[0].content


def test_hits_and_lists() -> None:
    """A search shows where and what; a list is a line a note; none is said."""
    (found,) = render.hits([hit(NORM), hit(GROK)], lang="ko")
    (listed,) = render.listing([NORM, GROK], lang="en")

    assert found.content.startswith("**1. 배치 정규화는")
    assert "\n> 배치 정규화(batch norm)는" in found.content
    assert listed.content.endswith("\n- 2022-10-14 · **그로킹(grokking)** · 딥러닝")
    assert [f"-# {Word.NO_HITS.text('ko')}"] == contents(render.hits([], lang="ko"))
    assert [f"-# {Word.NO_ENTRIES.text('en')}"] == contents(
        render.listing([], lang="en")
    )


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("HTTPS://A.Example/한 글", "https://a.example/%ED%95%9C%20%EA%B8%80"),
        ("https://a.example/(x)>[y]`*", "https://a.example/%28x%29%3E%5By%5D%60%2A"),
        ("https://한글.example", "https://xn--bj0bj06e.example"),
        ("https://bank.example@evil.example/", None),
        ("https://evil.example\\@bank.example/", None),
        ("javascript:alert(1)", None),
        ("ftp://a.example", None),
        ("//a.example", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://a.example/" + "x" * 600, None),
        ("", None),
    ],
)
def test_only_plain_addresses_are_linked(url, safe) -> None:
    """Web addresses alone, no user before the host, nothing that could end the link."""
    assert safe == links.safe(url)


@pytest.mark.parametrize(
    "text",
    [
        "가나다 **라**. `x`\n\n" * 12_000,
        "- a\n" * 30_000,
        "[" * 9_000,
        "`" * 110_000,
        "> " * 90_000,
    ],
    ids=["long", "items", "brackets", "ticks", "quotes"],
)
def test_however_long_it_is_all_there(text) -> None:
    """A very long answer takes many messages, each within its bounds."""
    posts = render.answer(answer(text))

    assert all(0 < len(post.content) <= LIMIT for post in posts)
    assert text.count("가나다") == sum(post.content.count("가나다") for post in posts)
