"""``tilbot import``: a post of many entries becomes one file a note."""

from __future__ import annotations

import sys

from pathlib import Path

import click

from bot.cli.options import runtime
from bot.words import Word, shell_lang
from rag.errors import CorpusError


@click.command("import")
@click.argument("post", type=click.Path(path_type=Path))
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write to; made if it isn't there.",
)
def import_command(*, post: Path, to: Path) -> int:
    """Split POST into one Markdown file a note. Nothing is ever overwritten.

    Prints what became of each note. Exits with 65 when parts of the post
    could not be read.
    """
    from rag.corpus.write import split

    environ = runtime().environ
    own = environ.get("TILBOT_LANG", "").strip().lower()
    lang = "ko" if own == "ko" else "en" if own == "en" else shell_lang(environ)
    report = split(post.name, _text(post), to)
    for word, names in (
        (Word.WRITTEN, report.written),
        (Word.SAME, report.unchanged),
        (Word.KEPT, report.kept),
    ):
        for name in names:
            click.echo(f"{word.text(lang)}: {name}")
    click.echo(
        Word.IMPORTED.text(
            lang,
            to=to,
            written=len(report.written),
            unchanged=len(report.unchanged),
            kept=len(report.kept),
        )
    )
    for problem in report.problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        print(f"{place}: {problem.problem}\n  {problem.hint}", file=sys.stderr)
    return 65 if any(p.fatal for p in report.problems) else 0


def _text(post: Path) -> str:
    """
    Return the text of *post*.

    Raises:
        CorpusError: it can't be read, or is not text in UTF-8.
    """
    from rag.corpus.read import LIMIT, normal

    try:
        if post.stat().st_size > LIMIT:
            raise CorpusError(
                f"{post} is over {LIMIT // 1_000_000} MB.",
                hint="Split it into smaller files.",
            )
        return normal(post.read_bytes().decode("utf-8"))
    except OSError as e:
        raise CorpusError(
            f"{post} can't be read: {e.strerror or 'unknown reason'}.",
            hint="Give the path of a text file that you may read.",
        ) from e
    except UnicodeDecodeError as e:
        raise CorpusError(
            f"{post} is not UTF-8.", hint="Save it as UTF-8, then import it."
        ) from e
