"""What files are compressed to is kept between starts: whole, bounded, and only where it is the same for everybody."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from components import packed, packed_forms
from components.packed import Packed
from components.packed_forms import SMALL, form_of
from jobs.folder import lasting_folder

BODY = b"const answer = 42;\n" * SMALL
HOW = {"Accept-Encoding": "br"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / "cache"))
    return lasting_folder("packed")


@pytest.fixture
def pack(folder):
    """Compresses, and counts."""

    def pack(body):
        pack.times += 1
        return brotli.compress(body)

    pack.times = 0
    return pack


def test_a_second_start_compresses_nothing(folder, pack):
    first = form_of(BODY, "1.br", pack)
    assert brotli.decompress(first) == BODY
    assert [form_of(BODY, "1.br", pack) for _ in range(3)] == [first] * 3
    assert pack.times == 1
    form_of(BODY + b"\n", "1.br", pack)  # another content, another way
    form_of(BODY, "2.br", pack)
    assert pack.times == 3
    assert len([*folder.iterdir()]) == 3


@pytest.mark.parametrize("damage", [b"", b"no", None])
def test_what_is_damaged_is_made_anew(folder, pack, damage):
    first = form_of(BODY, "1.br", pack)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    assert form_of(BODY, "1.br", pack) == first
    assert pack.times == 2
    assert file.read_bytes() == whole


def test_several_that_begin_at_once_disturb_each_other_in_nothing(folder, pack):
    with ThreadPoolExecutor(8) as pool:
        made = [*pool.map(lambda _: form_of(BODY, "1.br", pack), range(40))]
    assert {brotli.decompress(form) for form in made} == {BODY}
    assert len([*folder.iterdir()]) == 1


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, monkeypatch, pack):
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / "file"))
    (tmp_path / "file").write_text("")
    assert brotli.decompress(form_of(BODY, "1.br", pack)) == BODY


def test_a_disk_that_is_full_leaves_nothing_behind(folder, pack, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert brotli.decompress(form_of(BODY, "1.br", pack)) == BODY
    assert [*folder.iterdir()] == []


def test_the_folder_is_bounded_and_what_is_old_goes(folder, pack, monkeypatch):
    form_of(BODY, "old.br", pack)
    form_of(BODY, "used.br", pack)
    size = sum(file.stat().st_size for file in folder.iterdir())
    aged = time.time() - packed_forms.KEPT - 60
    for file in folder.iterdir():
        os.utime(file, (aged, aged))
    form_of(BODY, "used.br", pack)  # it is old, and used
    form_of(BODY, "new.br", pack)
    assert sorted(file.name.partition(".")[2] for file in folder.iterdir()) == ["new.br", "used.br"]
    monkeypatch.setattr(packed_forms, "LARGEST", 2 * size)
    for number in range(9):
        form_of(BODY, f"{number}.br", pack)
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 2 * size
    assert any(file.name.endswith(".8.br") for file in folder.iterdir())


def test_a_small_file_is_not_kept(folder, pack):
    assert brotli.decompress(form_of(BODY[: SMALL - 1], "1.br", pack)) == BODY[: SMALL - 1]
    assert [*folder.iterdir()] == []


def test_its_name_says_how_well_it_is_compressed(folder, client):
    with client.application.test_request_context("/", headers=HOW):
        assert brotli.decompress(Packed.of(BODY, "text/javascript").answer(True).data) == BODY
        Packed.of(BODY * 6, "text/javascript").answer(True)
    assert len(BODY) < packed.OURS < len(BODY * 6)
    assert sorted(file.name.partition(".")[2] for file in folder.iterdir()) == ["11.br", "9.br"]


def test_the_first_view_is_compressed_once_for_all_and_a_link_quickly(folder, client, monkeypatch):
    """Whoever opens a link waits for its scene, which hardly anybody else asks for."""
    times = []
    for name in ("WAYS", "QUICKLY"):
        ways = {
            way: lambda body, name=name, how=how: times.append(name) or how(body)
            for way, how in getattr(packed, name).items()
        }
        monkeypatch.setattr(packed, name, ways)
    for query, size in (("", "1"), ("", "1.5"), ("%3Fsurface%3Dbooth%26sgd%3D", "1"), ("%3Fsurface%3Dno", "1")):
        answer = client.get(f"/scenes?search={query}&theme=none&size={size}", headers=HOW)
        assert b'"opened"' in brotli.decompress(answer.data)
    assert times == ["WAYS", "QUICKLY", "QUICKLY", "QUICKLY"]
    assert len([*folder.iterdir()]) == 1
