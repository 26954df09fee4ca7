"""The command line: which commands there are, and what becomes of failures.

Only click is imported here; a command's module is when it is called.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot.cli.output import OutputBroken, ReaderGone, guarded, silence_stdout
from rag.errors import TilbotError


if TYPE_CHECKING:
    from bot.cli.options import Runtime

COMMANDS = {
    "ask": ("bot.cli.ask", "Answer a question from the notes, with citations."),
    "chat": ("bot.cli.chat", "Talk about the notes; follow-ups are understood."),
    "search": ("bot.cli.search", "Find the passages closest to a question."),
    "why": ("bot.cli.why", "Tell how an answer came about."),
    "list": ("bot.cli.notes", "List the notes, oldest first."),
    "show": ("bot.cli.notes", "Show one note."),
    "index": ("bot.cli.index", "Bring the index level with the notes."),
    "import": ("bot.cli.imports", "Split a post of many entries into one file a note."),
    "status": ("bot.cli.index", "Tell what is indexed and what changed since."),
    "bot": ("bot.cli.bot", "Answer on Discord."),
    "feedback": (
        "bot.cli.feedback",
        "List votes, and what the notes could not answer.",
    ),
    "doctor": ("bot.cli.doctor", "Check settings, services, notes and index."),
}
"""Module and summary of each command, so that help loads none of them."""

EXIT_CODES = """\b
Exit codes:
  0    answered, or the closest passages were quoted
  2    the command line can't be understood
  3    the notes hold nothing on it
  65   some notes, or some lines of --jsonl input, could not be read
  66   nothing is indexed, or the notes are not there
  69   a model or another service failed (also when quotations answered instead)
  74   the index, or a file, can't be read or written
  75   another process is writing the index, or the bot runs already
  78   a setting is missing or malformed
  130  interrupted
  141  the reader of the output went away"""


_ROOM = "Check free space and permissions."
_MENDABLE = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
}
"""What that hint mends, where a file is named."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names, in the order of the table."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)  # noqa: S101  # the table is ours
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a pipe that breaks is none of the output's."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as e:
            # Click would take it for a reader that went away, and say nothing.
            raise RuntimeError("a pipe of ours broke") from e

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the summaries of the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.option(
    "-v", "--verbose", count=True, help="Log more to stderr; twice for everything."
)
@click.version_option(package_name="tilbot", prog_name="tilbot")
def cli(verbose: int) -> None:
    """Answer questions from your Today-I-Learned notes, with citations.

    \b
    tilbot ask "batch norm에서 is_training은 언제 True인가요?"
    tilbot search --since 2022-01 triplet loss
    tilbot chat

    Settings come from the environment and from .env; see .env.example.
    """  # noqa: D301  # click wants the character, not its name
    import logging.config

    from bot.log import log_config

    level = ("ERROR", "INFO", "DEBUG")[min(verbose, 2)]
    logging.config.dictConfig(log_config(level))


def main(
    args: Sequence[str] | None = None, *, runtime: Runtime | None = None
) -> NoReturn:
    """
    Run the command line and exit.

    Args:
        args: The arguments; None for those of the process.
        runtime: What the commands work with; None for the real thing.

    A `TilbotError` becomes two lines on stderr and its exit code.
    """
    _speak_utf8()
    if runtime is None:
        # Ctrl-C may hit a library half-way, whose clean-up then complains.
        sys.unraisablehook = lambda _: None
    try:
        with guarded():
            code = cli.main(
                args, prog_name="tilbot", standalone_mode=False, obj=runtime
            )
    except click.ClickException as e:
        e.show()
        code = e.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except TilbotError as e:
        click.echo(f"tilbot: {e.problem}\n{e.hint}", err=True)
        code = e.exit_code
    except ReaderGone:
        silence_stdout()
        code = 141  # 128 + SIGPIPE, what a shell makes of it
    except OutputBroken as e:  # such as a full disk behind stdout
        click.echo(f"tilbot: The output: {e}.\n{_ROOM}", err=True)
        silence_stdout()
        code = 74  # EX_IOERR
    except OSError as e:
        if not (e.filename and e.errno in _MENDABLE):
            raise  # a bug, as any exception that is not in our tree
        click.echo(f"tilbot: {e.filename}: {e.strerror}.\n{_ROOM}", err=True)
        code = 74
    sys.exit(code or 0)


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale says; what is closed, nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115  # for good
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Nothing to do for what a caller put in place of them.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")
