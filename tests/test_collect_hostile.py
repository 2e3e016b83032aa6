"""`course collect` on archives that mean harm: nothing lands outside, nothing fills the machine, the rest is taken."""

from __future__ import annotations

import gzip
import os
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from downloads import gather as gather
from downloads import member, notebook, placed, raw_zip, reasons, said, tarred, zipped
from downloads import out as out

from course_lib.grading.collect.members import Limits

# Hostile archives


def test_names_that_lead_elsewhere(gather: Any, out: Path, tmp_path: Path) -> None:
    names = [
        b"../04-tokenizer.ipynb",
        b"a/../../04-tokenizer.ipynb",
        b"/etc/04-tokenizer.ipynb",
        b"C:/04-tokenizer.ipynb",
        b"..\\04-tokenizer.ipynb",
        b"nul/04-tokenizer.ipynb",
        b"AUX.x/04-tokenizer.ipynb",
        b"a\x00b/04-tokenizer.ipynb",
        b"a\x1b[31m/04-tokenizer.ipynb",
        b"a" * 2000 + b"/04-tokenizer.ipynb",
    ]
    entries = [(name, notebook(), {}) for name in names]
    entries.append((b"\xff\xfe/04-tokenizer.ipynb", notebook(), {"flags": 0x800}))  # says UTF-8 and is not
    entries.append((b"good\\04-tokenizer.ipynb", notebook(), {}))  # as some Windows programs write it
    found = gather(raw_zip(tmp_path / "a.zip", entries))
    assert placed(out) == ["good/04-tokenizer/04-tokenizer.ipynb"]
    assert len(found.left) == len(names) + 1
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "submitted"}


def test_links_devices_and_secrets_in_a_zip(gather: Any, out: Path, tmp_path: Path) -> None:
    entries = [
        (b"a/04-tokenizer.ipynb", b"/etc/passwd", {"mode": 0o120777}),
        (b"b/04-tokenizer.ipynb", notebook(), {"mode": 0o020666}),
        (b"c/04-tokenizer.ipynb", notebook(), {"flags": 1}),
        (b"d/04-tokenizer.ipynb", notebook(), {"method": 14}),
        (b"e/04-tokenizer.ipynb", notebook(), {"mode": 0}),
    ]
    found = gather(raw_zip(tmp_path / "a.zip", entries))
    assert placed(out) == ["e/04-tokenizer/04-tokenizer.ipynb"]
    told = reasons(found)
    assert "link" in told["a/04-tokenizer.ipynb"] and "device" in told["b/04-tokenizer.ipynb"]
    assert "encrypted" in told["c/04-tokenizer.ipynb"] and "packed by" in told["d/04-tokenizer.ipynb"]


def test_sizes_that_lie_and_bombs(gather: Any, out: Path, tmp_path: Path) -> None:
    bomb = b" " * (3 * 2**20)
    entries = [
        (b"a/04-tokenizer.ipynb", bomb, {"size": 10}),
        (b"b/04-tokenizer.ipynb", os.urandom(2**18) + b" " * 2**18, {}),
        (b"c/04-tokenizer.ipynb", notebook(), {}),
    ]
    found = gather(raw_zip(tmp_path / "a.zip", entries), limits=Limits(member_bytes=2**19 - 1))
    assert placed(out) == ["c/04-tokenizer/04-tokenizer.ipynb"]
    assert all("larger than" in reason for reason in reasons(found).values()) and len(found.left) == 2
    found = gather(raw_zip(tmp_path / "a.zip", entries))
    assert "200 times its size" in reasons(found)["a/04-tokenizer.ipynb"] and len(found.left) == 1


def test_files_that_overlap(gather: Any, out: Path, tmp_path: Path) -> None:
    entries = [
        (b"a/04-tokenizer.ipynb", notebook(), {}),
        (b"b/04-tokenizer.ipynb", notebook(), {}),
        (b"c/04-tokenizer.ipynb", notebook(), {"start": 0}),
    ]
    found = gather(raw_zip(tmp_path / "a.zip", entries))
    assert placed(out) == ["b/04-tokenizer/04-tokenizer.ipynb"]
    assert ["overlap" in reason for reason in reasons(found).values()] == [True, True]


def test_a_damaged_file_costs_only_itself(gather: Any, out: Path, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a/04-tokenizer.ipynb": notebook("x" * 500), "b/04-tokenizer.ipynb": notebook()})
    data = bytearray(path.read_bytes())
    data[70] ^= 0xFF
    path.write_bytes(data)
    found = gather(path)
    assert placed(out) == ["b/04-tokenizer/04-tokenizer.ipynb"]
    assert "damaged" in reasons(found)["a/04-tokenizer.ipynb"]
    with zipfile.ZipFile(path, "w") as archive:  # stored, so that only the checksum can tell
        archive.writestr("c/04-tokenizer.ipynb", notebook("seen"))
    path.write_bytes(path.read_bytes().replace(b"seen", b"sewn"))
    assert "checksum" in reasons(gather(path))["c/04-tokenizer.ipynb"]


@pytest.mark.parametrize("cut", [-1, -30, 40, 4])
def test_an_archive_cut_short(cut: int, gather: Any, out: Path, tmp_path: Path) -> None:
    whole = zipped(tmp_path / "whole.zip", {"a/04-tokenizer.ipynb": notebook()})
    short = tmp_path / "short.zip"
    short.write_bytes(whole.read_bytes()[:cut])
    other = zipped(tmp_path / "other.zip", {"b/04-tokenizer.ipynb": notebook()})
    found = gather([short, other])
    assert placed(out) == ["b/04-tokenizer/04-tokenizer.ipynb"]
    assert [left.name for left in found.left] == [""] and found.left[0].archive == str(short)


def test_too_many_files_and_too_much_of_them(gather: Any, out: Path, tmp_path: Path) -> None:
    files = {f"s{n}/04-tokenizer.ipynb": notebook(str(n)) for n in range(20)}
    assert "more than 10 files" in gather(files, limits=Limits(members=10)).left[0].reason
    assert not out.exists() or len(placed(out)) <= 10
    found = gather(files, limits=Limits(total_bytes=1000))
    assert "all archives together" in found.left[0].reason and 0 < len(placed(out)) < 20


def test_a_zip64_archive(gather: Any, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 50)  # every number goes where long ones do
    gather({"a/04-tokenizer.ipynb": notebook("one"), "b/04-tokenizer.ipynb": notebook("two")})
    assert b"PK\6\6" in (tmp_path / "download.zip").read_bytes()
    assert (said(out, "a"), said(out, "b")) == ("one", "two")


def test_names_of_another_encoding(gather: Any, out: Path, tmp_path: Path) -> None:
    chinese = raw_zip(
        tmp_path / "a.zip", [(f"{n}/04-tokenizer.ipynb".encode("gbk"), notebook(), {}) for n in ("王小明", "朱镕")]
    )
    other = raw_zip(tmp_path / "b.zip", [("René/04-tokenizer.ipynb".encode("cp437"), notebook(), {})])
    unflagged = raw_zip(tmp_path / "c.zip", [("李娜/04-tokenizer.ipynb".encode(), notebook(), {})])
    gather([chinese, other, unflagged])
    assert {path.split("/")[0] for path in placed(out)} == {"王小明", "朱镕", "René", "李娜"}


def test_a_hostile_tar(gather: Any, out: Path, tmp_path: Path) -> None:
    archive = tarred(
        tmp_path / "a.tar",
        [
            (member("a/04-tokenizer.ipynb", kind=tarfile.SYMTYPE, link="/etc/passwd"), b""),
            (member("b/04-tokenizer.ipynb", kind=tarfile.LNKTYPE, link="good/04-tokenizer.ipynb"), b""),
            (member("c/04-tokenizer.ipynb", kind=tarfile.FIFOTYPE), b""),
            (member("d/04-tokenizer.ipynb", kind=tarfile.CHRTYPE), b""),
            (member("../04-tokenizer.ipynb"), notebook()),
            (member("/04-tokenizer.ipynb"), notebook()),
            (member("e/04-tokenizer.ipynb"), notebook("x" * 5000)),
            (member("good", kind=tarfile.DIRTYPE), b""),
            (member("good/04-tokenizer.ipynb"), notebook()),
        ],
        "w",
    )
    found = gather(archive, limits=Limits(member_bytes=4000))
    assert placed(out) == ["good/04-tokenizer/04-tokenizer.ipynb"]
    assert len(found.left) == 7


def test_a_tar_that_would_fill_the_memory(gather: Any, out: Path, tmp_path: Path) -> None:
    huge = member("x", kind=tarfile.XHDTYPE)
    huge.size = 2**30
    with gzip.open(tmp_path / "a.tar.gz", "wb") as file:
        good, header = member("a/04-tokenizer.ipynb"), notebook()
        good.size = len(header)
        file.write(good.tobuf() + header.ljust(512 * (1 + len(header) // 512), b"\0") + huge.tobuf())
    found = gather(tmp_path / "a.tar.gz")
    assert placed(out) == ["a/04-tokenizer/04-tokenizer.ipynb"]
    assert "larger than any header" in found.left[0].reason


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_folder_with_links(gather: Any, out: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(notebook("secret"))
    for student in "abc":
        (tmp_path / "in" / student).mkdir(parents=True)
    (tmp_path / "in" / "a" / "04-tokenizer.ipynb").symlink_to(secret)
    (tmp_path / "in" / "d").symlink_to(tmp_path / "in" / "c")
    (tmp_path / "in" / "c" / "04-tokenizer.ipynb").write_bytes(notebook("c"))
    (tmp_path / "in" / "c" / "picture.png").write_bytes(b"")
    os.mkfifo(tmp_path / "in" / "b" / "04-tokenizer.ipynb")
    found = gather(tmp_path / "in")
    assert placed(out) == ["c/04-tokenizer/04-tokenizer.ipynb"]
    assert set(reasons(found)) == {"a/04-tokenizer.ipynb", "b/04-tokenizer.ipynb", "d", "c/picture.png"}
    assert "link" in reasons(found)["d"]


def test_what_is_no_submission_is_named(gather: Any) -> None:
    found = gather(
        {
            "a/04-tokenizer.ipynb": notebook(),
            "a/work.zip": b"PK",
            "a/report.pdf": b"",
            "__MACOSX/a/._04-tokenizer.ipynb": b"",
            "a/.ipynb_checkpoints/04-tokenizer-checkpoint.ipynb": notebook(),
        }
    )
    assert "not opened" in reasons(found)["a/work.zip"] and "not a notebook" in reasons(found)["a/report.pdf"]
    assert len(found.left) == 4 and len(found.taken) == 1
