"""What tilbot knows of LaTeX beyond what pylatexenc does."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.render.math_tables import (
    ACCENTS,
    ALPHABETS,
    BINOMIALS,
    BRACED,
    FRACTIONS,
    MATRICES,
    MODULO,
    NAMES,
    ROWS,
    SILENT,
    STACKED,
    SYMBOLS,
    UPRIGHT,
)


class Unreadable(Exception):
    """The formula holds something that has no faithful text."""


def alphabet(name: str, text: str) -> str:
    r"""Return *text* in the letters of ``\mathbb`` and the like."""
    from pylatexenc.latex2text import (
        LatexNodes2Text,
    )

    if not (text.isascii() and text.isalnum()):
        return text
    name = {"boldsymbol": "mathbf", "bm": "mathbf"}.get(name, name)
    return str(LatexNodes2Text().latex_to_text(rf"\{name}{{{text}}}")) or text


@cache
def symbol(name: str) -> str:
    """
    Return the character of a macro without arguments.

    Raises:
        Unreadable: there is none.
    """
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    text = spec and spec.simplify_repl
    if not isinstance(text, str) or len(text) != 1 or text.isascii():
        raise Unreadable
    return text


@cache
def grammar() -> Any:
    """Return what pylatexenc parses formulae by: scripts take an argument."""
    from pylatexenc.latexwalker import (
        get_default_latex_context_db,
    )
    from pylatexenc.macrospec import (
        MacroStandardArgsParser,
        SpecialsSpec,
        std_environment,
        std_macro,
    )

    db = get_default_latex_context_db()
    one = [*ACCENTS, *ALPHABETS, *UPRIGHT, *BRACED, *MODULO, "tag"]
    two = [*BINOMIALS, *STACKED, *FRACTIONS]
    none = ["not", *SYMBOLS, *NAMES, *SILENT]
    db.add_context_category(
        "formulae",
        prepend=True,
        macros=[
            *(std_macro(name, "{") for name in one),
            *(std_macro(name, "{{") for name in two),
            *(std_macro(name, "") for name in none),
            std_macro("operatorname", "*{"),
            std_macro("sqrt", "[{"),
        ],
        environments=[
            *(std_environment(name, None) for name in [*MATRICES, *ROWS]),
            std_environment("array", "{"),
        ],
        specials=[
            SpecialsSpec("^", args_parser=MacroStandardArgsParser("{")),
            SpecialsSpec("_", args_parser=MacroStandardArgsParser("{")),
        ],
    )
    return db
