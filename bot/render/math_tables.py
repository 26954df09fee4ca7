"""Which Unicode characters stand for what in a formula."""

from __future__ import annotations


_SUPER_FROM = "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW∗*′⊤βγδθφχ"
_SUPER_TO = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ**′ᵀᵝᵞᵟᶿᵠᵡ"
_SUB_FROM = "0123456789+-=()aehijklmnoprstuvxβγρφχ"
_SUB_TO = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"

SUPERSCRIPT = dict(zip(_SUPER_FROM, _SUPER_TO, strict=True))
SUBSCRIPT = dict(zip(_SUB_FROM, _SUB_TO, strict=True))

ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "underline": "\u0332",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
}
"""Combining characters by macro."""

SYMBOLS = {
    "|": "‖",
    "Vert": "‖",
    "lVert": "‖",
    "rVert": "‖",
    "vert": "|",
    "lvert": "|",
    "rvert": "|",
    "mid": "∣",
    "{": "{",
    "}": "}",
    "lbrace": "{",
    "rbrace": "}",
    "%": "%",
    "$": "$",
    "&": "&",
    "#": "#",
    "_": "_",
    "ne": "≠",
    "top": "⊤",
    "prime": "′",
    "ast": "*",
    "star": "⋆",
    "to": "→",
    "gets": "←",
    "iff": "⟺",
    "implies": "⟹",
    "land": "∧",
    "lor": "∨",
    "lnot": "¬",
    "degree": "°",
    "dots": "…",
    "ldots": "…",
    "dotsc": "…",
    "cdots": "⋯",
    "dotsb": "⋯",
    "vdots": "⋮",
    "ddots": "⋱",
    "ell": "ℓ",
    "hbar": "ℏ",
    "sum": "∑",
    "prod": "∏",
    "coloneqq": "≔",
    "triangleq": "≜",
    "defeq": "≝",
    "colon": ":",
    "lceil": "⌈",
    "rceil": "⌉",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "langle": "⟨",
    "rangle": "⟩",
    "quad": " ",
    "qquad": " ",
    ",": " ",
    ":": " ",
    ";": " ",
    " ": " ",
    "!": "",
    "\\": " ",
}
"""Macros that pylatexenc drops or writes otherwise."""

NAMES = frozenset(
    """
    Pr arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker
    lg lim liminf limsup ln log max min sec sin sinh sup tan tanh
    """.split()
)
"""Macros that stand for their own name."""

SILENT = frozenset(
    """
    Big Bigg Biggl Biggr Bigl Bigr big bigg biggl biggr bigl bigr displaystyle hline
    left limits mathstrut middle nolimits nonumber notag right scriptstyle strut
    textstyle
    """.split()
)
"""Macros about size and place only."""

SPACED = frozenset("=≠≤≥≈≡∼≃≅≪≫∝∈∉∋⊂⊆⊃⊇→←↔⇒⇐⇔⟺⟹⟶⟵↦≔≜≝∣∥×·±∓∘⊙⊗⊕∪∩∧∨∖÷")
"""Symbols with a space on either side, when a macro gives them."""


ALPHABETS = frozenset(
    """
    bm boldsymbol mathbb mathbf mathcal mathfrak mathit mathscr
    """.split()
)
"""Macros that change the letters of their argument."""

UPRIGHT = frozenset(
    """
    mathbin mathop mathrel mathrm mathsf mathtt mbox operatorname text textbf textit
    textnormal textrm texttt
    """.split()
)
"""Macros around words, and around names of functions."""

FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac", "nicefrac"})
BINOMIALS = frozenset({"binom", "dbinom", "tbinom"})
STACKED = frozenset({"underset", "overset", "stackrel"})
BRACED = frozenset({"underbrace", "overbrace", "boxed"})
MODULO = frozenset({"pmod", "mod"})

MATRICES = {
    "matrix": ("", ""),
    "array": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "cases": ("{", ""),
    "rcases": ("", "}"),
}
"""Environments with columns, and their brackets."""

ROWS = frozenset(
    """
    align align* alignat* aligned equation equation* gather gather* gathered multline
    multline* split
    """.split()
)
"""Environments of lines that are aligned."""
