"""Splits a reply into sentences, each with the passages that it cites."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass

from rag.citations.markers import CITED
from rag.compare.words import VERB, Reading
from rag.text.sentences import sentences


MARKERS = re.compile(r"(?:[ \t\n]*\[til-[0-9]+\])+[.。!?]?")
_BREAK = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]")
ITEM = re.compile(r"(?:^|\n)[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+$")
_TITLE = re.compile(r"(\*\*|__)[^*_\n]{1,80}\1:?")
_SOURCES = re.compile(r"[\W_]*(?:[\w()]+ ?){1,3}[:：][\W_]*")
_APART = re.compile(r"[ \t]*\n[ \t\n>*+-]*(?=\[til-)")
_BLOCK = ("```", "~~~", "$$", "\\[", "|")
LONGEST, LONGEST_BLOCK = 2_000, 8_000
"""Characters of a sentence, and of code or a table, that can be checked."""
_FENCE = re.compile(r"^([ \t]*(?:`{3,}|~{3,}))[ \t]*([\w+#.-]+)[ \t]*$", re.MULTILINE)
_LANGUAGES = frozenset(
    """asm awk bash bat batch c c# c++ clj clojure cmake cmd conf config console cpp cs
    csharp css csv cuda cypher dart diff docker dockerfile dotenv elixir env erlang
    ex fish fortran fsharp git gitignore glsl go golang gql gradle graphql groovy
    haskell hcl hs html http ini ipython java javascript jl js json json5 jsonc
    jsonl jsx julia kotlin kt latex less log lua make makefile markdown math matlab
    md mermaid mysql nginx nix none objc objective-c ocaml octave output perl pgsql
    php pl plain plaintext plpgsql postgres postgresql powershell prisma promql
    properties proto protobuf ps1 py py3 pycon python python3 r rb redis regex rest
    rs ruby rust scala scss sh shell shell-session shellscript solidity sql sqlite
    svelte svg swift systemd tcl terminal terraform tex text tf toml ts tsql tsv tsx
    txt typescript vb vim vue wasm xml yaml yml zig zsh""".split()
)
"""What code is said to be written in; any other word behind a fence is read."""
_MENTION = re.compile(r"<[@#][!&]?\w|(?<![\w`])@(?:everyone|here)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a reply, with its markers and what stands before it."""

    lead: str
    """White space, marks of lists and headings."""
    text: str
    cited: tuple[int, ...]
    """Numbers of its own markers."""

    @property
    def breaks(self) -> bool:
        """Whether a paragraph or a list item begins with it."""
        return bool(_BREAK.search(self.lead)) or "#" in self.lead

    @property
    def item(self) -> bool:
        """Whether a list item begins with it."""
        return bool(ITEM.search(self.lead))

    @property
    def heading(self) -> int:
        """Its level if it is a heading, 7 for a bold title; else 0."""
        if marks := re.search("#+", self.lead):
            return len(marks[0])
        alone = not self.item and not self.cited and _TITLE.fullmatch(self.bare)
        return 7 if alone and (not self.lead or "\n" in self.lead) else 0

    @property
    def bare(self) -> str:
        """The text without markers."""
        return re.sub(r"[ \t]*\[til-[0-9]+\]", "", self.text).strip()

    @property
    def sources(self) -> bool:
        """Whether it only labels its markers, as ``출처: [til-1]`` does."""
        return bool(self.cited) and _SOURCES.fullmatch(self.bare) is not None

    @property
    def said(self) -> str:
        """What is read of it: `bare`, without the full stop of ``p=0.5.``.

        Nor with the language that a fence names, which tells how to paint code.
        """
        text = _FENCE.sub(_untagged, self.bare)
        return re.sub(r"(?<=[0-9])\.$", "", text)

    @property
    def block(self) -> bool:
        """Whether it is code, a formula or a table."""
        return self.bare.startswith(_BLOCK)

    @property
    def fenced(self) -> bool:
        """Whether it is code between fences."""
        return self.bare.startswith(_BLOCK[:2])

    @property
    def endless(self) -> bool:
        """Whether it is too long to be checked; no note says anything like it."""
        return len(self.text) > (LONGEST_BLOCK if self.block else LONGEST)


def _untagged(fence: re.Match[str]) -> str:
    return fence[1] if fence[2].lower() in _LANGUAGES else fence[0]


def split(text: str, *, final: bool) -> tuple[list[Piece], str]:
    """
    Return the sentences of *text* that are complete, and what is left.

    Markers belong to the sentence before them. Unless *final*, the last one
    is left, for more of it may come.
    """
    spans: list[list[int]] = []
    for first, end in sentences(text):
        start = first
        if spans and (found := MARKERS.match(text, first)):
            spans[-1][1] = max(spans[-1][1], found.end())
            rest = text[found.end() : end]
            start = end - len(rest.lstrip())
        if start >= end:
            continue
        after = MARKERS.match(text, end)
        spans.append([start, after.end() if after and after.end() > end else end])
    if not final and spans:
        spans.pop()
    pieces, at = [], 0
    for first, end in spans:
        if end <= at:
            continue
        start = max(first, at)
        body = text[start:end]
        if not body.startswith(_BLOCK):
            body = _APART.sub(" ", body)
        numbers = tuple(dict.fromkeys(int(n) for n in CITED.findall(body)))
        pieces.append(Piece(text[at:start], body, numbers))
        at = end
    return pieces, text[at:]


def states(reading: Reading) -> bool:
    """Say whether a sentence states something that a note could bear out."""
    return (
        any(w.weight >= VERB for w in reading.words)
        or bool(reading.marks or reading.days or reading.quantities)
        or mentions(reading.text)
    )


def mentions(text: str) -> bool:
    """Say whether *text* calls on somebody, as chats do."""
    return bool(_MENTION.search(text))


def rests_on(
    pieces: Sequence[Piece], at: int, before: Sequence[int]
) -> tuple[int, ...] | None:
    """
    Return the passages that the sentence *at* rests on.

    Its own markers; else the next ones of its paragraph; else the last ones
    of it; else all cited *before*. None while more of the paragraph may come.
    """
    if pieces[at].cited:
        return pieces[at].cited
    for piece in pieces[at + 1 :]:
        if piece.breaks:
            break
        if piece.cited:
            return piece.cited
    else:
        return None
    for i in range(at, 0, -1):
        if pieces[i].breaks:
            break
        if pieces[i - 1].cited:
            return pieces[i - 1].cited
    if before or not pieces[at].block:
        return tuple(dict.fromkeys(before)) or None
    # Code and tables stand apart from the sentence behind them that cites.
    return next((piece.cited for piece in pieces[at + 1 :] if piece.cited), None)
