"""Tells code from prose in a text that has no fences."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings

from collections.abc import Sequence


MAX_LINES = 200
"""Lines of one block; what is longer is looked at in pieces."""
MAX_WIDTH = 500
MAX_DEPTH = 20
"""Brackets within brackets; the parser takes very long over many open ones."""

_PROSE = re.compile(r"[가-힣]")
_BRACKET = re.compile(r"[(\[{)\]}]")
_QUIET = re.compile(r"#.*$|//.*$|\"[^\"]*\"|'[^']*'")
_LIST = re.compile(r"\s*(?:[•◦▪‣·∙*-]|\d{1,3}[.)])\s")
_STARTS = re.compile(r"\s*[@\w\"'(\[{$>#/<}]")
_HINT = re.compile(r"[(\[={:]|^\s*(?:import|from|return|else|try|pass|@)\b|^\s*[$>#]")

_SHELL = (
    "pip3?|conda|git|docker|npm|yarn|brew|apt|apt-get|kubectl|python3?|wget|curl|sudo"
    "|cd|mkdir|export|uv"
)
_CODE = re.compile(
    rf"""\s*(?:
      \$\s+\S+.*
    | >>>\s.*
    | (?:{_SHELL})\s+(?:-{{1,2}}\w|[\w./:="'$~@-])\S*(?:\s+\S+)*
    | \#include\s*[<"].+
    | (?:const|let|var)\s+\w+\s*=.+
    | (?:export\s+)?(?:async\s+)?function\s*\w*\(.*
    | (?:public|private|protected|static)\s+.+[{{;]
    | (?:def|class)\s+\w+\s*[(:].*
    | for\s+\w[\w,\ ()]*\s+in\s+.+:
    | (?:while|if|elif|with)\s+.*[\w.]+\(.*:
    | [\w.]+\(.*\)\s*[;{{]
    | [\w.\[\]]+\s*[-+*/]?=\s*.+[;({{\[]
    | [a-z_][\w.]*[._]\w+\(.*[,(\[{{]
    | (?:SELECT|INSERT\ INTO|UPDATE|CREATE\ TABLE|DELETE\ FROM)\s.+
    )\s*""",
    re.VERBOSE,
)
_SENTENCE = re.compile(
    r"\s*\w+\s+(?!(?:install|clone|push|pull|commit|add|checkout|run|build|exec|create"
    r"|activate|init|status|log|diff|merge|rebase|update|upgrade)\b)"
    r"[a-z]+(?:\s+[a-z]+)*[.?!]?\s*"
)


def block(
    lines: Sequence[str], at: int, *, inside: bool = False
) -> tuple[int, str] | None:
    """
    Find the code that begins at line *at*.

    Args:
        lines: All lines of the entry.
        at: Counted from 0.
        inside: Whether code stands right above, so that a line which is set in
            goes on with it.

    Returns:
        One past its last line and its language (``python`` or nothing), or
        None if the line is not code. The block ends at a blank line.
    """
    goes_on = inside and lines[at].startswith(("\t", "    "))
    if not _may_be(lines[at]) and not (goes_on and _may_follow(lines[at])):
        return None
    end = at
    while end < len(lines) and end - at < MAX_LINES and _may_follow(lines[end]):
        end += 1
    # A block is short as a rule; a long one is tried at a few lengths only.
    for stop in range(end, max(at, end - 12), -1):
        if is_python("\n".join(lines[at:stop])):
            return stop, "python"
    if goes_on:
        return end, "python"
    stop = at
    depth = 0
    while stop < end and (
        _CODE.fullmatch(lines[stop]) or depth > 0 or _inner(lines, stop, at)
    ):
        bare = _QUIET.sub("", lines[stop])
        depth += sum(map(bare.count, "([{")) - sum(map(bare.count, ")]}"))
        stop += 1
    return (stop, "") if stop > at and _certain(lines[at:stop]) else None


def is_python(source: str) -> bool:
    """Tell whether *source* is a piece of Python that does something."""
    if _too_deep(source):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(textwrap.dedent(source))
        return _works(list(ast.walk(tree)), source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _too_deep(source: str) -> bool:
    """Tell whether brackets nest too far; strings are not looked into."""
    depth = 0
    for match in _BRACKET.finditer(source):
        depth += 1 if match[0] in "([{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _works(nodes: list[ast.AST], source: str) -> bool:
    if any(_PROSE.search(name) for node in nodes for name in _names(node)):
        return False
    assigned = sum(isinstance(node, ast.Assign | ast.AugAssign) for node in nodes)
    return assigned > 1 or any(_does(node, source) for node in nodes)


def _names(node: ast.AST) -> list[str]:
    found = (getattr(node, key, None) for key in ("id", "attr", "arg", "name"))
    return [name for name in found if isinstance(name, str)]


def _does(node: ast.AST, source: str) -> bool:
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        # "GAIL (2016)" and "Attention(Q, K, V)" are calls to the parser only.
        word = len(called) > 1 and called[0].islower()
        plain = word or "." in called or "_" in called or bool(node.keywords)
        return plain and f"{called}(" in source
    if isinstance(node, ast.Assign):
        rich = ast.Call | ast.Subscript | ast.Attribute | ast.List | ast.Dict
        return isinstance(node.value, rich)
    stated = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef | ast.For
    return isinstance(node, stated | ast.AsyncFunctionDef | ast.With | ast.While)


def _may_be(line: str) -> bool:
    return bool(
        len(line) <= MAX_WIDTH
        and _STARTS.match(line)
        and not _LIST.match(line)
        and "\\" not in _QUIET.sub("", line).rstrip("\\")
        and not _PROSE.search(_QUIET.sub("", line))
        and (_HINT.search(line) or _CODE.fullmatch(line))
    )


def _may_follow(line: str) -> bool:
    return bool(
        line.strip()
        and len(line) <= MAX_WIDTH
        and "•" not in line
        and not _PROSE.search(_QUIET.sub("", line))
    )


def _inner(lines: Sequence[str], stop: int, at: int) -> bool:
    """Tell whether a line is code because it is set in under the one above."""
    line = lines[stop]
    closes = line.strip() in {"}", "};", "})", "});", ")", "]", "],", "),"}
    return stop > at and (closes or line.startswith(("\t", "    ", "  ")))


def _certain(lines: Sequence[str]) -> bool:
    """Rule out a sentence such as "git is a tool"."""
    return len(lines) > 1 or not _SENTENCE.fullmatch(lines[0])
