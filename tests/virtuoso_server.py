"""A Virtuoso of the tests' own: on loopback, on free ports, in a temporary folder, with a password of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph1540.remote import Credentials, Endpoint, Web

PASSWORD = "tests-only"

INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
CheckpointInterval = 0
DirsAllowed = {folder}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ThreadsPerQuery = 1

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = {seconds}
"""


@dataclass(frozen=True)
class Server:
    """Where a Virtuoso that runs can be reached."""

    sql: int
    http: int

    @property
    def query(self) -> str:
        """Where it answers queries, of anybody."""
        return f"http://127.0.0.1:{self.http}/sparql"

    @property
    def update(self) -> str:
        """Where it takes updates, with a login (digest)."""
        return f"http://127.0.0.1:{self.http}/sparql-auth"

    @property
    def graph_store(self) -> str:
        """Where it takes graphs, with a login (digest)."""
        return f"http://127.0.0.1:{self.http}/sparql-graph-crud-auth"

    def web(self) -> Web:
        """The way there for the administrator."""
        return Web(credentials=Credentials("dba", PASSWORD))

    def endpoint(self) -> Endpoint:
        """The dataset there, for anybody."""
        return Endpoint(self.query, Web())

    def run(self, command: str, password: str = PASSWORD, *, limit: float = 60) -> None:
        """Run a command of SQL as the administrator."""
        found = subprocess.run(
            ["isql-vt", f"127.0.0.1:{self.sql}", "dba", password, "VERBOSE=OFF", "BANNER=OFF", f"EXEC={command}"],
            capture_output=True, text=True, timeout=limit, check=False,
        )  # fmt: skip
        assert found.returncode == 0, found.stdout + found.stderr
        assert "Error" not in found.stderr + found.stdout, found.stderr + found.stdout


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _answers(port: int) -> bool:
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def virtuoso(folder: Path, *, rows: int = 1_000_000, buffers: int = 10_000, seconds: int = 0) -> Iterator[Server]:
    """A server that ends with the block; it gives at most ``rows`` rows for one query, and takes ``seconds`` for it (0: any time).

    It keeps ``buffers`` pages of 8 kB in memory.
    """
    program = shutil.which("virtuoso-t")
    if program is None or shutil.which("isql-vt") is None:
        pytest.fail("virtuoso-t is not on the PATH: .ci/system-packages installs it")
    # A port that is free now may be taken when the server comes to it.
    settings = {"rows": rows, "buffers": buffers, "dirty": buffers * 6 // 10, "seconds": seconds}
    process, server = next(filter(None, (_started(program, folder, settings) for _ in range(5))), (None, None))
    if process is None or server is None:
        pytest.fail(f"virtuoso-t does not start: {_told(folder)}")
    try:
        server.run(f"user_set_password('dba', '{PASSWORD}')", "dba")
        yield server
    finally:
        _stop(process)


def _started(program: str, folder: Path, settings: Mapping[str, int]) -> tuple[subprocess.Popen[bytes], Server] | None:
    sql, http = _free_ports(2)
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, sql=sql, http=http, **settings), "utf-8")
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [program, "+foreground", "+configfile", "virtuoso.ini"], cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    end = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < end:
        if _answers(sql) and _answers(http):
            return process, Server(sql, http)
        time.sleep(0.05)
    _stop(process)
    return None


def _told(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8", "replace") for path in (folder / "virtuoso.log", folder / "output") if path.exists())


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
