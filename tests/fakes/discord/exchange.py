"""A request with its answer, as the fake heard it."""

from __future__ import annotations

from dataclasses import dataclass, field

from fakes.discord.errors import refuse
from fakes.discord.state import Json


@dataclass(kw_only=True)
class Exchange:
    """What was asked and what was answered."""

    method: str
    path: str
    """Behind /api/v10."""
    at: float
    """Of the virtual clock."""
    template: str = ""
    """The route, as "/channels/{channel_id}/messages"; empty if there is none."""
    args: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: Json | list[Json] | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    """Contents by field, as "files[0]"."""
    names: dict[str, str] = field(default_factory=dict)
    """File names by field."""
    status: int = 0
    """0 if the connection was cut."""
    answer: object = None
    injected: bool = False
    """Whether a fault answered."""

    @property
    def json(self) -> Json:
        """The body of a request that has an object for one."""
        if not isinstance(self.body, dict):
            raise refuse(50109)
        return self.body

    def id(self, name: str) -> int:
        """Return a part of the path as a number, 0 if it is none."""
        text = self.args[name]
        return int(text) if text.isdigit() else 0
