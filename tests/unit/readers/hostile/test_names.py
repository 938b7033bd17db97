"""What names lead to, and what they may hold."""

from __future__ import annotations

import os
import socket
import sys
import threading

import pytest

from geomap.errors import InputError
from geomap.readers import read, special
from tests.files_made import STORY


@pytest.fixture
def faults() -> list[InputError]:
    return []


def test_pipes_sockets_devices_and_links_to_folders_in_a_folder_are_named(tmp_path, faults):
    (tmp_path / "good.txt").write_text(STORY)
    for name in ("pipe.html", "pipe.txt", "pipe.xml"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (documents) = list(read(tmp_path, on_error=faults.append))
    assert [document.id for document in documents] == ["good"]
    told = {str(fault).partition(f"{tmp_path.as_posix()}/")[2] for fault in faults}
    assert told == {
        "again: a link to a folder, which is not followed; name the folder itself to read it",
        "device.csv: this is a device and no file; name it itself to read it",
        "gone.txt: no such file or directory",
        "pipe.html: this is a pipe and no file; name it itself to read it",
        "pipe.txt: this is a pipe and no file; name it itself to read it",
        "pipe.xml: this is a pipe and no file; name it itself to read it",
        "self.txt: too many levels of symbolic links",
    }


def test_a_socket_is_named(tmp_path, faults, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of a socket may have a hundred bytes
    with socket.socket(socket.AF_UNIX) as heard:
        heard.bind("s.txt")
        assert not list(read(tmp_path / "s.txt", tmp_path, on_error=faults.append))
    assert [str(fault).partition("s.txt: ")[2] for fault in faults] == [
        "no such device or address",
        "this is a socket and no file; name it itself to read it",
    ]


def test_a_pipe_that_nobody_writes_to_is_not_waited_for_without_end(tmp_path, faults, monkeypatch):
    monkeypatch.setattr(special, "PATIENCE", 0.05)
    os.mkfifo(tmp_path / "a.txt")
    assert not list(read(tmp_path / "a.txt", on_error=faults.append))
    assert "a.txt: a pipe that nobody writes to" in str(faults[0])


@pytest.mark.parametrize("pause", [False, True], ids=["at once", "once it is read"])
def test_a_pipe_is_read_as_any_program_reads_it(tmp_path, faults, pause):
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    opened = threading.Event()

    def write() -> None:
        with path.open("w") as pipe:
            opened.set()
            for _ in range(5000):
                pipe.write(f"{STORY}\n")
                if pause:
                    pipe.flush()

    writer = threading.Thread(target=write)
    writer.start()
    (document,) = read(path, on_error=faults.append)
    writer.join()
    assert document.text == f"{STORY}\n" * 5000
    assert not faults
    assert opened.is_set()


def test_a_closed_standard_input_is_told(monkeypatch, faults):
    monkeypatch.setattr(sys, "stdin", None)
    assert not list(read("-", on_error=faults.append))
    assert str(faults[0]) == "standard input: it is closed"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\x1b[31mred.json", "[U+001B][31mred.json"),
        (b"a\nb.json", "a b.json"),
        ("\u202etxt.json".encode(), "[U+202E]txt.json"),
        (b"\xff\xfe.json", "\ufffd\ufffd.json"),
    ],
)
def test_a_name_does_not_drive_a_terminal(tmp_path, faults, name, shown):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib takes no bytes
        file.write(b"{")
    assert not list(read(path, path + "x", on_error=faults.append))
    assert str(faults[0]).startswith(f"{tmp_path.as_posix()}/{shown}: not JSON")
    assert all(str(fault).isprintable() for fault in faults)
