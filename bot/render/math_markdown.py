"""Finds the formulae in Markdown and makes them readable in a terminal."""

from __future__ import annotations

import re

from bot.render.math_text import formula


MATH = "tilbot-math"
"""The language of the fences that displayed formulae become."""

_TOKEN = re.compile(
    r"""
    (?P<fence>^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?
        (?P<marks>`{3,}|~{3,})[^\n]*\n
        (?:.*?^[ \t>]*(?P=marks)[`~]*[ \t]*$|.*))
    | (?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=ticks)(?!`))
    | (?P<escaped>\\[\\$`])
    | (?P<block>(?:\$\$(?P<shown>[^$]+?)\$\$|\\\[(?P<shown2>(?:(?!\\\[).)+?)\\\])
        [ \t]*)
    | (?P<inline>\$(?P<run>(?!\s)(?:[^$\\\n]|\\[^\n])+?(?<!\s))\$(?!\d)
        |\\\((?P<run2>(?:(?!\\\(|\n\n).)+?)\\\))
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_STRONG = re.compile(
    r"(?<![\w)\]}*])\*\*(?=[^\s*])([^\n]{1,400}?)(?<=[^\s*])\*\*(?![A-Za-z0-9_*])"
)
"""Bold text; a power of a number is none."""
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def readable(markdown: str) -> str:
    """
    Return *markdown* with its formulae as Unicode, code untouched.

    Inline formulae become escaped text, displayed ones a fence in the
    language `MATH` that stands by itself. Never raises.
    """
    return _TOKEN.sub(_shown, markdown)


def gist(markdown: str) -> str:
    """Return *markdown* on one line, formulae readable, without its marks."""

    def bare(match: re.Match[str]) -> str:
        parts = match.groupdict()
        latex = next(
            (parts[k] for k in ("run", "run2", "shown", "shown2") if parts[k]), None
        )
        if latex is not None:
            return f" {formula(latex)} " if parts["block"] else formula(latex)
        if parts["fence"]:
            return re.sub(r"(?m)^[ \t>]*(?:`{3,}|~{3,})[^\n]*$", "", match[0])
        return match[0].strip("`") if parts["code"] else match[0]

    text = _TOKEN.sub(bare, markdown)
    text = re.sub(r"(?m)^[ \t]*(?:#{1,6}|>)[ \t]+", "", text)
    text = _STRONG.sub(r"\1", text)
    return " ".join(text.split())


def _shown(match: re.Match[str]) -> str:
    if match["inline"]:
        text = formula(match["run"] or match["run2"])
        return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
    if match["block"]:
        text = formula(match["shown"] or match["shown2"], display=True)
        return _apart(text, match)
    return match[0]


def _apart(text: str, match: re.Match[str]) -> str:
    """Set a displayed formula as a fence, indented as its line is."""
    source, start, end = match.string, match.start(), match.end()
    line = source[source.rfind("\n", 0, start) + 1 : start]
    # Within a list or a quotation the fence has to stay inside it.
    quote = re.match(r"[ \t>]*", line)
    indent = quote[0] if quote else ""
    if item := re.match(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+", line):
        indent = " " * len(item[0])
    before = "" if not line.strip(" \t>") else f"\n\n{indent}"
    after = re.match(r"[ \t]*(\n|$)", source[end:])
    rows = [f"```{MATH}", *text.split("\n"), "```"]
    block = f"\n{indent}".join(rows)
    return before + block + ("" if after else f"\n\n{indent}")
