"""``tilbot doctor``: what is configured, reachable and stale, and what to do."""

from __future__ import annotations

import importlib.metadata
import os

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from bot.cli import options
from bot.cli.options import Places, runtime
from bot.cli.probe import probe
from bot.cli.probe_discord import probe_discord
from bot.render.kept import line
from bot.settings import DiscordSettings
from bot.words import Word, shell_lang
from rag.errors import ConfigError, IndexBroken, TilbotError
from rag.index_types import IndexStatus, ServerStatus
from rag.query_types import Lang
from rag.settings import LOCAL_EMBEDDINGS, RagSettings


if TYPE_CHECKING:
    from bot.wiring import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found out about one thing."""

    about: Word
    text: str
    hint: str = ""
    """What to do; empty when there is nothing."""
    code: int = 0
    """The exit code that it stands for; 0 when it keeps nobody from asking."""

    @property
    def mark(self) -> str:
        """How it is marked in the list."""
        return "✗" if self.code else "!" if self.hint else "✓"


@click.command("doctor")
@options.places_and_model
def doctor_command(*, places: Places) -> int:
    """Check settings, services, notes and index, and say what to do.

    Models and Discord are reached by one request each that costs nothing and
    takes at most 5 seconds. Exits with 0, or with the code of the first problem (✗).
    """
    run = runtime()
    environ = places.over(run.environ)
    lang = shell_lang(environ)
    try:
        settings = RagSettings.from_env(environ)
    except ConfigError as e:
        _tell(_failed(Word.SETTINGS, e), lang)
        return e.exit_code
    lang = settings.lang or lang
    app = run.open_app(settings)
    code = 0
    try:
        for finding in chain(_findings(app, settings, lang), _discord(environ, lang)):
            _tell(finding, lang)
            code = code or finding.code
    finally:
        app.close()
    if not code:
        click.echo(Word.ALL_WELL.text(lang))
    return code


def _tell(finding: Finding, lang: Lang) -> None:
    click.echo(f"{finding.mark} {finding.about.text(lang)}: {finding.text}")
    if finding.hint:
        click.echo(f"    {finding.hint}")


def _findings(app: App, settings: RagSettings, lang: Lang) -> Iterator[Finding]:
    key = Word.KEY_SET if settings.api_key else Word.KEY_UNSET
    yield Finding(about=Word.SETTINGS, text=f"{settings.timezone}, {key.text(lang)}")
    yield _home(settings.home, lang)
    yield _korean(lang)
    server = app.server_status() if settings.chroma_url else None
    if server:
        yield _server(server, lang)
    if not (server and server.failure):  # which would be told twice
        yield from _notes(app, settings, lang)
        yield from _kept(app, lang, shared=server is not None)
    yield _chat(settings, lang)
    yield _embeddings(app, settings, lang)


def _home(home: Path, lang: Lang) -> Finding:
    there = home.absolute()
    while not there.exists() and there != there.parent:
        there = there.parent  # it will be made in the nearest that is there
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return Finding(about=Word.HOME, text=Word.WRITABLE.text(lang, path=home))
    return Finding(
        about=Word.HOME,
        text=Word.NOT_WRITABLE.text(lang, path=home),
        hint=Word.MAKE_WRITABLE.text(lang),
        code=74,  # EX_IOERR
    )


def _korean(lang: Lang) -> Finding:
    try:
        version = importlib.metadata.version("kiwipiepy")
    except importlib.metadata.PackageNotFoundError:
        return Finding(
            about=Word.KOREAN,
            text=Word.NO_KOREAN.text(lang),
            hint=Word.INSTALL_KOREAN.text(lang),
            code=ConfigError.exit_code,
        )
    return Finding(about=Word.KOREAN, text=f"kiwipiepy {version}")


def _server(server: ServerStatus, lang: Lang) -> Finding:
    if e := server.failure:
        return Finding(about=Word.SERVER, text=e.problem, hint=e.hint, code=e.exit_code)
    return Finding(
        about=Word.SERVER,
        text=Word.STATUS_SERVER.text(
            lang,
            host=server.host,
            version=server.version,
            collection=server.collection or Word.NO_COLLECTION.text(lang),
        ),
    )


def _notes(app: App, settings: RagSettings, lang: Lang) -> Iterator[Finding]:
    try:
        status = app.status()
    except TilbotError as e:
        yield _failed(Word.NOTES, e)
        return
    elsewhere = status.server and status.generation and not status.server.ours
    notes = Word.STATUS_ELSEWHERE.text(lang) if elsewhere else str(settings.corpus)
    yield Finding(about=Word.NOTES, text=notes)
    yield _index(status, lang)
    if unread := sum(p.fatal for p in status.problems):
        yield Finding(
            about=Word.NOTES,
            text=Word.UNREAD.text(lang, count=unread),
            hint=Word.SEE_PROBLEMS.text(lang),
            code=65,  # EX_DATAERR
        )


def _kept(app: App, lang: Lang, *, shared: bool) -> Iterator[Finding]:
    """Read all generations through; a damaged one may be the current one."""
    mend = Word.FETCHED_ANEW if shared else Word.REBUILD
    for status in app.kept(thorough=True):
        bad = bool(status.damaged)
        code = IndexBroken.exit_code if status.role == "current" else 0
        yield Finding(
            about=Word.INDEX,
            text=line(status, lang, ZoneInfo(app.settings.timezone)),
            hint=mend.text(lang) if bad else "",
            code=code if bad and not shared else 0,
        )


def _index(status: IndexStatus, lang: Lang) -> Finding:
    if status.generation is None:
        return Finding(
            about=Word.INDEX,
            text=Word.NOT_INDEXED.text(lang),
            hint=Word.RUN_INDEX.text(lang),
        )
    counts = Word.STATUS_NOTES.text(lang, entries=status.entries, chunks=status.chunks)
    if not status.stale:
        return Finding(about=Word.INDEX, text=counts)
    changes = ", ".join(
        f"{word.text(lang)} {len(files)}"
        for word, files in (
            (Word.STATUS_NEW, status.new_files),
            (Word.STATUS_CHANGED, status.changed_files),
            (Word.STATUS_MISSING, status.missing_files),
        )
        if files
    )
    return Finding(
        about=Word.INDEX,
        text=f"{counts}; {changes}",
        hint=(Word.STATUS_HELD if status.held else Word.STATUS_STALE).text(lang),
    )


def _chat(settings: RagSettings, lang: Lang) -> Finding:
    if settings.chat_model is None:
        return Finding(
            about=Word.CHAT_MODEL,
            text=f"{Word.QUOTES_ONLY.text(lang)}. {Word.SET_MODEL.text(lang)}",
        )
    from rag.models.chat import ChatModel

    model = ChatModel(settings)
    return _service(Word.CHAT_MODEL, settings.chat_model, model.check, settings, lang)


def _embeddings(app: App, settings: RagSettings, lang: Lang) -> Finding:
    if settings.embeddings == LOCAL_EMBEDDINGS:
        return Finding(about=Word.EMBEDDINGS, text=Word.BUILT_IN.text(lang))
    check: Callable[[], None] = getattr(app.embedder, "check", lambda: None)
    return _service(Word.EMBEDDINGS, settings.embeddings, check, settings, lang)


def _discord(environ: Mapping[str, str], lang: Lang) -> Iterator[Finding]:
    """Check what `tilbot bot` alone needs."""
    try:
        settings = DiscordSettings.from_env(environ)
        if not settings.token:
            yield Finding(about=Word.DISCORD, text=Word.NO_TOKEN.text(lang))
            return
        known = probe_discord(settings)
    except TilbotError as e:
        yield _failed(Word.DISCORD, e)
        return
    yield Finding(
        about=Word.DISCORD,
        text=Word.REACHED.text(lang, name=known.name, host=known.host),
        hint=Word.NO_INTENT.text(lang) if known.lacks_intent else "",
        code=ConfigError.exit_code if known.lacks_intent else 0,
    )


def _service(
    about: Word,
    name: str,
    check: Callable[[], None],
    settings: RagSettings,
    lang: Lang,
) -> Finding:
    """Load what a provider needs and, where that is known how, reach it."""
    try:
        check()
        if not name.startswith("openai:"):
            return Finding(about=about, text=Word.UNTRIED.text(lang, name=name))
        host = probe(settings)
    except TilbotError as e:
        return _failed(about, e)
    return Finding(about=about, text=Word.REACHED.text(lang, name=name, host=host))


def _failed(about: Word, e: TilbotError) -> Finding:
    return Finding(about=about, text=e.problem, hint=e.hint, code=e.exit_code)
