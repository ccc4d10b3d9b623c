"""Engines that answer the same questions over the same data, each in a process of its own that can be ended.

A system has ``prepare`` (in the process of the benchmark), ``load`` (once, from N-Quads in a folder), ``start`` (open what was loaded, with empty caches) and ``ask`` (the
whole answer; its number of rows). What an answer costs is measured inside the process, without the way there and back.
"""

from __future__ import annotations

import http.client
import importlib.metadata
import multiprocessing as mp
import os
import re
import shutil
import sys
import tempfile
import time
import zipfile
from contextlib import ExitStack
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlencode

import pyoxigraph as ox

from graph1540.query import find_query, run_query
from graph1540.remote import CANONICAL
from graph1540.source import Source
from graph1540.store import open_source, open_to_ask

__all__ = ["SYSTEMS", "EngineError", "Process", "Question", "System"]

#: Name of the query, text with the values bound, values as a person types them.
Question = tuple[str, str, dict[str, str]]

#: Jars that say where logs go: more than one of them, and they complain of each other.
_LOGGING = re.compile(r"slf4j-(?:log4j|simple|jdk14|jcl)|log4j-over|jul-to|jcl-over|maven")
_QUADS, _TRIPLES = "all.nq", "canonical.nt"


class System:
    """One engine; ``folder`` holds the data as files, and what ``load`` makes of them."""

    name: ClassVar[str]
    #: Quads beyond which loading is not tried.
    most: ClassVar[int | None] = None

    def __init__(self, folder: Path, store: Path) -> None:
        self.folder, self.store = folder, store

    @staticmethod
    def version() -> str:
        """The version of the engine."""
        raise NotImplementedError

    @classmethod
    def missing(cls) -> str:
        """What must be installed first; empty if nothing."""
        return ""

    def prepare(self, stack: ExitStack, seconds: int) -> None:
        """Start what outlives the process that asks, and end it with ``stack``; no answer may take it longer than ``seconds``."""

    def load(self) -> None:
        """Make what ``start`` opens; nothing where it is there."""

    def start(self) -> None:
        """Open the dataset anew, with nothing remembered."""
        raise NotImplementedError

    def ask(self, question: Question) -> int:
        """The whole answer; the number of its rows."""
        raise NotImplementedError


class Ours(System):
    """The embedded store: rows as terms, with the names of what is in them, worked out each time."""

    name = "graph1540"

    @staticmethod
    def version() -> str:
        return importlib.metadata.version("graph1540")

    def start(self) -> None:
        self._source: Source = open_source(self.store)

    def ask(self, question: Question) -> int:
        name, _, values = question
        return len(run_query(self._source, find_query(name), values).rows)


class Kept(Ours):
    """The embedded store as ``graph1540 query`` asks it: what it was asked before it has kept."""

    name = "graph1540, kept"

    def start(self) -> None:
        self._source = open_to_ask(self.store)


class Plain(System):
    """Oxigraph on disk with every quad in it; the answer as TSV."""

    name = "Oxigraph"

    @staticmethod
    def version() -> str:
        return ox.__version__

    def load(self) -> None:
        if not (self.folder / "oxigraph").exists():
            store = ox.Store(str(self.folder / "oxigraph"))
            store.bulk_load(path=str(self.folder / _QUADS), format=ox.RdfFormat.N_QUADS, lenient=True)
            store.optimize()

    def start(self) -> None:
        self._store = ox.Store.read_only(str(self.folder / "oxigraph"))

    def ask(self, question: Question) -> int:
        found: Any = self._store.query(question[1])
        return found.serialize(format=ox.QueryResultsFormat.TSV).count(b"\n") - 1


class Maplib(System):
    """maplib in memory; it has no named graphs, so it gets the canonical view alone. The answer is a data frame."""

    name = "maplib"

    @staticmethod
    def version() -> str:
        return importlib.metadata.version("maplib")

    @classmethod
    def missing(cls) -> str:
        return "" if find_spec("maplib") else "the package maplib"

    def start(self) -> None:
        from maplib import Model  # noqa: PLC0415

        self._model = Model()
        self._model.read(str(self.folder / _TRIPLES), format="ntriples")

    def ask(self, question: Question) -> int:
        if "GRAPH ?" in question[1]:
            raise NotImplementedError("named graphs")
        found = self._model.query(question[1])
        return int(getattr(found, "mappings", found).height)


class Rdflib(System):
    """rdflib in memory; every row is visited."""

    name = "rdflib"
    most = 1_000_000

    @staticmethod
    def version() -> str:
        return importlib.metadata.version("rdflib")

    def start(self) -> None:
        import rdflib  # noqa: PLC0415

        self._data = rdflib.Dataset()
        self._data.parse(self.folder / _QUADS, format="nquads")

    def ask(self, question: Question) -> int:
        return sum(1 for _ in self._data.query(question[1]))


class Jena(System):
    """Jena TDB2, called inside this process; every row is visited."""

    name = "Jena TDB2"
    #: Where Debian puts the jars.
    jars = Path("/usr/share/java")

    def _jvm(self) -> Any:
        import jpype  # noqa: PLC0415

        if not jpype.isJVMStarted():
            jars = [path for path in sorted(self.jars.glob("*.jar")) if not path.is_symlink() and not _LOGGING.search(path.name)]
            jpype.startJVM("-Xmx4g", classpath=[str(self._messages()), *map(str, jars)])
        return jpype.JClass

    def _messages(self) -> Path:
        """A jar with the texts that Debian's Jena looks for under another path than it has them."""
        made = self.folder / "jena-messages.jar"
        core = next(path for path in self.jars.glob("jena-core-*.jar"))
        with zipfile.ZipFile(core) as jar, zipfile.ZipFile(made, "w") as moved:
            for name in jar.namelist():
                if "/xerces/" in name and name.endswith(".properties"):
                    moved.writestr(name.removeprefix("org/apache/jena/ext/"), jar.read(name))
        return made

    @classmethod
    def version(cls) -> str:
        return next(path.stem.removeprefix("jena-tdb2-") for path in sorted(cls.jars.glob("jena-tdb2-*.jar")))

    @classmethod
    def missing(cls) -> str:
        wanted = [] if find_spec("jpype") else ["the package JPype1"]
        if not any(cls.jars.glob("jena-tdb2-*.jar")):
            wanted.append("Debian's libapache-jena-java")
        return " and ".join(wanted)

    def load(self) -> None:
        if (self.folder / "tdb2").exists():
            return
        java = self._jvm()
        made = self.folder / "tdb2.part"
        shutil.rmtree(made, ignore_errors=True)
        data = java("org.apache.jena.tdb2.DatabaseMgr").connectDatasetGraph(str(made))
        loader = java("org.apache.jena.tdb2.loader.LoaderFactory").phasedLoader(data, java("org.apache.jena.system.progress.MonitorOutputs").nullOutput())
        loader.startBulk()
        java("org.apache.jena.riot.RDFDataMgr").parse(loader.stream(), str(self.folder / _QUADS))
        loader.finishBulk()
        java("org.apache.jena.tdb2.sys.TDBInternal").expel(data)
        made.rename(self.folder / "tdb2")

    def start(self) -> None:
        java = self._jvm()
        if hasattr(self, "_data"):
            java("org.apache.jena.tdb2.sys.TDBInternal").expel(self._data.asDatasetGraph())
        self._data = java("org.apache.jena.tdb2.TDB2Factory").connectDataset(str(self.folder / "tdb2"))

    def ask(self, question: Question) -> int:
        java = self._jvm()
        self._data.begin(java("org.apache.jena.query.ReadWrite").READ)
        try:
            asked = java("org.apache.jena.query.QueryExecutionFactory").create(question[1], self._data)
            return int(java("org.apache.jena.query.ResultSetFormatter").consume(asked.execSelect()))
        finally:
            self._data.end()


class Virtuoso(System):
    """Virtuoso over HTTP on loopback, one connection that stays; the answer as TSV. Its server lives as long as this process."""

    name = "Virtuoso"

    @staticmethod
    def version() -> str:
        import subprocess  # noqa: PLC0415

        said = subprocess.run(["virtuoso-t", "--version"], capture_output=True, text=True, check=False)
        return next(word for word in (said.stdout + said.stderr).split() if word[:2] == "7.")

    @classmethod
    def missing(cls) -> str:
        return "" if shutil.which("virtuoso-t") else "Debian's virtuoso-opensource"

    def prepare(self, stack: ExitStack, seconds: int) -> None:
        from virtuoso_server import virtuoso  # noqa: PLC0415

        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="graph1540-virtuoso-", ignore_cleanup_errors=True)))
        server = stack.enter_context(virtuoso(home, rows=10_000_000, buffers=170_000, seconds=seconds))
        shutil.copy(self.folder / _QUADS, home)
        server.run(f"DB.DBA.TTLP_MT(file_open('{home / _QUADS}'), '', '{CANONICAL}', 767)", limit=3600)
        server.run("checkpoint", limit=600)
        (home / _QUADS).unlink()
        self._port = server.http

    def start(self) -> None:
        self._link = http.client.HTTPConnection("127.0.0.1", self._port)

    def ask(self, question: Question) -> int:
        body = urlencode({"query": question[1], "default-graph-uri": CANONICAL})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/tab-separated-values"}
        try:
            self._link.request("POST", "/sparql", body, headers)
            answer = self._link.getresponse()
        except (OSError, http.client.HTTPException):
            # A server lets a connection go that was still for a while; the next request opens it again.
            self._link.close()
            self._link.request("POST", "/sparql", body, headers)
            answer = self._link.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(text[:200].decode("utf-8", "replace"))
        return text.count(b"\n") - 1


SYSTEMS: tuple[type[System], ...] = (Ours, Kept, Plain, Maplib, Virtuoso, Jena, Rdflib)


def _serve(system: System, orders: Connection) -> None:
    """Do what is ordered and say how long it took, until the other side is gone."""
    # What engines say on the way, and the trace of one that falls, is in the table as a reason.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        while True:
            what, question = orders.recv()
            begin, used = time.perf_counter(), time.process_time()
            try:
                rows = system.ask(question) if what == "ask" else getattr(system, what)()
                said: tuple[Any, ...] = (time.perf_counter() - begin, time.process_time() - used, rows)
            except BaseException as error:  # noqa: BLE001 - whatever an engine cannot do stands in the table
                said = (type(error).__name__, str(error))
            orders.send(said)
    except (EOFError, KeyboardInterrupt):
        pass
    os._exit(0)  # A virtual machine would wait for its threads.


class EngineError(Exception):
    """An engine did not answer: it refused, fell, or took too long."""


class Process:
    """A system in a process of its own."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._start()

    def _start(self) -> None:
        context = mp.get_context("spawn")
        self._orders, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(self.system, theirs), daemon=False)
        self._process.start()
        theirs.close()

    def do(self, what: str, question: Question | None = None, *, deadline: float) -> tuple[float, float, Any]:
        """Seconds, seconds of CPU and the value of one order; past the deadline the process is ended and begun anew.

        :raises EngineError: if it does not answer
        """
        self._orders.send((what, question))
        try:
            if not self._orders.poll(deadline):
                self._again()
                raise EngineError(f"> {deadline:g} s")
            said = self._orders.recv()
        except (EOFError, ConnectionResetError) as error:
            self._again()
            raise EngineError("fell") from error
        if len(said) == 2:
            if said[0] == "PanicException":
                self._again()  # What panicked once answers nothing more.
            raise EngineError(f"{said[0]}: {said[1]}")
        return said

    def _again(self) -> None:
        self.end(hard=True)
        self._start()
        self._orders.send(("start", None))
        self._orders.recv()

    def end(self, *, hard: bool = False) -> None:
        """End the process."""
        self._orders.close()
        self._process.join(0 if hard else 60)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
