"""How an answer is laid out: what it is, what it says, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.render import discord_links as links
from bot.render import plain
from bot.render.discord_blocks import Atom, Block, Code, Text, words
from bot.render.discord_inline import Setting, parts
from bot.render.discord_markdown import blocks
from bot.words import Word
from bot.words_discord import Line
from rag.citations.resolution import defuse
from rag.citations.title_markup import bold
from rag.query_types import Kind, Lang
from rag.text.footnote_marks import unmarked
from rag.types import Answer, Citation, Entry, Mode, Outcome
from rag.wording.phrases import Say, say


SMALL = "-# "
"""What tilbot says itself is small; nothing else ever is."""
SOURCES = 8
"""Notes that are named below an answer; a button shows all of them."""
_NUMBERS = 12
"""Citations of one note that are named with it."""
_TITLE = 100


def answer_blocks(
    value: Answer, setting: Setting, remarks: Sequence[str]
) -> Iterator[Block]:
    """Yield an answer from top to bottom."""
    lang = value.query.lang
    kept = value.mode is Mode.MODEL
    failed = (Word.KEPT_INSTEAD if kept else Word.QUOTED_INSTEAD).text(lang)
    if value.failure and value.citations:
        yield remark(f"⚠️ {failed}")
    for text in dict.fromkeys((*remarks, value.notice or "")):
        if text not in {"", failed}:
            yield remark(f"ℹ️ {text}")
    match value.outcome:
        case Outcome.NO_EVIDENCE:
            yield from _silence(value.text, setting)
        case Outcome.SMALLTALK:
            yield from blocks(value.text, setting)
        case Outcome.ANSWERED | Outcome.NEAREST:
            yield from _told(value, setting)
            yield from _sources(value, setting)


def remark(text: str) -> Text:
    """Return a line of tilbot's own."""
    return Text(atoms=tuple(words(text)), lead=SMALL, rest=SMALL, tight=True)


def titled(lead: str, entry: Entry) -> list[Block]:
    """Return the title of *entry* as a line that its text stays below."""
    atoms = words(f"{lead}{_title(entry)}", ("**",))
    return [Text(atoms=tuple(atoms), binds=True)]


def facts(
    entry: Entry, lang: Lang, *, line: int | None = None, tags: bool = False
) -> Text:
    """Return date, category, place and address of *entry*, small."""
    said = [plain.day_of(entry, lang), plain.one_line(entry.category or "")]
    if tags:
        said.append(" ".join(f"#{plain.one_line(tag)}" for tag in entry.tags))
    if line is not None:
        said.append(plain.place_of(entry, line))
    atoms = [*words(" · ".join(part for part in said if part))]
    if url := links.safe(entry.url or ""):
        atoms += [*words(" · "), Atom(text=links.bare(url))]
    return Text(
        atoms=tuple(atoms), lead=SMALL, rest=SMALL, tight=True, binds=line is not None
    )


def _told(value: Answer, setting: Setting) -> Iterator[Block]:
    lang = value.query.lang
    text = value.text.removeprefix(value.lead).lstrip("\n")
    lead = value.lead
    if value.outcome is Outcome.NEAREST:
        yield remark(f"🧭 {lead or say(Say.NEAREST, lang)}")
    elif lead and not (value.failure and lead == say(Say.QUOTED, lang)):
        # That it was quoted instead of written is said already, then.
        yield remark(f"📎 {lead}")
    if value.mode is Mode.MODEL:
        yield from blocks(text, setting)
        return
    for said, citation in _quotations(text, value.citations):
        yield from blocks(said, setting)
        if citation is not None:
            yield from _quoted(citation, setting)


def _quotations(
    text: str, citations: Sequence[Citation]
) -> Iterator[tuple[str, Citation | None]]:
    """Yield what is said before each quotation, with its citation."""
    for citation in citations:
        quote = defuse(unmarked(citation.quote))
        for between in (" ", "\n"):
            whole = f"{quote}{between}[til-{citation.number}]"
            at = text.find(whole)
            # In a line that goes on around it, a quotation is no block.
            if at == 0 or text[at - 1 : at] == "\n":
                yield text[:at], citation
                text = text[at + len(whole) :]
                break
    yield text, None


def _quoted(citation: Citation, setting: Setting) -> list[Block]:
    """Return a quotation, its number at its end."""
    made = blocks(unmarked(citation.quote), setting, quote=citation.number)
    marker = Atom(text=setting.marker(str(citation.number)), spaced=True)
    last = made[-1] if made else None
    if isinstance(last, Text):
        return [*made[:-1], replace(last, atoms=(*last.atoms, marker), binds=False)]
    return [*made, Text(atoms=(marker,), quote=citation.number, tight=True)]


def _silence(text: str, setting: Setting) -> Iterator[Block]:
    """Yield that the notes are silent, all of it small."""
    for at, line in enumerate(filter(str.strip, text.split("\n"))):
        said = f"• {line[2:]}" if line.startswith("- ") else line
        for part in parts(said, setting):
            if isinstance(part, Code):
                yield part
                continue
            lead = [Atom(text="🔍")] if at == 0 else []
            part[0] = replace(part[0], spaced=True)
            yield Text(atoms=(*lead, *part), lead=SMALL, rest=SMALL, tight=at > 0)


def _sources(value: Answer, setting: Setting) -> Iterator[Block]:
    """Yield a line a note that is cited, unless the answer is such a list."""
    listed = value.query.kind is Kind.LIST and value.listing
    if listed and all(_names(value.text, c.entry) for c in value.citations):
        return
    groups: dict[str, list[Citation]] = {}
    for citation in value.citations:
        groups.setdefault(citation.entry.id, []).append(citation)
    lang = value.query.lang
    for at, group in enumerate([*groups.values()][:SOURCES]):
        entry = group[0].entry
        since = plain.since(group[0], lang)
        said = (plain.day_of(entry, lang), _title(entry), entry.category or "", since)
        numbers = [Atom(text=setting.marker(str(c.number))) for c in group[:_NUMBERS]]
        line = " · ".join(plain.one_line(part) for part in said if part)
        yield Text(
            atoms=(*numbers, *words(f" {line}")),
            lead=SMALL,
            rest=SMALL,
            tight=at > 0,
        )
    if len(groups) > SOURCES:
        more = Line.MORE_SOURCES.text(lang, count=len(groups) - SOURCES)
        yield remark(f"… {more}")


def _names(text: str, entry: Entry) -> bool:
    return bold(entry.title) in text or entry.title.rstrip("…") in text


def _title(entry: Entry) -> str:
    title = plain.one_line(entry.title)
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"
