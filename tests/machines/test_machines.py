"""Builds on the workers of a real Dask scheduler: the same bytes as here, whatever ends meanwhile."""

import pickle
import random
import shutil
import signal
import socket
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import deadly
import pytest
from click.testing import CliRunner

from dask_server import dask_scheduler
from graph1540 import machines
from graph1540.cli import main
from graph1540.errors import SpreadError
from graph1540.fetch import address as addresses
from graph1540.machines import Machines
from graph1540.pipeline import find_notes
from graph1540.resolve import scoring
from graph1540.store import build_from_files, gather, open_view

ROOT = Path(__file__).parents[2]
CITIES = ("Vienna", "Minsk", "Bishkek", "Dushanbe")

pytestmark = pytest.mark.xdist_group("dask")


def run(*words):
    done = CliRunner().invoke(main, [*map(str, words)], prog_name="graph1540")
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def notes(tmp_path):
    """Short notes that speak of each other's events, one of them twice, and two files that are no notes."""
    folder, chance = tmp_path / "notes", random.Random(1540)
    folder.mkdir()
    for number in range(60):
        day, month, year = chance.randint(1, 28), chance.choice(("May", "June")), chance.randint(2014, 2017)
        told = f"A workshop was held in {chance.choice(CITIES)} on {day} {month} {year}. It followed a meeting in {chance.choice(CITIES)} in {month} {year - 1}."
        (folder / f"n{number}.txt").write_text(f"{told} Participants came from Belarus and Kyrgyzstan. This is note {number}.")
    shutil.copy(folder / "n7.txt", folder / "a-copy.txt")
    (folder / "empty.txt").write_text("")
    (folder / "old.doc.txt").write_bytes(b"\xd0\xcf\x11\xe0 and so on")
    return folder


def test_a_file_is_the_same_to_the_byte(dask, tmp_path, notes):
    shutil.copytree(ROOT / "seeds", notes / "seeds")
    for path in notes.glob("n[1-5]*.txt"):
        path.unlink()
    assert run("build", notes, "-o", tmp_path / "here.nq") == run("build", notes, "-o", tmp_path / "there.nq", "--dask", dask.address)
    assert (tmp_path / "here.nq").read_bytes() == (tmp_path / "there.nq").read_bytes()


def test_notes_that_come_to_a_store_are_read_there_too(dask, tmp_path, notes):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    stores = [tmp_path / "here", tmp_path / "there"]
    for store in stores:
        assert run("build", tmp_path / "seeds", "--store", store)[0] == 0
    here, there = (run("add", notes, "--store", store, *more) for store, more in zip(stores, ((), ("--dask", dask.address)), strict=True))
    assert (here[0], here[2].replace(str(stores[0]), str(stores[1]))) == (there[0], there[2]) == (0, there[2])
    assert "60 added" in there[2]
    assert len({"".join(sorted(map(str, open_view(store)))) for store in stores}) == 1


def test_a_worker_that_is_killed_costs_no_note_and_doubles_none(dask, tmp_path, notes, monkeypatch):
    monkeypatch.setattr(machines, "_JOBS", 2)
    files = find_notes([str(notes)])
    here = build_from_files(tmp_path / "here", files)
    doomed = dask.start_worker("doomed")
    seen = []

    def progress(step, done, total):
        if step == "reading" and doomed.poll() is None and is_busy(spread, "doomed"):
            seen.append((done, total))
            doomed.send_signal(signal.SIGKILL)
            doomed.wait()

    with Machines(dask.address) as spread:
        spread._client.wait_for_workers(3)
        there = build_from_files(tmp_path / "there", files, spread=spread, progress=progress)
    assert seen
    assert seen[0][0] < seen[0][1]
    assert there == here
    assert len(here.failed) == 2
    assert sorted(map(str, open_view(tmp_path / "there"))) == sorted(map(str, open_view(tmp_path / "here")))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.mark.parametrize("loopback", [addresses._LOOPBACK, ()], ids=["sent", "fetched by workers"])
def test_notes_of_a_web_server(dask, tmp_path, monkeypatch, loopback):
    """Workers fetch what they reach as well as we do; what lies on this machine's own server is sent to them."""
    monkeypatch.setattr(addresses, "_LOOPBACK", loopback)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("A workshop was held in Vienna on 3 March 2015.")
    (tmp_path / "notes" / "empty.txt").write_text("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "notes")))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    code, out, err = run("build", address, "--format", "nq", "--dask", dask.address)
    server.shutdown()
    server.server_close()
    assert (code, out) == run("build", tmp_path / "notes" / "a.txt", "--format", "nq")[:2]
    assert f"left out: {address}empty.txt: the file " in err


def is_busy(spread, name):
    """Whether a worker has work."""
    there = spread._client.scheduler_info(n_workers=-1)["workers"]
    busy = spread._client.processing()
    return any(about["id"] == name and busy.get(address) for address, about in there.items())


def test_only_names_of_functions_travel():
    for work in (machines._do, machines._identity, gather._read_file, scoring.score_part):
        assert len(pickle.dumps(work)) < 100


def test_a_mistake_of_the_program_is_not_hidden(dask):
    with Machines(dask.address) as spread, pytest.raises(ValueError, match="not 1"):
        list(spread.map(deadly.broken, [1]))


def test_another_program_does_no_work(dask, monkeypatch):
    with Machines(dask.address) as spread:
        monkeypatch.setattr(machines, "__version__", "9.9")
        machines._identity.cache_clear()
        with pytest.raises(SpreadError, match=r"a worker that came later has graph1540 0\.\S+, this machine 9\.9; install the same on all"):
            list(spread.map(deadly.doubled, [1]))
    code, out, err = run("build", ROOT / "seeds", "--dask", dask.address)
    machines._identity.cache_clear()
    assert (code, out) == (2, "")
    assert err.startswith(f"Error: {dask.address}: the scheduler has graph1540 0.")


@pytest.mark.parametrize("address", ["127.0.0.1:{port}", "tcp://127.0.0.1:{port}", "nonsense://127.0.0.1:1", "", "tcp://127.0.0.1:not-a-port"])
def test_where_nobody_answers(address, monkeypatch):
    monkeypatch.setattr(machines, "_ANSWER", 0.5)
    with socket.socket() as bound:  # Bound and not listening: nobody else takes the port.
        bound.bind(("127.0.0.1", 0))
        address = address.format(port=bound.getsockname()[1])
        code, out, err = run("build", ROOT / "seeds", "--dask", address)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "no Dask scheduler answers there; start one with 'dask scheduler'" in err


def test_without_certificates():
    code, out, err = run("build", ROOT / "seeds", "--dask", "tls://127.0.0.1:1")
    assert (code, out) == (2, "")
    assert err == "Error: tls://127.0.0.1:1: this address needs certificates; name them in Dask's configuration, under distributed.comm.tls\n"


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run("build", ROOT / "seeds", "--dask", "tcp://host:8786") == (2, "", "Error: tcp://host:8786: the package for Dask is missing; install graph1540[dask]\n")


def test_work_that_ends_workers_is_found_out_and_the_rest_is_done(tmp_path, monkeypatch):
    monkeypatch.setattr(machines, "_LOOK", 0.2)
    with dask_scheduler(tmp_path, 0, failures=0) as scheduler:
        with pytest.raises(SpreadError, match=r"no worker has been there for 0\.2 seconds; start some"):
            Machines(scheduler.address, patience=0.2).__enter__()
        for name in ("one", "two", "three"):
            scheduler.start_worker(name)
        with Machines(scheduler.address) as spread:
            spread._client.wait_for_workers(3)
            found = list(spread.map(deadly.doubled, [*range(40), -1, *range(40, 50)], lambda job: f"lost {job}"))
            assert sorted(found, key=str) == sorted([*(2 * n for n in range(50)), "lost -1"], key=str)
            assert len(spread._client.nthreads()) == 1
            later = spread.map(deadly.doubled, range(1001, 1200))
            next(later)
            spread._client._timeout = 0.5  # Do not wait long for it to come back.
            scheduler.stop()
            with pytest.raises(SpreadError, match="the scheduler has gone away; start it again, and run the command again"):
                list(later)


def test_work_that_cannot_be_lost_is_an_error(monkeypatch):
    monkeypatch.setattr(Machines, "_run", lambda self, work, batches, suspects: suspects.extend(job for some in batches for job in some) or iter(()))
    with pytest.raises(SpreadError, match="every worker that took one piece of the work ended before it was done; give the workers more memory"):
        list(Machines("tcp://host:1").map(deadly.doubled, [1]))
