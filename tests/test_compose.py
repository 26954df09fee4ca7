"""compose.yaml and the Dockerfile: what they name is there, and runs.

No container is started here; the commands are, as far as they need none.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.parse

from pathlib import Path

import pytest
import yaml

from fakes.chroma import free_port
from fakes.places import ROOT
from test_docs import EXAMPLE, PROJECT

from bot.cli import COMMANDS
from rag.settings import RagSettings


COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
SERVICES = yaml.safe_load(COMPOSE)["services"]
SETTINGS = set(re.findall(r"^# ([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_every_variable_is_a_setting() -> None:
    """Those that are set, and those that are taken from the environment."""
    taken = set(re.findall(r"\$\{(\w+)", COMPOSE))
    put = {name for s in SERVICES.values() for name in s.get("environment", {})}

    assert taken | put - {"ANONYMIZED_TELEMETRY"} <= SETTINGS
    assert "TILBOT_CHROMA_URL" in put


def test_every_command_exists() -> None:
    """Those of tilbot, and Chroma's, which its package installs."""
    own = {
        word
        for s in SERVICES.values()
        for word in re.findall(r"\btilbot (\w+)", " ".join(s["command"]))
    }
    checks = {
        s["healthcheck"]["test"][2]
        for s in SERVICES.values()
        if s.get("healthcheck", {}).get("test", [None, None])[1] == "tilbot"
    }

    assert {"index", "bot"} == own
    assert own | checks <= set(COMMANDS)
    assert "chroma" == SERVICES["chroma"]["command"][0]
    assert any(d.startswith("chromadb") for d in PROJECT["dependencies"])


def test_every_volume_is_declared_and_used() -> None:
    """Each service keeps its files in one; the notes are only read."""
    declared = set(yaml.safe_load(COMPOSE)["volumes"])
    mounts = [v for s in SERVICES.values() for v in s["volumes"]]
    bound = [v for v in mounts if v["type"] == "bind"]

    assert declared == {v["source"] for v in mounts if v["type"] == "volume"}
    assert {"${TILBOT_CORPUS:-corpus}"} == {v["source"] for v in bound}
    assert RagSettings().corpus == Path("corpus")
    assert (ROOT / "corpus").is_dir()
    assert all(v["read_only"] for v in bound)
    # The first index and the bot are one machine, or the bot would only read.
    assert SERVICES["index"]["volumes"] == SERVICES["bot"]["volumes"]
    assert SERVICES["index"]["environment"] == SERVICES["bot"]["environment"]


def test_where_things_are_agrees() -> None:
    """Ports, folders and the names of services, in all the places they stand in."""
    command = SERVICES["chroma"]["command"]
    port, folder = (command[command.index(o) + 1] for o in ("--port", "--path"))
    url = urllib.parse.urlsplit(SERVICES["bot"]["environment"]["TILBOT_CHROMA_URL"])
    targets = {v["target"] for s in SERVICES.values() for v in s["volumes"]}

    assert ("chroma", port) == (url.hostname, str(url.port))
    assert f":{port}/" in SERVICES["chroma"]["healthcheck"]["test"][-1]
    assert {folder, "/state", "/notes"} == targets
    assert "/notes" == SERVICES["bot"]["environment"]["TILBOT_CORPUS"]
    assert "/state" == SERVICES["bot"]["environment"]["TILBOT_HOME"]
    for place in ("/state", folder):
        assert re.search(rf"chown tilbot .*{place}\b", DOCKERFILE)


def test_who_waits_for_whom() -> None:
    """Only for a service that is there and can come to what is waited for."""
    for service in SERVICES.values():
        for name, how in service.get("depends_on", {}).items():
            other = SERVICES[name]
            if how["condition"] == "service_healthy":
                assert other["healthcheck"]["test"]
            else:
                assert "service_completed_successfully" == how["condition"]
                assert "restart" not in other


def test_the_port_is_not_published() -> None:
    """Chroma asks nobody for a password."""
    assert not [s for s in SERVICES.values() if "ports" in s]


def test_the_image() -> None:
    """It is installed as the README says, from files that are there, for no root."""
    lines = DOCKERFILE.splitlines()
    copied = [w for ln in lines if ln.startswith("COPY") for w in ln.split()[1:-1]]
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()

    assert "FROM python:3.12-slim" == lines[0]
    assert re.search(
        r"^RUN pip install .*-c constraints\.txt \.$", DOCKERFILE, re.MULTILINE
    )
    assert "USER tilbot" in lines
    assert all((ROOT / name).exists() for name in copied)
    assert {f"!{name}" for name in copied} <= set(ignored)
    assert PROJECT["readme"] in copied


@pytest.mark.slow
def test_the_server_starts_by_its_command(tmp_path: Path) -> None:
    """And the check of its health says so; before, it says that it is not."""
    port = str(free_port())
    command = [
        {"8000": port, "0.0.0.0": "127.0.0.1", "/data": str(tmp_path)}.get(word, word)  # noqa: S104
        for word in SERVICES["chroma"]["command"]
    ]
    kind, _, *check = SERVICES["chroma"]["healthcheck"]["test"]
    check = [sys.executable, *(word.replace("8000", port) for word in check)]
    bin_folder = Path(sys.executable).parent

    def healthy() -> bool:
        return (
            0
            == subprocess.run(check, check=False, stderr=subprocess.DEVNULL).returncode
        )

    early = healthy()
    server = subprocess.Popen(
        [str(bin_folder / command[0]), *command[1:]], stdout=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while not healthy() and time.monotonic() < until:
            pass
        late = healthy()
    finally:
        server.kill()
        server.wait()

    assert "CMD" == kind
    assert (False, True) == (early, late)
    assert list(tmp_path.iterdir())
