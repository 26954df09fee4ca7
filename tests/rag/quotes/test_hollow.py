"""What says nothing itself isn't quoted: pictures, contents, lists of sources."""

import pytest

from fakes.rag import entry, hit, weights

from rag.quotes.extract import quotations
from rag.wording.phrases import Say


PAD = "\n\n".join(
    f"## 그 밖 {n}\n\n{word}은 여기서 다루지 않으며 다음에 길게 적을 다른 이야기이다 🧭. "
    + f"{word}에는 따로 쓸 것이 많다. " * 12
    for n, word in enumerate(("오븐", "반죽", "발효"))
)
"""What makes a note too long to be quoted whole."""


def quoted(body, question, title="메모 🧪"):
    found = [hit(entry("n", body, title=title))]
    text, citations, _ = quotations(
        found, weights(question), lang="ko", lead=Say.QUOTED
    )
    return text, [c.quote for c in citations]


@pytest.mark.parametrize(
    "picture",
    [
        "![](img/kiln-1.png)",
        "![가마 kiln](https://x.test/kiln.png)",
        '<img src="k.png">',
    ],
)
@pytest.mark.parametrize("short", [True, False])
def test_a_picture_is_no_answer(picture, short) -> None:
    """Not alone, nor at the ends of what is quoted."""
    body = f"{picture}\n\n- 가마는 천 도에서 굽는 통이다.\n- 가마 kiln은 벽돌이다.\n\n{picture}"
    text, quotes = quoted(body if short else f"{body}\n\n{PAD}", "가마 kiln")

    assert "가마는 천 도에서" in text
    assert all(picture not in (q[: len(picture)], q[-len(picture) :]) for q in quotes)


def test_a_picture_below_a_heading_leaves_it_to_its_text() -> None:
    """The heading stays with what it is about, and so what stands between."""
    body = f"{PAD}\n\n## 유약\n\n![](img/u.png)\n\n겉에 바르는 유약 은 유리이다."

    text, _ = quoted(body, "유약")

    assert "## 유약\n\n![](img/u.png)\n\n겉에 바르는" in text


@pytest.mark.parametrize("word", ["참고", "### | Reference", "출처 🔗"])
@pytest.mark.parametrize("link", ["{}", "###### {}", "- [물레]({})"])
def test_sources_at_the_end_are_left_out(word, link) -> None:
    """A heading with nothing but links beneath, whatever word stands in them."""
    head = word if word.startswith("#") else f"## {word}"
    link = link.format("https://x.test/물레-wheel")
    body = f"물레는 흙을 돌리는 판이다. 물레 wheel은 발로 찬다.\n\n{head}\n\n{link}\n"

    text, _ = quoted(body, "물레 wheel")

    assert "발로 찬다" in text
    assert "x.test" not in text
    assert head not in text


def test_sources_are_quoted_for_who_asks_for_them() -> None:
    """Their heading speaks most then."""
    body = "# 초벌\n\n낮은 불에 먼저 굽는다 🔥.\n\n## 참고 문헌\n\n- https://x.test/a\n"

    assert "x.test/a" in quoted(body, "참고 문헌", title="초벌")[0]


@pytest.mark.parametrize("title", ["성형", "다른 이름"])
def test_headings_with_nothing_beneath_are_left_out(title) -> None:
    """Contents at the top, which a note makes of headings."""
    body = (
        "# 성형\n\n###### 1.1 판 만들기\n\n###### 1.2 성형 틀\n\n"
        "###### 1.3 말리기\n\n성형 이란 흙에 꼴을 주는 일이다. 손으로 성형 을 한다."
    )

    text, _ = quoted(body if title == "성형" else f"{body}\n\n{PAD}", "성형", title)

    assert "꼴을 주는" in text
    assert "1.1" not in text


def test_an_outline_is_quoted_by_its_headings() -> None:
    """They are all that the note says."""
    body = "# Glaze\n\n## Ash glaze\n\n## Salt glaze"

    assert "Salt glaze" in quoted(body, "salt glaze", title="Pots")[0]
