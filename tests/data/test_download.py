"""Downloads of published data sets, from a local server."""

import functools
import hashlib
import http.server
import socket
import threading

import pooch
import pytest

from autoencode.data import download
from autoencode.data.download import RemoteFile, fetch, find_local
from autoencode.errors import DataFileError, DownloadError

CONTENT = b"pixels" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        self.server.requested.append(self.path)
        if self.path == "/half":  # sends less than its Content-Length
            self.send_response(200)
            self.send_header("Content-Length", str(len(CONTENT)))
            self.end_headers()
            self.wfile.write(CONTENT[:100])
            self.close_connection = True
            return
        super().do_GET()


@pytest.fixture
def server(tmp_path):
    """Serve a valid and an invalid file; ``requested`` lists the requested paths."""
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "good").write_bytes(CONTENT)
    (folder / "wrong").write_bytes(b"other pixels")
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.requested = []
        server.home = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Use an empty cache, without AUTOENCODE_DATA, pauses and proxies."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(pooch, "os_cache", lambda project: folder)
    monkeypatch.setattr(download, "PAUSE", 0)
    monkeypatch.delenv(download.DATA_VARIABLE, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return folder


def remote(*urls):
    return RemoteFile(dataset="toy", path="toy/a.gz", sha256=SHA256, urls=urls)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def closed_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_a_file_is_downloaded_once_and_then_taken_from_the_cache(server, cache):
    file = remote(f"{server.home}/good")
    assert fetch(file).read_bytes() == CONTENT
    assert fetch(file) == cache / "toy" / "a.gz"
    assert server.requested == ["/good"]


def test_a_damaged_file_in_the_cache_is_downloaded_again(server, cache):
    file = remote(f"{server.home}/good")
    fetch(file).write_bytes(b"damaged")
    assert fetch(file).read_bytes() == CONTENT


def test_the_next_url_is_tried_after_a_failure(server, cache):
    nobody = f"http://127.0.0.1:{closed_port()}/good"
    urls = [nobody, f"{server.home}/missing", f"{server.home}/wrong"]
    assert fetch(remote(*urls, f"{server.home}/good")).read_bytes() == CONTENT
    assert len(files_in(cache)) == 1


def test_failures_are_reported_in_one_line_and_leave_no_file(server, cache):
    nobody = f"http://127.0.0.1:{closed_port()}/a.gz"
    names = ("missing", "wrong", "half")
    urls = [nobody, *(f"{server.home}/{name}" for name in names)]
    with pytest.raises(DownloadError) as caught:
        fetch(remote(*urls))
    assert str(caught.value) == (
        f"The data set 'toy' could not be downloaded from {urls[0]} (no connection), "
        f"{urls[1]} (404 File not found), {urls[2]} (its SHA-256 is not the published "
        f"one), {urls[3]} (the connection was interrupted). Check the network, or set "
        "AUTOENCODE_DATA to a folder that holds toy/a.gz."
    )
    assert server.requested == ["/missing", "/wrong", "/half"] * download.ROUNDS
    assert files_in(cache) == []


def test_local_files_take_precedence_over_downloads(
    server, cache, tmp_path, monkeypatch
):
    mine = tmp_path / "mine" / "toy" / "a.gz"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(CONTENT)
    monkeypatch.setenv(download.DATA_VARIABLE, str(tmp_path / "mine"))
    assert fetch(remote(f"{server.home}/good")) == mine
    assert server.requested == []


def test_the_error_for_a_damaged_local_file_names_it(cache, tmp_path, monkeypatch):
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "a.gz").write_bytes(b"damaged")
    monkeypatch.setenv(download.DATA_VARIABLE, str(tmp_path))
    with pytest.raises(DataFileError, match=r"toy.a\.gz is damaged: its SHA-256"):
        fetch(remote())


def test_files_missing_in_the_local_folder_are_downloaded(
    server, cache, tmp_path, monkeypatch
):
    monkeypatch.setenv(download.DATA_VARIABLE, str(tmp_path))
    assert find_local(remote()) is None
    assert fetch(remote(f"{server.home}/good")).read_bytes() == CONTENT
    with pytest.raises(DownloadError, match=r"\(now '.*', which lacks it\)"):
        fetch(RemoteFile(dataset="toy", path="toy/b.gz", sha256="0" * 64))


def test_either_of_two_files_with_the_same_contents_is_taken(
    server, cache, tmp_path, monkeypatch
):
    packed = b"packed in another way"
    checksum = hashlib.sha256(packed).hexdigest()
    md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    names = {"dataset": "toy", "path": "toy/a.gz", "sha256": checksum}
    file = RemoteFile(**names, published=f"md5:{md5}", urls=(f"{server.home}/good",))
    assert fetch(file).read_bytes() == CONTENT
    monkeypatch.setenv(download.DATA_VARIABLE, str(tmp_path))
    mine = tmp_path / "toy" / "a.gz"
    mine.parent.mkdir()
    for content in (CONTENT, packed):
        mine.write_bytes(content)
        assert find_local(file) == mine
    mine.write_bytes(b"damaged")
    with pytest.raises(DataFileError, match="damaged"):
        find_local(file)
    wrong = RemoteFile(**names, published=f"md5:{md5}", urls=(f"{server.home}/wrong",))
    monkeypatch.delenv(download.DATA_VARIABLE)
    fetch(file).unlink()
    with pytest.raises(DownloadError, match="its MD5 is not the published one"):
        fetch(wrong)


def test_the_error_for_an_unwritable_cache_names_it(server, cache):
    cache.write_text("a file in the way")
    with pytest.raises(DownloadError, match="'toy' cannot be stored in"):
        fetch(remote(f"{server.home}/good"))


def test_progress_is_shown_on_a_terminal_only(server, cache, monkeypatch, capsys):
    file = remote(f"{server.home}/good")
    fetch(file).unlink()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    fetch(file)
    assert "toy/a.gz: 0.0 of 0.0 MB" in capsys.readouterr().err
