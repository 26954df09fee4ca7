"""The command line with a model behind it, as a stranger runs it."""

import json
import re

import pytest

from fakes.openai_server import Failure, fake_openai


QUESTION = "패딩을 넣으면 크기가 어떻게 되나?"
REPLY = "패딩을 넣으면 크기가 유지된다 🧩 [til-1]. 지어낸 말 [til-9]."
SHOWN = "패딩을 넣으면 크기가 유지된다 🧩 [1]."
LEFT_OUT = "노트에서 확인되지 않은 문장 1개는 뺐습니다."
KEY = "sk-SECRET-0123456789"


def service(server, **more: str) -> dict[str, str]:
    """Return an environment with a model at *server*, and local vectors."""
    return {
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": server.base_url,
        "TILBOT_EMBEDDINGS": "local",
        "TILBOT_TIMEOUT": "2",
        **more,
    }


def test_the_streamed_answer_is_printed(tilbot) -> None:
    """The reply, its invented marker gone, with the places that it cites below."""
    with fake_openai(REPLY) as server:
        done = tilbot("ask", QUESTION, **service(server))
    sent, mending = server.requests

    assert 0 == done.returncode, done.stderr
    text, left_out, sources = done.stdout.split("\n\n", 2)
    assert (SHOWN, LEFT_OUT) == (text, left_out)
    assert "1: 지어낸 말" in mending["messages"][-1]["content"]
    assert re.search(
        r"^\[1\] 2022-03-01 · 패딩을 왜 넣는가 🧩 · 2022/2022-03-01-padding\.md:\d+",
        sources,
        re.MULTILINE,
    )
    assert "[2]" not in done.stdout
    assert True is sent["stream"]
    assert f"Bearer {KEY}" == sent["headers"]["authorization"]
    assert KEY not in done.stdout + done.stderr


@pytest.mark.slow
def test_the_answer_as_json(tilbot, corpus) -> None:
    """Every field has its name and its type; the quote is the file's own text."""
    with fake_openai(REPLY) as server:
        done = tilbot("ask", "--json", QUESTION, **service(server))

    assert 0 == done.returncode, done.stderr
    (line,) = done.stdout.splitlines()
    value = json.loads(line)
    assert {
        "id",
        "question",
        "answer",
        "outcome",
        "citations",
        "checks",
        "mode",
        "model",
        "query",
        "timings_ms",
        "usage",
        "trace",
    } == value.keys()
    shown = f"{SHOWN}\n\n{LEFT_OUT}"
    assert (QUESTION, shown) == (value["question"], value["answer"])
    assert ["supported", "unsupported"] == [c["verdict"] for c in value["checks"]]
    assert ("answered", "model", "openai:gpt-5.4-mini") == (
        value["outcome"],
        value["mode"],
        value["model"],
    )
    assert {"input_tokens": 22, "output_tokens": 14} == value["usage"]
    times = value["timings_ms"]
    assert times["total"] >= times["generate"] > times["check"] > 0
    (citation,) = value["citations"]
    assert (1, "2022-03-01", "딥러닝") == (
        citation["number"],
        citation["date"],
        citation["category"],
    )
    lines = (corpus / citation["path"]).read_text("utf-8").split("\n")
    there = "\n".join(lines[citation["line_start"] - 1 : citation["line_end"]])
    assert citation["quote"]
    assert citation["quote"] in there


@pytest.mark.slow
def test_a_model_that_refuses(tilbot) -> None:
    """The notes are quoted on stdout, stderr says why, and the exit code is 69."""
    with fake_openai(failure=Failure(status=401)) as server:
        done = tilbot("ask", QUESTION, **service(server))

    assert 69 == done.returncode
    assert done.stdout.startswith("노트에서 그대로 옮긴 내용입니다.\n")
    assert "패딩(padding)을 넣으면 크기가 유지된다." in done.stdout
    assert "[1] 2022-03-01 · 패딩을 왜 넣는가 🧩" in done.stdout
    problem = next(r for r in done.stderr.splitlines() if r.startswith("tilbot: "))
    assert "openai:gpt-5.4-mini" in problem
    assert "키를 거절했습니다 (401" in problem
    assert "OPENAI_API_KEY" in done.stderr
    assert KEY not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_model_that_falls_silent_as_json(tilbot) -> None:
    """A program learns of it in the line itself, besides the exit code."""
    with fake_openai(REPLY, hang_after=3) as server:
        done = tilbot("ask", "--json", QUESTION, **service(server))

    value = json.loads(done.stdout)
    assert (69, 69) == (done.returncode, value["failure"]["exit_code"])
    assert "did not answer within 2 s" in value["failure"]["problem"]
    assert "TILBOT_TIMEOUT" in value["failure"]["hint"]
    assert ("answered", "extractive") == (value["outcome"], value["mode"])
    assert value["citations"]


@pytest.mark.slow
def test_what_needs_no_model_asks_none(tilbot) -> None:
    """Of a list, a greeting and a question, the model is asked the question alone."""
    lines = ["2022년 3월에 뭐 배웠지?", "hello", QUESTION]
    stdin = "".join(json.dumps({"question": q}) + "\n" for q in lines)
    with fake_openai("NOT_IN_NOTES") as server:
        done = tilbot("ask", "--jsonl", stdin=stdin, **service(server))

    listed, hello, silent = map(json.loads, done.stdout.splitlines())
    assert 1 == len(server.requests)
    assert ("answered", "smalltalk", "no_evidence") == (
        listed["outcome"],
        hello["outcome"],
        silent["outcome"],
    )
    assert ["2022-03-01", "2022-03-05"] == [c["date"] for c in listed["citations"]]
    assert hello["answer"].startswith("Hello!")
    assert silent["answer"].startswith("노트에서 관련된 내용을 찾지 못했습니다.")
    assert "NOT_IN_NOTES" not in done.stdout


@pytest.mark.slow
def test_the_cost_of_vectors_is_told_before_they_are_made(tilbot) -> None:
    """How many texts, with which model, for how much; then a question costs one."""

    def reply(body) -> str:
        """Cite the note on padding, which such vectors may put anywhere."""
        before, _, _ = body["messages"][-1]["content"].partition("title: 패딩을 왜")
        return REPLY.replace("til-1", re.findall(r"passage (til-[0-9]+)", before)[-1])

    with fake_openai(reply, dimension=24) as server:
        env = service(server, TILBOT_EMBEDDINGS="openai:text-embedding-3-large")
        indexed = tilbot("index", **env)
        embedded = len(server.texts)
        asked = tilbot("ask", QUESTION, **env)

    told = re.search(
        r"^Embedding (\d+) texts with openai:text-embedding-3-large, about \$(0\.\d+)\.$",
        indexed.stderr,
        re.MULTILINE,
    )
    assert told is not None, indexed.stderr
    assert embedded == int(told[1])
    assert embedded + 1 == len(server.texts)
    assert (0, SHOWN) == (asked.returncode, asked.stdout.split("\n\n")[0])
    assert "Embedding" not in asked.stderr


@pytest.mark.slow
def test_vectors_of_another_size(tilbot, tmp_path, corpus) -> None:
    """The model behind a name was changed: an error, and the index stays as it was."""

    def published() -> list[str]:
        return [p.read_text("ascii") for p in tmp_path.glob("home/index/*/CURRENT")]

    env = {"TILBOT_EMBEDDINGS": "openai:text-embedding-3-large"}
    with fake_openai(dimension=24) as server:
        tilbot("index", **service(server, **env))
    before = published()
    (corpus / "new.md").write_text("# 새 글\n\n레이어 정규화를 배웠다.\n", "utf-8")
    with fake_openai(dimension=32) as server:
        done = tilbot("index", **service(server, **env))

    assert done.returncode in {69, 74}
    assert "tilbot: " in done.stderr
    assert "Traceback" not in done.stderr
    assert 1 == len(before)
    assert before == published()
