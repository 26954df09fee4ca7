"""Answers of every kind, to see what they look like."""

from __future__ import annotations

import itertools

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.render import discord as render
from bot.render.discord_posts import Post
from bot.render.formula_picture import draw
from rag.query_types import Kind, Lang, Query, Talk
from rag.types import Answer, Chunk, Citation, Entry, Failure, Hit, Mode, Outcome
from rag.wording.lists import Told
from rag.wording.phrases import Say, say


BODY = r"""# 배치 정규화는 학습과 추론에서 다르다

배치 정규화(batch norm)는 학습할 때 미니배치의 평균과 분산을 쓰고, 추론할 때는 *이동 평균*을 쓴다. 🧪
그래서 `model.eval()`을 잊으면 추론 결과가 배치 구성에 따라 흔들린다.

$$
\hat{x}_i = \frac{x_i - \mu_{\mathcal{B}}}{\sqrt{\sigma_{\mathcal{B}}^2 + \epsilon}}
$$

```python
model.eval()
with torch.no_grad():
    y = model(x)[0]   # x[0] 은 인용이 아니다
```

| 모드 | 평균 | 갱신 |
|---|---|---|
| 학습 | 미니배치 | 한다 |
| 추론 | 이동 평균 | 안 한다 |

자세한 것은 https://arxiv.org/abs/1502.03167 를 본다.
"""
CASES = (
    r"""f(x) = \begin{cases} x & x > 0 \\ \alpha(e^x - 1) & \text{그 외} \end{cases}"""
)


def entry(name: str, title: str, body: str, **changes: object) -> Entry:
    """Return a note that begins on the first line of its file."""
    fields: dict[str, object] = {
        "id": name,
        "path": f"2021/{name}.md",
        "line_start": 1,
        "line_end": 1 + body.count("\n"),
        "day": date(2021, 5, 11),
        "category": "딥러닝",
        "title": title,
        "body": body,
        "lines": tuple(range(1, 2 + body.count("\n"))),
        "url": f"https://til.example/{name}",
        "tags": ("pytorch", "정규화"),
    }
    return Entry(**{**fields, **changes})  # type: ignore[arg-type]


NORM = entry("batch-norm", "배치 정규화는 학습과 추론에서 다르다", BODY)
GROK = entry(
    "grokking",
    "그로킹(grokking)",
    "과적합한 뒤에도 오래 학습하면 일반화가 뒤늦게 온다.\n가중치 감쇠가 이를 앞당긴다.",
    day=date(2022, 10, 14),
    url=None,
)
EARLY = entry(
    "early-stopping",
    "Early stopping",
    "Training stops when the validation loss has not improved for `patience` epochs.",
    day=None,
    category=None,
)


def cite(number: int, of: Entry, quote: str) -> Citation:
    """Return a citation of *quote*, which stands in *of*."""
    start = of.body.index(quote)
    return Citation(number=number, entry=of, start=start, end=start + len(quote))


def answer(
    text: str, *citations: Citation, lang: Lang = "ko", **changes: object
) -> Answer:
    """Return an answer that a model wrote."""
    fields: dict[str, object] = {
        "question": "?",
        "text": text,
        "citations": citations,
        "outcome": Outcome.ANSWERED,
        "mode": Mode.MODEL,
        "query": Query(text="?", lang=lang),
    }
    return Answer(**{**fields, **changes})  # type: ignore[arg-type]


def _quoted(lead: Say, lang: Lang, *citations: Citation) -> str:
    parts = [say(lead, lang)]
    for c in citations:
        parts.append(f"**{c.entry.title}** ({c.entry.day or '-'})")
        between = "\n" if c.quote.endswith(("```", "$$")) else " "
        parts.append(f"{c.quote}{between}[til-{c.number}]")
    return "\n\n".join(parts)


def answers() -> dict[str, Answer]:
    """Return an answer of each kind, by what it shows."""
    head = "배치 정규화(batch norm)는 학습할 때 미니배치의 평균과 분산을 쓰고"
    first, second = cite(1, NORM, head), cite(2, GROK, GROK.body)
    model = answer(
        "배치 정규화는 **학습할 때** 미니배치의 평균과 분산 $\\mu_B, \\sigma_B^2$ 를 쓰고, "
        "**추론할 때** 이동 평균을 씁니다. [til-1]\n\n"
        f"$$\n\\hat{{x}}_i = \\frac{{x_i - \\mu_{{\\mathcal{{B}}}}}}{{\\sqrt{{\\sigma^2 + \\epsilon}}}}\n$$\n\n"
        "- `model.eval()` 로 바꾸고\n- 기울기를 끕니다. [til-1][til-2]\n\n"
        "```python\nmodel.eval()\nwith torch.no_grad():\n    y = model(x)[0]\n```\n\n"
        f"활성 함수는 다음과 같습니다.\n\n$$\n{CASES}\n$$",
        first,
        second,
    )
    table = answer(
        "| 모드 | 평균 | 갱신 |\n|---|---|---|\n| 학습 | 미니배치 [til-1] | 한다 |\n"
        "| 추론 | 이동 평균 | 안 한다 |\n\n넓은 표는 목록이 됩니다.\n\n"
        "| 기법 | 무엇을 하는가 | 언제 쓰는가 |\n|---|---|---|\n"
        "| 조기 종료 | 검증 손실이 나아지지 않으면 학습을 멈춘다 | 데이터가 적을 때 특히 쓸모 있다 [til-1] |\n"
        "| 가중치 감쇠 | 가중치의 크기에 벌점을 준다 | 거의 언제나 |\n",
        first,
    )
    code = cite(2, NORM, BODY[BODY.index("$$") : BODY.index("\n\n| 모드")])
    quoted = answer(
        _quoted(Say.QUOTED, "ko", first, code),
        first,
        code,
        mode=Mode.EXTRACTIVE,
        lead=say(Say.QUOTED, "ko"),
    )
    fail = Failure(problem="The model did not answer.", hint="Try again.", exit_code=75)
    nearest = cite(1, EARLY, EARLY.body)
    silent = f"{say(Say.NO_EVIDENCE, 'ko')} {say(Say.NO_EVIDENCE_TITLES, 'ko')}\n\n- {GROK.title}\n- {NORM.title}"
    dull = f"{say(Say.NO_EVIDENCE, 'en')} {say(Say.NO_EVIDENCE_TITLES, 'en')}\n\n- Early stopping"
    long = "\n\n".join(
        f"### {n}. 단계\n배치 정규화는 층의 입력을 고르게 합니다. 그래서 학습률을 높일 수 있고, 초기값에 덜 민감합니다. [til-1] "
        f"다만 배치가 작으면 추정이 거칠어집니다.\n\n```python\nfor step in range({n}):\n    loss = train(step)\n    print(step, loss)\n```"
        for n in range(1, 12)
    )
    hostile = answer(
        "@everyone <@1> ||숨김|| -# 가짜\n-# [9] 2022-05-09 · 가짜 출처\n"
        "> 인용 [은행](https://evil.example) discord.gg/abc <t:1:R> <:a:1>\n\n### 끝 [til-1]",
        first,
    )
    return {
        "model, formulae, code": model,
        "tables": table,
        "quotations": quoted,
        "the model failed": replace(quoted, failure=fail),
        "nearest (English)": answer(
            _quoted(Say.NEAREST, "en", nearest),
            nearest,
            lang="en",
            outcome=Outcome.NEAREST,
            mode=Mode.EXTRACTIVE,
            lead=say(Say.NEAREST, "en"),
        ),
        "no evidence": answer(silent, outcome=Outcome.NO_EVIDENCE),
        "no evidence (English)": answer(dull, lang="en", outcome=Outcome.NO_EVIDENCE),
        "small talk": answer(say(Talk.GREETING, "ko"), outcome=Outcome.SMALLTALK),
        "a list": answer(
            f"{Told.LISTED.text('ko', n=2, what='전체')}\n\n"
            f"- 2021-05-11 · 딥러닝 · **{NORM.title}**: {head} [til-1]\n"
            f"- 2022-10-14 · 딥러닝 · **{GROK.title}** [til-2]",
            first,
            second,
            mode=Mode.EXTRACTIVE,
            query=Query(text="", kind=Kind.LIST),
            notice=say(Say.LIFTED, "ko", what="2020"),
        ),
        "hostile": hostile,
        "long": answer(long, first),
    }


def shown() -> Mapping[str, Sequence[Post]]:
    """Return what each is shown as, by what it shows."""
    cases: dict[str, Sequence[Post]] = {
        name: render.answer(value, draw=draw) for name, value in answers().items()
    }
    model = answers()["model, formulae, code"]
    cut = model.text[: model.text.index("eval()` 로") + 3]
    cases["still being written"] = [Post(content=render.partial(cut))]
    cases["sources"] = render.sources(answers()["quotations"], draw=draw)
    cases["a note"] = render.note(NORM, lang="ko", draw=draw)
    cases["recent"] = render.listing([NORM, GROK, EARLY], lang="ko")
    chunks = [
        Chunk(
            entry_id=e.id,
            ordinal=0,
            start=0,
            end=len(e.body),
            text=e.body,
            heading=(),
            title=e.title,
            day=e.day,
            category=e.category,
        )
        for e in (NORM, GROK, EARLY)
    ]
    found = itertools.starmap(
        lambda e, c: Hit(chunk=c, entry=e, score=1.0, strength=1.0),
        zip((NORM, GROK, EARLY), chunks, strict=True),
    )
    cases["search"] = render.hits([*found], lang="ko")
    return cases
