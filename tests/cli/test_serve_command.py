"""``autoencode serve``: the token, the end, and what is refused before the start."""

import json
import re
import signal
import threading
import time

import httpx
import pytest
from commands import autoencode, in_a_process, refused
from run_folders import small_model

from autoencode import save
from autoencode.cli.serve import VARIABLE

TOKEN = "0123456789abcdef"


@pytest.fixture
def saved(tmp_path, X):
    """A run folder."""
    save(small_model().fit(X), tmp_path / "run")
    return tmp_path / "run"


def _address(process):
    """The address that a command prints, without a token that was given."""
    lines = []
    for line in process.stderr:
        lines.append(line)
        if line.startswith("Press"):
            break
    text = "".join(lines)
    assert "Token" not in text
    return re.search(r"at (http://\S+);", text)[1]


def test_a_running_request_is_answered_before_the_end(saved, X, monkeypatch):
    monkeypatch.setenv(VARIABLE, TOKEN)
    process = in_a_process("serve", saved, "--port", 0, "--max-rows", 100_000)
    address = _address(process)
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    body = json.dumps({"rows": X.tolist() * 1_500})
    found = []

    def ask():
        place = f"{address}/encode"
        answer = httpx.post(place, content=body, headers=headers, timeout=60)
        found.append((answer.status_code, len(answer.json()["rows"])))

    thread = threading.Thread(target=ask)
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        thread.start()
        while "autoencode_waiting_requests 0" in client.get("/metrics").text:
            time.sleep(0.005)
            assert thread.is_alive()
        process.send_signal(signal.SIGINT)
        thread.join(timeout=60)
    _, errors = process.communicate(timeout=60)
    assert found == [(200, 60_000)]
    assert process.returncode == 130
    assert errors.split() == ["Stopped."]


def test_invalid_tokens_and_ports_are_refused(saved, tmp_path, monkeypatch):
    file = tmp_path / "token.txt"
    words = ["serve", saved, "--token-file", file]
    refused("No such file", *words)
    file.write_text("short")
    refused("must have at least 16 letters", *words)
    file.write_bytes(b"\xff" * 20)
    refused("it is not a text", *words)
    refused("not both", *words, "--no-token")
    monkeypatch.setenv(VARIABLE, "two\nlines of a token")
    refused(VARIABLE, "serve", saved)
    monkeypatch.delenv(VARIABLE)
    refused("does not exist", "serve", tmp_path / "nowhere")
    other = ("--host", "192.0.2.1", "--port", 0)
    refused("requested address. Choose another --host", "serve", saved, *other)
    unknown = ("--host", "no.host.invalid")
    refused("Choose another --host", "serve", saved, *unknown, "--port", 0)
    assert "--no-token" in autoencode("serve", "--help").output


@pytest.mark.parametrize("name", ["https://models.example.com", "a/b", "a b", ""])
def test_what_is_no_name_of_a_host_cannot_be_allowed(name):
    result = autoencode("serve", "run", "--allowed-host", name)
    assert result.exit_code == 2
    assert "is no name of a host; give it as models.example.com" in result.output


@pytest.mark.parametrize("rate", ["nan", "inf"])
def test_a_rate_that_is_no_number_is_refused(saved, rate):
    result = autoencode("serve", saved, "--rate", rate)
    assert result.exit_code == 2
    assert f"Invalid value for '--rate': {rate} is not a finite" in result.output
