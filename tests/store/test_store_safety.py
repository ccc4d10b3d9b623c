"""One writer, many readers; a crash, a full disk or a strange folder costs nothing."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from store_making import canonical_nquads, fresh, made_note, names_in, small_reference

from graph1540.decisions import Decision
from graph1540.errors import DatasetError
from graph1540.iri import BASE, G1540, note_iri
from graph1540.model import Claim, Ref
from graph1540.store import Writer, backup, build_store, compact, open_view, restore, status
from graph1540.store.reading import current_view

HERE = Path(__file__).parent
NOTES = [made_note(f"n{number}", 0) for number in range(4)]


@pytest.fixture
def folder(tmp_path):
    """A store of four notes."""
    path = tmp_path / "store"
    build_store(path, NOTES, reference=small_reference())
    return path


def writer_of(folder):
    return Writer(folder, reference=small_reference())


def held(folder):
    """What a reader sees, and nothing kept open."""
    view, handle = current_view(folder)
    found = canonical_nquads(ox.Store.read_only(str(view)))
    if handle >= 0:
        os.close(handle)
    return found


def test_what_is_there_changes_nothing(folder):
    with writer_of(folder) as writer:
        version = writer.index.version
        again = writer.add(NOTES)
        assert again.empty
        assert [name for name, _ in again.known] == ["n0", "n1", "n2", "n3"]
        assert writer.index.version == version


def test_the_same_text_under_another_name_is_recognized(folder):
    other = made_note("other", 0)
    same = type(other)(type(other.note)("other", "other.pdf", "application/pdf", NOTES[0].note.text, (), (), NOTES[0].note.digest), (), other.claims, ())
    with writer_of(folder) as writer:
        change = writer.add([same])
        assert change.empty
        assert change.known == (("other", "n0"),)


def test_a_note_of_the_same_name_is_replaced(folder):
    with writer_of(folder) as writer:
        assert writer.add([made_note("n1", 1)]).replaced == ("n1",)
    assert held(folder) == fresh([NOTES[0], made_note("n1", 1), *NOTES[2:]], small_reference())


def test_notes_are_named_by_slug_or_file(folder):
    with writer_of(folder) as writer:
        assert writer.remove(["n1.txt", "n2"]).removed == ("n1", "n2")
        with pytest.raises(DatasetError, match="there is no note 'n33' in the store; did you mean 'n3'"):
            writer.remove(["n0", "n33"])
    assert [slug for slug, _, _ in status(folder).notes] == ["n0", "n3"]


def test_decisions_are_kept_and_their_removal_leaves_no_trace(folder):
    subject, predicate, value = next(claim for claim in names_in(NOTES[:1])[1] if claim[1] == "g1540:eventType")
    decided = Decision("wrong", subject, predicate, value, "A. Reader", "2026-01-31", "")
    stale = Decision("right", "n5|organization/nobody", "skos:prefLabel", "x", "A. Reader", "2026-01-31", "")
    before = held(folder)
    with writer_of(folder) as writer:
        changed = writer.add([], decisions=[decided, stale])
        assert (changed.decided, changed.empty, changed.rebuilt, changed.touched["notes"]) == (True, False, False, 1)
        assert [finding.rule for finding in changed.findings] == ["stale-decision"]
        assert held(folder) == fresh(NOTES, small_reference(), [decided, stale]) != before
        added = writer.add([made_note("n5", 0)])
        assert not added.rebuilt
        assert added.findings == changed.findings, "they are told again until the decision is taken back"
        assert writer.decisions == (decided, stale)
        writer.add([], decisions=[decided])
        assert writer.remove(["n5"]).findings == ()
        assert writer.add([], decisions=[decided]).empty
        writer.add([], decisions=[])
        assert writer.decisions == ()
    assert held(folder) == before


def test_a_value_set_for_a_plan_has_everything_built_anew(folder):
    """Any note may tell of a plan, and which do is not known without a look at all of them."""
    subject, predicate, value = next(claim for claim in names_in(NOTES)[1] if claim[1] == "g1540:planStatus")
    decided = Decision("right", subject, predicate, value, "A. Reader", "2026-01-31", "")
    with writer_of(folder) as writer:
        assert writer.add([], decisions=[decided]).rebuilt
        assert not writer.add([made_note("n5", 0)]).rebuilt, "while it stands, changes are made in place"
        assert held(folder) == fresh([*NOTES, made_note("n5", 0)], small_reference(), [decided])
        assert writer.remove([subject.partition("|")[0]]).rebuilt
    assert open_view(folder) is not None


def test_where_a_note_speaks_of_a_canonical_event_no_other_is_lost(tmp_path):
    notes = [made_note(f"m{number}", 0) for number in range(120)]
    told = notes[0]
    claim = Claim(note_iri("m0"), Ref(f"{BASE}event/2016-minsk-workshop-000000"), G1540.concerns, Ref(f"{BASE}resolution/1540"), told.claims[0].evidence)
    notes[0] = replace(told, claims=(*told.claims, claim))
    build_store(tmp_path / "store", notes, reference=small_reference())
    assert len(status(tmp_path / "store").notes) == 120
    assert held(tmp_path / "store") == fresh(notes, small_reference())


def test_a_second_writer_is_told_who_writes(folder):
    with writer_of(folder):
        with pytest.raises(DatasetError, match=rf"process {os.getpid()} on \S+, since .* UTC, is writing to this store; wait"), writer_of(folder):
            pass
        assert f"process {os.getpid()}" in status(folder).writer
    assert status(folder).writer == ""


def test_readers_keep_what_they_opened(folder):
    before = fresh(NOTES, small_reference())
    early = open_view(folder)
    with writer_of(folder) as writer:
        writer.remove(["n0"])
        between = open_view(folder)
        writer.remove(["n1"])
    build_store(folder, NOTES[:1], reference=small_reference())
    assert canonical_nquads(early) == before
    assert canonical_nquads(between) == fresh(NOTES[1:], small_reference())
    assert held(folder) == fresh(NOTES[:1], small_reference())


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ({"format": 0, "generation": "generation-000001"}, "has format 0, older than this program's 3; build it again"),
        ({"format": 99, "generation": "generation-000001"}, "has format 99, newer"),
        ({"format": 1}, "the file is damaged; restore a backup"),
        ({"format": 3, "generation": "generation-000009"}, "the store is not whole"),
    ],
)
def test_another_format_is_refused_with_a_sentence(folder, head, message):
    (folder / "store.json").write_text(json.dumps(head))
    for use in (open_view, status, writer_of):
        with pytest.raises(DatasetError, match=message):
            use(folder).__enter__()


def test_a_store_of_another_program_is_refused(folder):
    with writer_of(folder) as writer:
        writer.index.set_meta(program="another")
    with pytest.raises(DatasetError, match="other reference data or rules; build it again"), writer_of(folder):
        pass


def test_no_folder_of_others_is_taken(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("mine")
    for wrong in ("letters", "letters/a.txt"):
        with pytest.raises(DatasetError, match=r"the folder holds other things|this is a file"):
            build_store(tmp_path / wrong, [])
    with pytest.raises(DatasetError, match="this is no store"):
        open_view(tmp_path / "letters")
    with pytest.raises(DatasetError, match="there is no such store"):
        status(tmp_path / "nothing")


def test_what_a_stopped_first_build_left_is_no_hindrance(tmp_path):
    folder = tmp_path / "store"
    (folder / "generation-000001" / "work").mkdir(parents=True)
    (folder / ".store.json.part").write_text("{")
    with pytest.raises(DatasetError, match="this is no store"):
        status(folder)
    build_store(folder, NOTES[:1], reference=small_reference())
    assert sorted(p.name for p in folder.glob("generation-*")) == ["generation-000002"]
    assert held(folder) == fresh(NOTES[:1], small_reference())


def test_backup_restore_and_compact_keep_every_quad(folder, tmp_path):
    before = held(folder)
    backup(folder, tmp_path / "copy")
    with writer_of(folder) as writer:
        writer.remove(["n2"])
    compact(folder)
    assert held(folder) == fresh([NOTES[0], NOTES[1], NOTES[3]], small_reference())
    restore(tmp_path / "copy", folder)
    restore(tmp_path / "copy", tmp_path / "third")
    assert held(folder) == held(tmp_path / "third") == held(tmp_path / "copy") == before
    with writer_of(folder) as writer:
        assert writer.add(NOTES).empty
        assert not writer.add([made_note("n7", 0)]).rebuilt
    with pytest.raises(DatasetError, match="exists already"):
        backup(folder, tmp_path / "copy")


class FullDisk:
    """A dataset on a disk that becomes full at the n-th call."""

    def __init__(self, rdf, fails):
        self._rdf, self._fails = rdf, fails

    def __getattr__(self, name):
        if name == self._fails:
            raise OSError(errno.ENOSPC, "No space left on device")
        return getattr(self._rdf, name)

    def __contains__(self, quad):
        return quad in self._rdf


@pytest.mark.parametrize("moment", ["update", "backup"])
def test_a_full_disk_leaves_the_store_as_it_was(folder, monkeypatch, moment):
    before = held(folder)
    with writer_of(folder) as writer:
        work = writer._work
        monkeypatch.setattr(writer, "_work", lambda version: FullDisk(work(version), moment))
        with pytest.raises(DatasetError, match="the disk is full; the store is as it was: make room"):
            writer.add([made_note("n6", 0)])
        monkeypatch.undo()
        assert held(folder) == before
        assert writer.add([made_note("n6", 0)]).added == ("n6",)
    assert held(folder) == fresh([*NOTES, made_note("n6", 0)], small_reference())


def state(folder):
    """Which version counts."""
    return status(folder).version, (folder / "store.json").read_text("utf-8")


def test_kill_at_any_moment_leaves_a_sound_store(tmp_path):
    folder, chance = tmp_path / "store", random.Random(1540)
    build_store(folder, NOTES, reference=small_reference())
    made = {x.note.digest: x for x in (made_note(f"n{n}", version) for n in range(8) for version in range(3))}
    command = [sys.executable, "-W", "ignore", str(HERE / "zygote.py")]
    changed, longest = 0, 0.7
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as zygote:
        for seed in range(50):
            before = state(folder)
            zygote.stdin.write(f"{folder} {seed}\n")
            zygote.stdin.flush()
            child = int(zygote.stdout.readline())
            time.sleep(chance.uniform(0.02, longest))
            os.kill(child, signal.SIGKILL)
            assert int(zygote.stdout.readline()) == -signal.SIGKILL
            if state(folder) != before:
                changed += 1
            elif changed * 8 < seed:  # A busy machine takes longer to get anywhere.
                longest *= 1.5
            with writer_of(folder) as writer:
                notes = [made[writer.index.find(slug)[1]] for slug in writer.index.slugs()]
                assert held(folder) == fresh(notes, small_reference())
                if seed % 5 == 0:  # A second run completes what was begun.
                    writer.add([made_note("n3", seed % 3), made_note("n8", 0)])
                    writer.remove(["n8"])
        zygote.stdin.close()
    assert changed >= 5
