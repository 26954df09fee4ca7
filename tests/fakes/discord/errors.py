"""Discord's error bodies, each with its status and number."""

from __future__ import annotations

from fakes.discord.state import Json


class Refused(Exception):  # it is an answer, not a failure
    """What the server answers instead of doing as it was told."""

    def __init__(
        self, status: int, code: int, message: str, errors: Json | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


_KNOWN = {
    0: (404, "404: Not Found"),
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10014: (400, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    30034: (
        400,
        "Max number of daily application command creates has been reached (200)",
    ),
    40005: (413, "Request entity too large"),
    40058: (
        403,
        "Cannot message this thread until after the post author has sent an initial message.",
    ),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160002: (
        400,
        "Cannot reply without permission to read message history",
    ),
    160004: (400, "A thread has already been created for this message"),
}


def refuse(code: int) -> Refused:
    """Return the answer of a number that Discord documents."""
    status, message = _KNOWN[code]
    return Refused(status, code, message)


def unauthorized() -> Refused:
    """Return the answer to a wrong token."""
    return Refused(401, 0, "401: Unauthorized")


def invalid(found: dict[str, tuple[str, str]]) -> Refused:
    """Return "Invalid Form Body" for each path, as "embeds.0.title"."""
    errors: Json = {}
    for path, (code, message) in found.items():
        at = errors
        for step in path.split("."):
            at = at.setdefault(step, {})
        at.setdefault("_errors", []).append({"code": code, "message": message})
    return Refused(400, 50035, "Invalid Form Body", errors)
