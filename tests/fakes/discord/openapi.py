"""Holds what was recorded against Discord's own description of its REST."""

from __future__ import annotations

import json
import os

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fakes.discord.exchange import Exchange
from fakes.discord.state import Json


# Read here, since no test sees the environment that it was started in.
DOCUMENT = os.environ.get("TILBOT_TEST_DISCORD_OPENAPI", "")
"""The path of Discord's document; empty where nobody has it."""

UNDESCRIBED = {"GET /applications/@me"}
"""discord.py asks the older path for the same."""


def complaints(exchanges: Iterable[Exchange]) -> list[str]:
    """Return where requests and answers differ from the document."""
    return [
        f"{call.method} {call.path} -> {call.status}: {what}"
        for call in exchanges
        if not call.injected and call.template
        for what in _check(call)
    ]


def _check(call: Exchange) -> Iterator[str]:
    document = _document()
    path = call.template
    if call.args.get("message_id") == "@original":
        path = path.replace("{message_id}", "@original")
    described = document["paths"].get(path, {}).get(call.method.lower())
    if not described:
        yield "there is no such route"
        return
    if call.status < 400 and call.body is not None:
        accepts = described.get("requestBody", {}).get("content", {})
        if "application/json" in accepts:
            yield from _against(accepts["application/json"]["schema"], _sent(call))
    answers = described["responses"]
    found = answers.get(str(call.status)) or answers.get(f"{call.status // 100}XX")
    if not found:
        yield f"a status that is none of {sorted(answers)}"
        return
    if "$ref" in found:
        found = document["components"]["responses"][found["$ref"].rpartition("/")[2]]
    content = found.get("content", {}).get("application/json")
    if (content is None) != (call.answer is None):
        yield "a body where there is none, or none where there is one"
    elif content:
        yield from _against(content["schema"], _answered(call.answer))


def _answered(answer: object) -> object:
    """Return an answer; the codes of single fields are words, not the numbers said."""
    if isinstance(answer, dict) and "errors" in answer:
        return {k: v for k, v in answer.items() if k != "errors"}
    return answer


def _sent(call: Exchange) -> Any:
    """Return the body; discord.py sends some ids as numbers, which Discord takes."""
    if not isinstance(call.body, dict):
        return call.body
    copied = json.loads(json.dumps(call.body))
    body = {k: str(v) if k.endswith("_id") else v for k, v in copied.items()}
    if "message_reference" in body:
        reference = body["message_reference"].items()
        ids = {k: str(v) if k.endswith("_id") else v for k, v in reference}
        body["message_reference"] = ids
    for holder in (body, body.get("data") or {}, body.get("message") or {}):
        if holder.get("attachments"):
            holder["attachments"] = [
                {**a, "id": str(a["id"])} for a in holder["attachments"]
            ]
    return body


def _against(schema: Json, value: Any) -> Iterator[str]:
    for error in _validator(json.dumps(schema)).iter_errors(value):
        found = _meant(error)
        yield f"{found.json_path}: {found.message[:300]}"


def _meant(error: Any) -> Any:
    """Return what is wrong in the alternative that was meant, by its ``type``."""
    while error.context:
        branches: dict[object, list[Any]] = {}
        for one in error.context:
            branches.setdefault(one.schema_path[0], []).append(one)
        others = [
            found
            for found in branches.values()
            if not any(e.path and e.path[-1] == "type" for e in found)
        ]
        error = (others or list(branches.values()))[0][0]
    return error


@cache
def _document() -> Json:
    found: Json = json.loads(Path(DOCUMENT).read_text("utf-8"))
    return found


@cache
def _registry() -> Any:
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    whole = Resource.from_contents(_document(), default_specification=DRAFT202012)
    return Registry().with_resource("urn:discord", whole)


@cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator

    absolute = schema.replace('"#/', '"urn:discord#/')
    return Draft202012Validator(json.loads(absolute), registry=_registry())
