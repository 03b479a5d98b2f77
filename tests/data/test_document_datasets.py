"""Data sets of documents: what is read from their archives."""

import io
import tarfile

import numpy as np
import pytest
from scipy import sparse
from sklearn.utils import Bunch

from autoencode.data import rcv1
from autoencode.data.archives import read_members
from autoencode.data.newsgroups import newsgroups_from
from autoencode.data.reuters import reuters_from, stories_of
from autoencode.errors import DataFileError, DownloadError

SGML = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" NEWID="1">
<TOPICS><D>grain</D><D>wheat</D></TOPICS><PLACES><D>usa</D></PLACES>
<TEXT>&#2;
<TITLE>WHEAT &lt;WH>
 AND GRAIN</TITLE><DATELINE> CHICAGO - </DATELINE><BODY>Prices &amp; stocks
rose.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS="YES" LEWISSPLIT="TEST" NEWID="2"><TOPICS></TOPICS>
<TEXT TYPE="UNPROC">&#2;
******MONEY MARKET &lt;MM> GIVEN HELP
</TEXT>
</REUTERS>
<REUTERS TOPICS="NO" LEWISSPLIT="TRAIN" NEWID="3"><TEXT>No topics.</TEXT></REUTERS>
<REUTERS TOPICS="YES" LEWISSPLIT="NOT-USED" NEWID="4"><TEXT>Old.</TEXT></REUTERS>
<REUTERS TOPICS="YES" LEWISSPLIT="TEST" NEWID="5">
<TOPICS><D>wheat</D></TOPICS><TEXT TYPE="BRIEF"><TITLE>BRIEF</TITLE></TEXT></REUTERS>
"""


def write_tar(path, members, *, links=()):
    """Write a compressed archive of files, and of links to nowhere."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for name in links:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(member)
    return path


def test_files_of_an_archive_are_read_by_name_without_links(tmp_path):
    members = {"b/2.txt": b"two", "./a/1.txt": b"one", "b/._2.txt": b"x", "c.sgm": b""}
    path = write_tar(tmp_path / "a.tar.gz", members, links=["a/link.txt"])
    read = read_members(path, ".txt")
    assert list(read.items()) == [("a/1.txt", b"one"), ("b/2.txt", b"two")]
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("damage", ["cut", "other"])
def test_a_damaged_archive_is_named(tmp_path, damage):
    content = np.random.default_rng(0).bytes(5000)
    path = write_tar(tmp_path / "a.tar.gz", {"a": content})
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage == "cut" else b"hello")
    with pytest.raises(DataFileError, match=r"Cannot read .*a\.tar\.gz"):
        read_members(path)


def test_messages_are_in_the_order_of_their_groups_and_numbers():
    train, test = "20news-bydate-train", "20news-bydate-test"
    found = newsgroups_from(
        {
            f"{train}/sci.space/9": b"orbit",
            f"{test}/alt.atheism/3": b"caf\xe9",
            f"{train}/alt.atheism/2": b"god",
            f"{train}/sci.space/10": b"moon",
            f"{test}/sci.space/4": b"shuttle",
        }
    )
    assert found.ids.tolist() == ["alt.atheism/2", "sci.space/10", "sci.space/9"]
    assert found.X.tolist() == ["god", "moon", "orbit"]
    assert found.X_test.tolist() == ["caf\xe9", "shuttle"]
    assert found.class_names == ("alt.atheism", "sci.space")
    assert (found.y.tolist(), found.y_test.tolist()) == ([0, 1, 1], [0, 1])


def test_stories_have_titles_bodies_and_topics_without_markup():
    first, second, third = stories_of(SGML)
    assert first.title == "WHEAT <WH> AND GRAIN"
    assert first.text == "WHEAT <WH> AND GRAIN\nPrices & stocks\nrose.\n Reuter"
    assert first.topics == ("grain", "wheat")
    assert second.title == "2"
    assert second.text == "******MONEY MARKET <MM> GIVEN HELP"
    assert (third.text, third.is_test) == ("BRIEF", True)


def test_a_story_may_have_several_topics_or_none():
    found = reuters_from(stories_of(SGML))
    assert found.class_names == ("grain", "wheat")
    assert found.y.tolist() == [[1, 1]]
    assert found.y_test.tolist() == [[0, 0], [0, 1]]
    assert found.ids_test.tolist() == ["2", "BRIEF"]
    assert repr(found) == (
        "Dataset('reuters', 1 documents and 2 for testing, 2 classes)"
    )


def test_an_archive_with_other_stories_is_refused(tmp_path, monkeypatch):
    from autoencode.data import reuters

    path = write_tar(tmp_path / "reuters.tar.gz", {"r/reut2-000.sgm": SGML.encode()})
    monkeypatch.setattr(reuters, "fetch", lambda file: path)
    with pytest.raises(DataFileError, match="1 stories to train and 2 to test"):
        reuters.load_reuters()
    monkeypatch.setattr(reuters, "N_STORIES", (1, 2))
    assert reuters.load_reuters().X.shape == (1,)


def test_the_commonest_words_and_a_random_half_of_rcv1_are_taken(monkeypatch):
    rng = np.random.default_rng(0)
    present = rng.random((21, 5)) < np.array([0.1, 0.9, 0.5, 0.0, 0.8])
    weights = sparse.csr_matrix(present * np.arange(1.0, 6.0))
    bunch = Bunch(
        data=weights,
        target=sparse.csr_matrix(np.eye(3, dtype=np.uint8)[rng.integers(0, 3, 21)]),
        target_names=np.array(["C", "E", "M"], dtype=object),
        sample_id=np.arange(21) + 2286,
    )
    monkeypatch.setattr("sklearn.datasets.fetch_rcv1", lambda: bunch)
    monkeypatch.setattr(rcv1, "N_TERMS", 2)
    found = rcv1.load_rcv1()
    assert (found.X.shape, found.X_test.shape) == ((11, 2), (10, 2))
    rows = found.ids.astype(int) - 2286
    np.testing.assert_array_equal(found.X.toarray(), weights.toarray()[rows][:, [1, 4]])
    assert found.X.dtype == np.float32
    assert not set(found.ids) & set(found.ids_test)
    assert found.y_test.sum(axis=1).tolist() == [1] * 10
    assert found.class_names == ("C", "E", "M")


def test_rcv1_without_a_network_gives_one_line(monkeypatch):
    from urllib.error import URLError

    def fail():
        raise URLError("no route to host")

    monkeypatch.setattr("sklearn.datasets.fetch_rcv1", fail)
    with pytest.raises(DownloadError, match=r"rcv1.*no route to host.*network"):
        rcv1.load_rcv1()
