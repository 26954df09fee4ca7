import re

from dataclasses import replace
from datetime import date

import pytest

from fakes.quotes import is_source
from fakes.rag import entry, hit, weights
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.citations.markers import JOINER
from rag.citations.resolution import defuse
from rag.quotes.extract import LENGTH, quotations
from rag.quotes.rivals import rivals
from rag.text.sentences import sentences
from rag.wording.phrases import Say, say


FENCE = "```python\nx[0] = f(xs)  # [til-1] 은 인용이 아니다\n\ny = '``'\n```"
FORMULA = "$$\nL = -\\sum_i y_i \\log p_i\n\\tag{1}\n$$"
NESTED = (
    "negative는 세 종류이다:\n\n"
    "- **Semi-hard**: $d(a,p) < d(a,n)$\n"
    "  - margin 안에 있다 🧐.\n"
    "  - 그래서 쓸모 있다[1].\n"
    "- Hard: 더 가깝다. 앵커에 붙어 있다.\n"
    "1. 첫째이다\n"
    "2. 둘째이다"
)
BLOCKS = (
    FENCE,
    FORMULA,
    NESTED,
    "~~~\n# 주석은 제목이 아니다\n~~~",
    "## 소제목 🧪",
    "| a | b |\n|---|---|\n| 1 | [til-1] |",
    "> 인용된 글이다. [1]",
    "배치 정규화는 평균을 쓴다[til-1]. 분산도 쓴다 [1]. 그래서 빠르다.",
    "A sentence about padding. Another one, e.g. on `x[0]`, follows it.",
    "긴 문장은 " + "배치 정규화를 되풀이하며 " * 40 + "끝난다.",
    "[^1]: 각주의 글이다.",
    "---",
)
prose = st.text(
    st.sampled_from("배치정규화는 abc.다[]til-1$`*\n-🧪"), min_size=1, max_size=40
).filter(str.strip)
# Prose of any shape may open a fence or a formula, so what must stay whole is
# asked of the blocks alone.
tidy = st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8).map("\n\n".join)
wild = st.lists(st.sampled_from(BLOCKS) | prose, min_size=1, max_size=8).map(
    "\n\n".join
)
questions = st.sampled_from(["배치 정규화는 평균을 쓴다", "hard", "y", "없는 말", ""])


def readable(body: str) -> bool:
    """Whether there is anything to quote beside footnotes and rules."""
    return any(
        not body[body.rfind("\n", 0, a) + 1 :].lstrip().startswith("[^")
        for a, _ in sentences(body)
    )


def quoted(bodies, question, lang="ko", **changes):
    hits = [
        hit(entry(f"n{i}", body), score=1 - i / 10) for i, body in enumerate(bodies)
    ]
    return quotations(hits, weights(question), lang=lang, lead=Say.QUOTED, **changes)[
        :2
    ]


@settings(max_examples=120, deadline=None)
@given(st.lists(wild.filter(readable), min_size=1, max_size=4), questions)
@example([NESTED + "\n\n" + FENCE, FENCE], "hard")
@example(["한 문장이다[til-1].", "[til-2] 둘째이다."], "")
def test_a_quotation_is_the_source(bodies, question) -> None:
    """Every quote is cut from its entry, and its number stands behind it, once."""
    text, citations = quoted(bodies, question)

    numbers = list(range(1, len(citations) + 1))
    assert numbers
    assert numbers == [c.number for c in citations]
    assert numbers == [int(n) for n in re.findall(r"\[til-(\d+)\]", text)]
    assert all(is_source(c) and c.quote.strip() for c in citations)
    for c in citations:
        assert re.search(re.escape(defuse(c.quote)) + rf"\s\[til-{c.number}\]", text)


@settings(max_examples=120, deadline=None)
@given(st.lists(tidy.filter(readable), min_size=1, max_size=4), questions)
def test_the_length_is_kept(bodies, question) -> None:
    """Longer than the limit only if the first unit alone is too long for it."""
    text, citations = quoted(bodies, question)

    seen = text.replace(JOINER, "")  # nobody sees it, and nobody counts it
    if len(seen) > LENGTH:
        (only,) = citations
        rest = len(seen) - len(only.quote)
        assert len(only.quote) > LENGTH - rest
        assert 1 == len(sentences(only.quote)) or only.quote.startswith("- ")


@settings(max_examples=120, deadline=None)
@given(st.lists(tidy.filter(readable), min_size=1, max_size=4), questions)
def test_code_and_formulae_are_whole(bodies, question) -> None:
    """No quote begins or ends inside a fence, a formula or a table."""
    text, citations = quoted(bodies, question)

    assert 0 == len(re.findall(r"^```", text, re.MULTILINE)) % 2
    for c in citations:
        for block in (FENCE, FORMULA, BLOCKS[3], BLOCKS[5]):
            for found in re.finditer(re.escape(block), c.entry.body):
                inside = c.start < found.end() and found.start() < c.end
                assert not inside or (c.start <= found.start() and found.end() <= c.end)


def test_a_marker_behind_code_stands_on_its_own_line() -> None:
    """Behind the closing fence on the same line it would undo the fence."""
    text, _ = quoted([FENCE], "y")

    assert f"{defuse(FENCE)}\n[til-1]" in text


def filler(n: int) -> str:
    return " ".join(f"관계없는 문장 {i}번이 자리를 차지하고 있다." for i in range(n))


def test_a_list_item_comes_with_what_introduces_it() -> None:
    """An item alone doesn't say what it is an item of."""
    text, _ = quoted([f"{filler(60)}\n\n{NESTED}\n\n{filler(60)}"], "더 가깝다 앵커에")

    assert "negative는 세 종류이다:" in text
    assert "- Hard: 더 가깝다. 앵커에 붙어 있다." in text


def test_a_question_about_the_introduction_gets_the_items() -> None:
    """``세 종류`` without the three is no answer."""
    text, _ = quoted([f"{filler(60)}\n\n{NESTED}\n\n{filler(60)}"], "negative는 종류")

    for item in ("Semi-hard", "margin 안에", "Hard: 더"):
        assert item in text


def test_code_comes_with_the_sentence_before_it() -> None:
    """Code without a word on what it does explains nothing."""
    before = "인덱스는 이렇게 쓴다."

    text, _ = quoted([f"{filler(60)}\n\n{before}\n\n{FENCE}\n\n{filler(60)}"], "xs f")

    assert f"{before}\n\n{defuse(FENCE)}" in text


def test_a_short_note_is_quoted_whole() -> None:
    """Where all of it fits, nothing is left out."""
    _, (citation,) = quoted([NESTED], "hard")

    assert NESTED.split("\n", 1)[1].strip() in citation.quote
    assert (0, len(NESTED)) == (citation.start, citation.end)


SHORT = (
    "서버를 재시작하면 세션이 사라져서 밖으로 뺐다. 밤에 옮기느라 오래 걸렸다 😴.\n\n"
    "## 만료\n\n토큰의 수명은 15분이다. 갱신용은 두 주이다.\n\n"
    "코드는 이렇다.\n\n```python\nlogin(user)\n```\n\n"
    "로그아웃하면 막을 목록에 넣는다. 강제로 끊기는 어렵다고 들었고 아직 못 했다."
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("토큰의 수명은", "## 만료\n\n토큰의 수명은 15분이다. 갱신용은 두 주이다."),
        ("로그아웃하면 목록에", SHORT[SHORT.index("로그아웃") :]),
        (
            "코드는 이렇다",
            SHORT[SHORT.index("코드는") : SHORT.index("로그아웃")].strip(),
        ),
    ],
)
def test_of_a_short_note_the_paragraph_that_says_it_all_is_quoted(
    question, expected
) -> None:
    """With its heading, or the code that it stands above."""
    _, (citation,) = quoted([SHORT], question)

    assert expected == citation.quote


@pytest.mark.parametrize(
    ("question", "changes"),
    [
        ("세션이 수명은 로그아웃하면", {}),
        ("다른 무엇", {}),
        ("노트 n0", {}),
        ("수명은", {"several": True}),
    ],
)
def test_a_short_note_that_says_it_all_over_is_whole(question, changes) -> None:
    """So is one that is called by what is asked, or listed beside others."""
    _, (citation,) = quoted([SHORT], question, **changes)

    assert SHORT == citation.quote


def test_what_is_far_behind_the_best_is_not_quoted() -> None:
    """An entry is quoted only where its score comes near the best one's."""
    hits = [hit(entry("a"), score=1.0), hit(entry("b"), score=0.2)]

    _, citations, _ = quotations(hits, weights("평균"), lang="ko", lead=Say.QUOTED)

    assert {"a.md"} == {c.entry.id for c in citations}


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("lead", [Say.QUOTED, Say.NEAREST])
def test_the_lead_says_what_the_quotations_are(lang, lead) -> None:
    """An answer and what merely comes near it begin with different words."""
    text, _, _ = quotations([hit(entry())], weights("평균"), lang=lang, lead=lead)

    assert text.startswith(say(lead, lang) + "\n\n")


def test_a_heading_says_which_note_and_when() -> None:
    """Title, date and category stand above the quotation; no invented date."""
    dated = entry("a", title="정규화 [til-1] 🧪", day=date(2021, 5, 11))
    undated = entry("b", day=None, category=None)

    text, _, _ = quotations(
        [hit(dated), hit(undated, score=0.9)],
        weights("평균"),
        lang="ko",
        lead=Say.QUOTED,
    )

    assert f"**{defuse(dated.title)}** (2021-05-11 · 딥러닝)" in text
    assert "**노트 b**\n" in text


def test_a_title_that_the_note_begins_with_is_not_said_twice() -> None:
    """A note that is named by its first words is headed by its date alone."""
    body = "배치 정규화는 평균을 쓴다. 분산도 쓴다."

    text, _, _ = quotations(
        [hit(entry("a", body, title="배치 정규화는 평균을…"))],
        weights("평균"),
        lang="ko",
        lead=Say.QUOTED,
    )

    assert 1 == text.count("배치 정규화는 평균을")
    assert "2022-03-01 · 딥러닝" in text


@pytest.mark.parametrize(
    "links",
    [
        "[정규화 hard](https://example.com/hard)",
        "![hard](hard.png) [정규화](https://example.com)",
        "이전: [[정규화|hard]] · 다음: [[hard]]",
        "<< [[hard]] | [[정규화]]>>",
        "[[강의] hard 정리 🧪](https://example.com/a)",
        "**참고** [정규화 hard](https://example.com/a_(b))",
        "![hard 정규화](./그림/image 2.png)",
    ],
)
def test_the_address_of_a_source_is_no_answer(links) -> None:
    """Links alone hold the words of the question, and still aren't quoted."""
    body = (
        "배치 정규화는 평균을 쓴다 🧪.\n\n" + "상관없는 글이다. " * 120 + "\n\n" + links
    )

    text, _ = quoted([body], "배치 정규화는 hard")

    assert "배치 정규화는 평균을 쓴다" in text
    assert "hard" not in text


@pytest.mark.parametrize(
    "aside",
    [
        "[[정규화]] [[딥러닝 🧪]]",
        "#정규화 #평균",
        "날짜: 2024-05-03\n상태: 완료\n태그: 정규화",
    ],
)
def test_what_a_note_is_filed_under_is_not_quoted(aside) -> None:
    """Unless that is what is asked for."""
    text, _ = quoted([f"{aside}\n\n정규화는 평균을 쓴다 🧪."], "정규화는 평균")

    assert text.endswith("정규화는 평균을 쓴다 🧪. [til-1]")
    assert aside not in text


def test_a_title_over_what_is_left_out_is_not_left_hanging() -> None:
    """Nothing is quoted below it that it stands over, and the note is called so."""
    body = "# 정규화 🧪\n\n날짜: 2024-05-03\n상태: 완료\n\n정규화는 평균을 쓴다."

    text, found = quoted([body], "정규화는 평균")

    assert len(found) == 1
    assert "# 정규화" not in text


def test_a_property_that_is_asked_for_is_quoted() -> None:
    """It is the only place that says so; rows that define a word are prose."""
    filed = "날짜: 2024-05-03\n상태: 완료\n\n정규화는 평균을 쓴다 🧪."
    defined = "정규화: 평균을 뺀다.\n배치: 한 묶음이다.\n\n그 밖의 글이다."

    assert "상태: 완료" in quoted([filed], "상태 완료")[0]
    assert "정규화: 평균을 뺀다." in quoted([defined], "그 밖의 정규화")[0]


def test_items_to_tick_off_are_quoted_as_one_list_with_their_boxes() -> None:
    """Or nobody sees what is done, and each item is a quotation of its own."""
    boxes = "- [ ] `체`를 씻는다\n- [x] 물을 끓인다 🫖\n  - [ ] 잔도 데운다"

    text, found = quoted([f"## 커피 준비\n\n{boxes}"], "커피 물")

    assert len(found) == 1
    assert boxes in text


def test_a_quotation_of_several_rows_keeps_its_first_mark() -> None:
    """Or only the rows below would be marked as a quotation."""
    text, _ = quoted(["글이다.\n\n> 정규화는 평균을\n> 쓴다 🧪"], "정규화는")

    assert "> 정규화는 평균을\n> 쓴다" in text


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("정규화는 평균을 쓴다 🧪.\n\n{}\n\n정규화는 왜 평균 쓸까?", "정규화는 평균"),
        ("A norm uses the mean.\n\n{}\n\nWhy does a norm use it?", "a norm uses"),
    ],
)
def test_a_question_that_nothing_answers_is_not_quoted(body, question) -> None:
    """The one at the end of a note is for its author to find out."""
    text, _ = quoted([body.format("상관없는 글이다. " * 120)], question)

    assert "?" not in text


def test_a_source_is_not_quoted_for_what_it_stands_beside() -> None:
    source = "**Reference** [이름](https://example.com/x)"
    body = f"정규화는 분산을 쓴다 🧪.\n\n{source}\n\n" + "상관없는 글이다. " * 120

    text, _ = quoted([body], "정규화는 분산을")

    assert "정규화는 분산을 쓴다 🧪." in text
    assert "example.com" not in text


def test_what_only_a_link_says_is_the_link() -> None:
    """A note of links alone is still quoted."""
    assert "example.com" in quoted(["[hard](https://example.com/hard)"], "hard")[0]


@pytest.mark.parametrize(
    "words",
    ["이렇게 구한다:", "다음과 같다.", "아래와 같습니다.", "computed as follows."],
)
def test_an_announcement_comes_with_what_it_announces(words) -> None:
    """A sentence that points at the code below is quoted with it, or not at all."""
    short = f"평균은 {words}\n\n" + FENCE
    far = "\n\n" + "상관없는 글이다. " * 120
    long = f"평균은 {words}\n\n```\n" + "x = 1\n" * 300 + "```\n\n평균이다."

    _, citations = quoted([short + far], "평균은")

    assert FENCE in citations[0].quote
    assert words not in quoted([long + far], "평균은 평균이다")[0]


def test_the_heading_that_is_the_title_is_not_quoted() -> None:
    """The title stands in bold above the quotation, which begins below it."""
    note = entry("n", "# 배치 정규화 🧪\n\n평균을 쓴다.", title="배치 정규화 🧪")

    text, (citation,), _ = quotations(
        [hit(note)], weights("평균"), lang="ko", lead=Say.QUOTED
    )

    assert "평균을 쓴다." == citation.quote
    assert 5 == citation.line_start
    assert 1 == text.count("배치 정규화 🧪")


@pytest.mark.parametrize(
    "heading", ["## 캐시 미리 채우기 🧪", "###  2. 교착 상태", "Write back\n----------"]
)
def test_a_heading_keeps_its_marks(heading) -> None:
    """Without them it would run into the sentence below, or pass for an item."""
    first, second = "평균을 먼저 읽는다.", f"{heading}\n분산은 나중에 쓴다."

    whole, (citation,) = quoted([f"{second}\n\n{first}"], "평균을 분산은")
    _, apart = quoted(
        [f"{first}\n\n{filler(60)}\n\n{second}"], "분산은 Write 캐시 교착"
    )

    assert citation.quote.startswith(heading)
    assert f"{heading}\n분산은" in whole
    assert any(c.quote.startswith(heading) for c in apart)


def test_a_marker_below_an_underlined_heading_leaves_it_one() -> None:
    """On the line of dashes it would make a sentence of them."""
    text, _ = quoted(["정규화의 평균\n====="], "평균")

    assert "정규화의 평균\n=====\n[til-1]" in text


@pytest.mark.parametrize(
    ("title", "body", "heading"),
    [
        ("캐시", "캐시와 만료\n\n만료는 평균을 쓴다.", "**캐시** (딥러닝)"),
        (
            "캐시와 만료",
            "캐시와 만료\n\n만료는 평균을 쓴다.",
            "**캐시와 만료** (딥러닝)",
        ),
        ("만료는 평균을 쓴다", "만료는 평균을 쓴다. 또 있다.", "(딥러닝)"),
        ("Means", "Meanshift is slow. 평균을 쓴다.", "**Means** (딥러닝)"),
    ],
)
def test_a_category_never_stands_where_the_title_does(title, body, heading) -> None:
    """A note is headed by its title, unless the quotation begins with just that."""
    note = entry("n", body, title=title, day=None)

    text, (citation,), _ = quotations(
        [hit(note)], weights("평균을"), lang="ko", lead=Say.QUOTED
    )

    assert heading == text.split("\n\n")[1]
    assert title not in citation.quote.split("\n") or title not in heading


def test_of_things_set_side_by_side_the_notes_on_each_are_quoted() -> None:
    """Those on neither are no rivals, however well they fit, nor told to be."""
    hits = [
        replace(hit(entry(f"n{i}", f"{i}번째 글이다 🧷."), score=1.0), side=i in {1, 2})
        for i in range(3)
    ]

    assert hits[1:] == rivals(hits, several=False) == rivals(hits, several=True)
