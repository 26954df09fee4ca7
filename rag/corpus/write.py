"""Splits a post into one file a note, without ever overwriting one."""

from __future__ import annotations

import json
import os
import re
import secrets
import unicodedata

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rag.corpus import dates
from rag.errors import CorpusError
from rag.types import Entry, Problem, Reading


SLUG_BYTES = 80
"""Bytes of a file name that come from the title; some disks allow 143 in all."""

_PLAIN = re.compile(r"[A-Za-z가-힣][\w가-힣 ./+-]*", re.ASCII)
_KEYWORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""Names that Windows keeps for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """What became of each note; paths are relative to the folder written to."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Were there already, just so."""
    kept: tuple[str, ...] = ()
    """Were there with other content, and still are."""
    problems: tuple[Problem, ...] = ()
    """What could not be read in the post."""


def split(path: str, text: str, to: Path) -> WriteReport:
    r"""
    Write each note of a post into a file of its own under *to*.

    Args:
        path: What to call the post in problems.
        text: The post, NFC, ``\n`` line ends.
        to: A folder; made if it isn't there.

    Raises:
        CorpusError: *text* holds no entry, or *to* can't be written.
    """
    from rag.corpus.post import reader

    reading = reader.read(path, text) if reader.looks_like(text) else Reading()
    if not reading.entries:
        raise CorpusError(
            f"There is no dated note in {path}.",
            hint="Import a post whose notes begin with a category and a date.",
        )
    found: dict[str, list[str]] = {"written": [], "unchanged": [], "kept": []}
    for name, entry in named(reading.entries):
        try:
            outcome = _write(to / name, render(entry).encode("utf-8"))
        except OSError as e:
            raise CorpusError(
                f"{to / name} can't be written: {e.strerror or 'unknown reason'}.",
                hint="Choose another folder with --to, or mend its permissions.",
            ) from e
        found[outcome].append(name)
    return WriteReport(
        written=tuple(found["written"]),
        unchanged=tuple(found["unchanged"]),
        kept=tuple(found["kept"]),
        problems=reading.problems,
    )


def named(entries: Iterable[Entry]) -> list[tuple[str, Entry]]:
    """
    Give each entry a path of its own, the same one in every run.

    The paths are safe on Windows and macOS: no reserved name, no two that
    differ in case or composition only.
    """
    taken: set[str] = set()
    found: list[tuple[str, Entry]] = []
    for entry in entries:
        stem, number = _stem(entry), 1
        while (name := f"{stem}-{number}.md" if number > 1 else f"{stem}.md") in taken:
            number += 1
        taken.add(name)
        found.append((name, entry))
    return found


def render(entry: Entry) -> str:
    """Return an entry as a Markdown file that reads back as the same note."""
    day = entry.day.isoformat() if entry.day else None
    rows = [
        "---",
        f"title: {_quoted(entry.title)}",
        # Left out, the first commit would date an undated note.
        f"date: {day}" if day else "date:",
        *([f"category: {_quoted(entry.category)}"] if entry.category else []),
        *([f"tags: [{', '.join(map(json_text, entry.tags))}]"] if entry.tags else []),
        *([f"url: {json_text(entry.url)}"] if entry.url else []),
        "---",
        "",
        entry.body,
        "",
    ]
    return "\n".join(rows)


def slug(title: str) -> str:
    """Return a title as a part of a file name: letters, digits and dashes."""
    text = unicodedata.normalize("NFC", title.casefold())
    text = re.sub(r"[\W_]+", "-", text).strip("-")
    short = text.encode("utf-8")[:SLUG_BYTES].decode("utf-8", "ignore")
    if short != text and "-" in short[SLUG_BYTES // 4 :]:
        short = short.rpartition("-")[0]  # ends with a whole word
    return short.strip("-") or "note"


def _stem(entry: Entry) -> str:
    if entry.day:
        return f"{entry.day.year:04}/{entry.day.isoformat()}-{slug(entry.title)}"
    name = slug(entry.title)
    # A day in the title of an undated note must not become its date.
    if dates.from_path(f"undated/{name}.md") is not None:
        name = re.sub(r"\d+-?", "", name).strip("-") or "note"
    if _RESERVED.fullmatch(name) or name in {"readme", "index"}:
        name = f"note-{name}"
    return f"undated/{name}"


def _quoted(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text == text.strip()
    return text if plain and text.lower() not in _KEYWORDS else json_text(text)


def json_text(text: str) -> str:
    """Quote a text for YAML, which forbids some characters that JSON allows."""
    return "".join(
        letter if letter.isprintable() else f"\\U{ord(letter):08x}"
        for letter in json.dumps(text, ensure_ascii=False)
    )


def _write(target: Path, content: bytes) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_symlink() or target.exists():
        return _compared(target, content)
    # A half-written note must never be seen, so the whole file is put under
    # its name at once; a link, unlike a rename, refuses to overwrite.
    draft = target.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, target)
        except FileExistsError:
            return _compared(target, content)
        except OSError:  # a disk without links, such as exFAT
            with target.open("xb") as stream:
                stream.write(content)
    finally:
        draft.unlink(missing_ok=True)
    return "written"


def _compared(target: Path, content: bytes) -> str:
    try:
        return "unchanged" if target.read_bytes() == content else "kept"
    except OSError:
        return "kept"
