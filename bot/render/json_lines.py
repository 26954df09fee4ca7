"""Results as JSON for programs: one object a line, field names stable."""

from __future__ import annotations

import json
import re

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rag.citations.resolution import plain_markers
from rag.errors import TilbotError
from rag.index_types import IndexStatus, ServerStatus
from rag.query_types import Query, as_json, iso
from rag.types import Answer, Check, Citation, Entry, Hit


Json = dict[str, Any]
"""An object that `line` can write."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def line(value: Mapping[str, Any]) -> str:
    """
    Return *value* as one line of JSON, without its line end.

    Hangul stays readable; a lone surrogate is written as an escape, so that
    the line is always valid UTF-8.
    """
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def answer(value: Answer, *, id: object = None) -> Json:  # noqa: A002  # its name outside
    """Return what `ask` gives; *id* is the caller's own, of any type."""
    return {
        "id": id,
        "question": value.question,
        "answer": plain_markers(value.text),
        "outcome": value.outcome.value,
        "citations": [citation(c) for c in value.citations],
        "checks": [check(c) for c in value.checks],
        "mode": value.mode.value,
        "model": value.model,
        "query": query(value.query),
        "timings_ms": asdict(value.timings),
        "usage": asdict(value.usage),
        "trace": value.trace,
        **(
            {
                "failure": {
                    "problem": value.failure.problem,
                    "hint": value.failure.hint,
                    "exit_code": value.failure.exit_code,
                }
            }
            if value.failure
            else {}
        ),
        **({"notice": value.notice} if value.notice else {}),
    }


def check(value: Check) -> Json:
    """Return the verdict on a sentence of a model."""
    return {
        "sentence": value.sentence,
        "verdict": value.verdict.value,
        "reasons": list(value.reasons),
    }


def citation(value: Citation) -> Json:
    """Return a citation; its quote is the source, character for character."""
    return {
        "number": value.number,
        "entry_id": value.entry.id,
        "date": iso(value.entry.day),
        "category": value.entry.category,
        "title": value.entry.title,
        "quote": value.quote,
        "path": value.entry.path,
        "line_start": value.line_start,
        "line_end": value.line_end,
        "url": value.entry.url,
        "stale": value.stale,
    }


_QUERY = (
    "text since until category without without_categories weekdays months"
    " without_texts holding either lacking undated newest_first count nth turned"
    " among group_by then_by measure having top anchor piece parts kind"
).split()


def query(value: Query) -> Json:
    """Return what was understood."""
    among = query(value.among) if value.among else None
    parts = [query(part) for part in value.parts]
    told = as_json(value) | {"among": among, "parts": parts}
    return {name: told[name] for name in _QUERY}


def search(
    question: str,
    understood: Query,
    hits: Sequence[Hit],
    timings_ms: Mapping[str, float],
    *,
    id: object = None,  # noqa: A002  # its name outside
) -> Json:
    """Return what `search` gives."""
    return {
        "id": id,
        "question": question,
        "query": query(understood),
        "hits": [hit(value, rank) for rank, value in enumerate(hits, start=1)],
        "timings_ms": dict(timings_ms),
    }


def hit(value: Hit, rank: int) -> Json:
    """Return a hit; *rank* counts from 1, the blank lines around it are cut."""
    chunk, text = value.chunk, value.chunk.text.strip("\n")
    start = chunk.start + len(chunk.text) - len(chunk.text.lstrip("\n"))
    place = Citation(number=rank, entry=value.entry, start=start, end=start + len(text))
    return {
        "rank": rank,
        "entry_id": value.entry.id,
        "date": iso(value.entry.day),
        "category": value.entry.category,
        "title": value.entry.title,
        "score": value.score,
        "text": text,
        "path": value.entry.path,
        "line_start": place.line_start,
        "line_end": place.line_end,
    }


def entry(value: Entry, *, chunks: int) -> Json:
    """Return an entry; *chunks* is how many passages it is indexed as."""
    return {
        "entry_id": value.id,
        "date": iso(value.day),
        "category": value.category,
        "title": value.title,
        "path": value.path,
        "line_start": value.line_start,
        "line_end": value.line_end,
        "chunks": chunks,
        "text": value.body,
    }


def status(value: IndexStatus) -> Json:
    """Return the state of the index."""
    return {
        "generation": value.generation,
        "built_at": iso(value.built_at),
        "embeddings": value.embeddings,
        "entries": value.entries,
        "chunks": value.chunks,
        "first_day": iso(value.first_day),
        "last_day": iso(value.last_day),
        "categories": dict(value.categories),
        "stale": value.stale,
        "held": value.held,
        "new_files": list(value.new_files),
        "changed_files": list(value.changed_files),
        "missing_files": list(value.missing_files),
        "problems": [asdict(p) for p in value.problems],
        "generations": [
            asdict(g) | {"built_at": iso(g.built_at)} for g in value.generations
        ],
        "server": _server(value.server),
    }


def _server(value: ServerStatus | None) -> Json | None:
    if value is None:
        return None
    return {
        "host": value.host,
        "version": value.version,
        "collection": value.collection,
        "ours": value.ours,
        "problem": value.failure.problem if value.failure else None,
    }


def error(value: TilbotError, *, id: object = None) -> Json:  # noqa: A002  # its name outside
    """Return what stands for a result that there is none of."""
    return {
        "id": id,
        "error": {
            "problem": value.problem,
            "hint": value.hint,
            "exit_code": value.exit_code,
        },
    }
