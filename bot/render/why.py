"""How an answer came about, as text for people: ``why`` and ``--explain``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.render.plain import one_line, printable
from bot.words import Word
from bot.words_why import Why
from rag.query_types import Lang
from rag.traces.trace import PassedOver, Trace
from rag.wording.lists import recurring


_ARMS = {
    "words": Why.ARM_WORDS,
    "grams": Why.ARM_GRAMS,
    "sounds": Why.ARM_SOUNDS,
    "meanings": Why.ARM_MEANINGS,
    "vectors": Why.ARM_VECTORS,
}
_REASONS = {
    PassedOver.LIMIT: Why.OVER_LIMIT,
    PassedOver.WEAK: Why.OVER_WEAK,
    PassedOver.RIVAL: Why.OVER_RIVAL,
    PassedOver.UNQUOTED: Why.OVER_UNQUOTED,
    PassedOver.UNCITED: Why.OVER_UNCITED,
}
_FLAGS = {"any_time": "--any-time", "any_category": "--any-category"}


def full(trace: Trace, lang: Lang) -> str:
    """Return everything that a trace holds."""
    head = " · ".join(
        (trace["id"], trace["at"], trace["outcome"], trace["model"] or trace["mode"])
    )
    asked = _rows([(Why.QUESTION, trace["question"])], lang)
    parts = [head, *asked, explained(trace, lang), "", *_making(trace, lang)]
    return printable("\n".join(parts))


def line(trace: Trace) -> str:
    """Return a trace on one line, for a list of them, with tabs between."""
    return "\t".join(
        (trace["id"], trace["at"], trace["outcome"], one_line(trace["question"]))
    )


def explained(trace: Trace, lang: Lang) -> str:
    """Return what was understood, and what each arm of the search found."""
    lines = [Why.UNDERSTOOD.text(lang), *_understood(trace, lang)]
    if trace["hits"]:
        lines.append(Why.FOUND.text(lang))
        lines += [_hit(hit, lang) for hit in (*trace["hits"], *trace.get("beyond", ()))]
    return printable("\n".join(lines))


def _understood(trace: Trace, lang: Lang) -> list[str]:
    was, used = trace["understood"], trace["searched"]
    free = Why.NO_FILTER.text(lang)
    by_hand = [_FLAGS.get(name, f"--{name}") for name in trace["by_hand"]]
    return _rows(
        [
            (Why.SEARCHED, used["text"] or Why.NOTHING.text(lang)),
            *((Why.PHRASED, text) for text in used["phrasings"]),
            (Why.SIDES, " / ".join(used.get("sides", ()))),
            (Why.KIND, Why.of_kind(used["kind"]).text(lang)),
            (Why.TIME, _days(used, lang) or free),
            (Why.KEPT_TO, used["category"] or free),
            (Why.LEFT_OUT, ", ".join(_left_out(used))),
            (Why.ORDER, _order(used, lang)),
            (Why.GROUPED, _grouped(used)),
            (Why.MEASURED, used.get("measure")),
            (Why.ANCHOR, _anchor(used)),
            (Why.LANGUAGE, used["lang"]),
            (Why.CARRIED, " / ".join(used["carried"])),
            (Why.BY_HAND, ", ".join(by_hand)),
            (Why.LIFTED, _lifted(was, used, lang)),
            (Why.NOTICE, trace["notice"]),
        ],
        lang,
    )


def _lifted(was: Mapping[str, Any], used: Mapping[str, Any], lang: Lang) -> str:
    """Return the filters that were understood and not held to."""
    gone = [_days(was, lang)] if _days(was, lang) != _days(used, lang) else []
    if was["category"] != used["category"]:
        gone.append(was["category"])
    if _left_out(was) != _left_out(used):
        gone += _left_out(was)
    return ", ".join(filter(None, gone))


def _left_out(query: Mapping[str, Any]) -> list[str]:
    # Traces from before them have none.
    spans = [_span(*span) for span in query.get("without", ())]
    return [*spans, *query.get("without_categories", ())]


def _days(query: Mapping[str, Any], lang: Lang) -> str:
    if query["undated"]:
        return Word.UNDATED.text(lang)
    # Traces from before it have no such days.
    again = recurring(query.get("months", ()), query.get("weekdays", ()), lang)
    span = query["since"] or query["until"]
    days = _span(query["since"], query["until"]) if span else ""
    return ", ".join(filter(None, (days, again)))


def _span(first: str | None, last: str | None) -> str:
    return f"{first or ''} ~ {last or ''}".strip()


def _order(query: Mapping[str, Any], lang: Lang) -> str:
    first = {True: Why.NEWEST, False: Why.OLDEST}.get(query["newest_first"])
    nth = query.get("nth")  # traces from before it don't have it
    count = f"#{nth}" if nth else query["count"] and str(query["count"])
    return ", ".join(filter(None, (first and first.text(lang), count)))


def _anchor(query: Mapping[str, Any]) -> str:
    """Return the note that others are told by, and where they lie from it."""
    anchor = query.get("anchor")  # traces from before it don't have it
    if not anchor:
        return ""
    names = ", ".join(filter(None, (anchor["about"], anchor["other"])))
    step = f" {anchor['step']} {anchor['unit']}" if anchor["step"] else ""
    return f"{names} ({anchor['way']}{step})"


def _grouped(query: Mapping[str, Any]) -> str:
    # Traces from before it have neither of the latter.
    groups = (query["group_by"], query.get("then_by"))
    least, most = query.get("having") or (None, None)
    bounds = "" if least is None else _span(str(least), most and str(most))
    if least is not None and least == most:
        bounds = str(least)
    return ", ".join(filter(None, (*groups, bounds)))


def _hit(hit: Mapping[str, Any], lang: Lang) -> str:
    arms = " · ".join(
        f"{word.text(lang)} {hit['ranks'][name]}"
        for name, word in _ARMS.items()
        if name in hit["ranks"]
    )
    cited = "".join(f"[{n}]" for n in hit["cited"])
    fate = f" → {cited}" if cited else ""
    if reason := _REASONS.get(hit["passed_over"]):
        fate = f" → {reason.text(lang)}"
    return (
        f"  {hit['rank']}. {hit['date'] or Word.UNDATED.text(lang)}"
        f" · {one_line(hit['title'])} ({one_line(hit['path'])}:{hit['line_start']})\n"
        f"     {Why.SCORE.text(lang)} {hit['score']:.3f}, "
        f"{Why.STRENGTH.text(lang)} {hit['strength']:.2f}"
        f"{'; ' + arms if arms else ''}{fate}"
    )


def _making(trace: Trace, lang: Lang) -> list[str]:
    """Return what it took to write the answer, and what a check said of it."""
    usage, timings = trace["usage"], trace["timings_ms"]
    tokens = Why.TOKENS_SPENT.text(
        lang, input=usage["input_tokens"], output=usage["output_tokens"]
    )
    steps = ", ".join(f"{name} {ms:.0f} ms" for name, ms in timings.items())
    cost = trace["cost_usd"]
    price = Why.NO_PRICE.text(lang) if cost is None else f"${cost:.6f}"
    asked = bool(trace["model"])
    prompt = Why.CHARACTERS.text(lang, count=trace["prompt_chars"])
    return _rows(
        [
            (Why.PROMPT, prompt if trace["prompt_chars"] else ""),
            (Why.TOKENS, f"{tokens}, {price}" if asked else ""),
            (Why.TIMINGS, steps),
            (Why.FAILURE, trace["failure"]),
            *((Why.CHECK, _check(c, lang)) for c in trace["checks"]),
        ],
        lang,
    )


def _check(check: Mapping[str, Any], lang: Lang) -> str:
    """Return a sentence of a model, the verdict on it, and why."""
    verdict = Why[(check["verdict"] or "no_verdict").upper()].text(lang)
    # Traces from before it have neither reasons nor whether it was shown.
    reasons = [_reason(reason, lang) for reason in check.get("reasons", ())]
    said = [verdict, *reasons]
    if not check.get("shown", True):
        said.append(Why.NOT_SHOWN.text(lang))
    return f"{check['sentence'] or Why.UNTOLD.text(lang)} → {', '.join(said)}"


def _reason(reason: str, lang: Lang) -> str:
    """Return what a code such as ``number: 5%`` says, in words."""
    kind, _, what = reason.partition(": ")
    for name in (kind.upper(), f"MISSING_{kind.upper()}"):
        if name in Why.__members__:
            return Why[name].text(lang, what=what)
    return reason


def _rows(pairs: Iterable[tuple[Why, str | None]], lang: Lang) -> list[str]:
    """Return a line a label with something to say."""
    return [f"  {word.text(lang)}: {one_line(text)}" for word, text in pairs if text]
