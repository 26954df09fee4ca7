import importlib
import subprocess
import sys

import click
import pytest

from cli_fake import FakeApp, run

from bot.cli import COMMANDS, EXIT_CODES, cli
from rag import errors
from rag.errors import IndexBusy, TilbotError


def test_help_loads_nothing_heavy() -> None:
    """Help answers at once: click, and nothing that takes time to load."""
    code = (
        "import sys\nfrom bot.cli import main\n"
        "try:\n    main(['--help'])\nfinally:\n"
        "    heavy = {'chromadb', 'langchain_core', 'openai', 'rich', 'numpy', 'kiwipiepy',"
        " 'dotenv', 'asyncio', 'pylatexenc'} & sys.modules.keys()\n"
        "    print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert "[]\n" == done.stderr
    assert 0 == done.returncode


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_command_says(name: str) -> None:
    """A summary in the list of commands begins the command's own help."""
    module, about = COMMANDS[name]
    command = getattr(importlib.import_module(module), f"{name}_command")

    got = run(name, "--help")

    assert name == command.name
    assert 0 == got.code
    assert got.out.startswith(f"Usage: tilbot {name}")
    assert about.split()[0] in command.get_short_help_str(200).split()[0]


def test_every_failure_has_a_documented_exit_code() -> None:
    """Help lists the exit code of each of our errors."""
    kinds = [e for e in vars(errors).values() if isinstance(e, type)]
    codes = {e.exit_code for e in kinds if issubclass(e, TilbotError)} - {70}

    listed = {int(line.split()[0]) for line in EXIT_CODES.splitlines()[2:]}
    assert codes <= listed
    assert EXIT_CODES.replace("\b\n", "").splitlines()[1] in run("--help").out


def test_an_error_is_two_lines_on_stderr() -> None:
    """The problem, then the way out; stdout stays empty."""
    busy = IndexBusy("또 다른 tilbot이 색인 중입니다.", hint="Wait a minute.")

    got = run("ask", "q", app=FakeApp(fails=busy))

    assert (75, "") == (got.code, got.out)
    assert "tilbot: 또 다른 tilbot이 색인 중입니다.\nWait a minute.\n" == got.err


@pytest.mark.parametrize(
    "args",
    [
        ["nonsense"],
        ["ask", "--nonsense"],
        ["ask", ""],
        ["ask", "q", "--since", "2022-13"],
        ["ask", "q", "--today", "2022"],
        ["ask", "q", "--since", "2023", "--until", "2022"],
        ["ask", "q", "-k", "0"],
        ["ask", "q", "--jsonl"],
        ["ask", "--json", "--jsonl"],
        ["list", "extra"],
        ["show", "no such note"],
        ["import", "post.txt"],
    ],
)
def test_a_command_line_that_makes_no_sense(args: list[str]) -> None:
    """Usage errors exit with 2, say why on stderr, and print nothing else."""
    got = run(*args)

    assert (2, "") == (got.code, got.out)
    assert got.err.strip()
    assert "Traceback" not in got.err


def test_all_bad_settings_are_told_together() -> None:
    """Every malformed variable is named in one go, before anything is opened."""
    app = FakeApp()

    got = run("status", app=app, env={"TILBOT_LANG": "fr", "TILBOT_TIMEOUT": "soon"})

    assert 78 == got.code
    assert "TILBOT_LANG" in got.err
    assert "TILBOT_TIMEOUT" in got.err
    assert 2 == len(got.err.splitlines())
    assert not app.closed


def test_options_override_the_environment() -> None:
    """--corpus, --home and --model win over the variables of the same meaning."""
    app = FakeApp()

    run(
        "ask", "q", "--corpus", "여기", "--home", "h", "--model", "none",
        app=app,
        env={"TILBOT_CORPUS": "c", "TILBOT_HOME": "x", "TILBOT_CHAT_MODEL": "openai:x"},
    )  # fmt: skip

    settings = app.settings
    assert ("여기", "h", None) == (
        str(settings.corpus),
        str(settings.home),
        settings.chat_model,
    )
    assert app.closed


def test_an_empty_place_is_none() -> None:
    """A variable that a script left unset does not become the current folder."""
    app = FakeApp()

    run("ask", "q", "--corpus", "", "--home", "", app=app, env={"TILBOT_HOME": "x"})

    assert ("corpus", "x") == (str(app.settings.corpus), str(app.settings.home))


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130 and without a traceback."""

    def interrupt(_ask: object) -> None:
        raise KeyboardInterrupt

    got = run("ask", "q", app=FakeApp(answers=interrupt))

    assert (130, "") == (got.code, got.out)
    assert "" == got.err.strip()


def test_the_group_is_a_click_group() -> None:
    """Other programs can take the commands from it, as click's own tests do."""
    context = click.Context(cli)

    assert list(COMMANDS) == cli.list_commands(context)
    assert cli.get_command(context, "nonsense") is None


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError(104, "Connection reset by peer"),
        BrokenPipeError(32, "Broken pipe"),
        FileNotFoundError(2, "No such file or directory", "/opt/fonts/math.ttf"),
    ],
)
def test_a_bug_is_a_traceback_whatever_it_raises(error) -> None:
    """It is not laid to the output, nor to a reader that went away."""
    with pytest.raises((OSError, RuntimeError)) as info:
        run("ask", "q", app=FakeApp(fails=error))

    assert error in {info.value, info.value.__cause__}


def test_a_file_that_may_not_be_written_is_told() -> None:
    """Whoever runs it can mend that."""
    done = run(
        "ask", "q", app=FakeApp(fails=PermissionError(13, "Permission denied", "/x"))
    )

    assert (74, "") == (done.code, done.out)
    assert (
        "tilbot: /x: Permission denied.\nCheck free space and permissions.\n"
        == done.err
    )
