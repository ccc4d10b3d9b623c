"""The fence around the user's own queries: what they may ask, for how long, and with what at hand.

Two walls, as neither is enough. The query is parsed and refused if it reaches outside the dataset; as another parser
might read it otherwise, it is then evaluated in a forked process that can open no file and no socket, and that is killed
at the deadline, since the engine itself cannot be interrupted.
"""

from __future__ import annotations

import os
import pickle
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeVar

from pyoxigraph import Store

from graph1540.errors import QueryError
from graph1540.iri import PREFIXES

__all__ = ["check_text", "evaluate_apart"]

_T = TypeVar("_T")

_TEXT_LIMIT = 100_000
#: How much memory a query may take beyond what the dataset takes.
_MEMORY = 4 * 1024**3


def check_text(sparql: str, graphs: Collection[str]) -> None:
    """Refuse what is no query over this dataset; ``graphs`` are its named graphs.

    :raises QueryError: in one sentence that says what to write instead
    """
    from pyparsing import ParseException  # noqa: PLC0415 - 0.3 s with rdflib, and only own queries need them
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415

    if len(sparql) > _TEXT_LIMIT:
        raise QueryError(f"the query has {len(sparql):,} characters; write one with less than {_TEXT_LIMIT:,}")
    # The two parsers disagree on when these are read, so that one could see text where the other sees a command.
    if re.search(r"\\[uU]", sparql):
        raise QueryError(r"the query holds an escape such as \u0041; write the character itself")
    try:
        algebra = prepareQuery(sparql, initNs=PREFIXES).algebra
    except ParseException as error:
        raise QueryError(_complaint(sparql)) from error
    except RecursionError as error:
        raise QueryError("the query is nested too deeply; flatten it") from error
    except Exception as error:  # rdflib raises bare Exception for an unknown prefix and for a misplaced variable
        raise QueryError(f"the query cannot be understood ({error}); mend it") from error
    for node in _nodes(algebra):
        if node.name == "ServiceGraphPattern":
            raise QueryError("the query asks another server (SERVICE); ask this dataset alone")
        if node.name == "DatasetClause":
            graph = str(node["named"] if "named" in node else node["default"])
            if graph not in graphs:
                raise QueryError(
                    f"<{graph}> after FROM is no graph of this dataset, and nothing else is read; leave it out"
                )


def _complaint(sparql: str) -> str:
    from pyparsing import ParseException  # noqa: PLC0415
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415

    if not re.sub(r"#.*", "", sparql).strip():
        return "the query is empty; write a SELECT, ASK, CONSTRUCT or DESCRIBE"
    try:
        parseUpdate("".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + sparql)
    except (ParseException, RecursionError):
        try:
            # The engine tells the place better; there is nothing in this store, and nowhere to go from this process.
            Store().query(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            place, _, expected = str(error).partition(": expected ")
            wanted = f", expected {expected}" if 0 < len(expected) < 80 else ""
            return f"the query cannot be understood ({place}{wanted}); mend it"
        return "the query goes beyond SPARQL 1.1; write it in that"
    return "this is an update, and a query only reads; write a SELECT, ASK, CONSTRUCT or DESCRIBE"


def _nodes(tree: Any) -> Iterator[Any]:
    """Every node of rdflib's algebra; the tree holds nodes in mappings, lists and tuples."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415

    left = [tree]
    seen: set[int] = set()
    while left:
        node = left.pop()
        if id(node) in seen or isinstance(node, str):
            continue
        seen.add(id(node))
        if isinstance(node, CompValue):
            yield node
        if isinstance(node, dict):
            left.extend(node.values())
        elif isinstance(node, list | tuple | set | frozenset):
            left.extend(node)


def evaluate_apart(check: Callable[[], None], work: Callable[[], _T], deadline: float) -> _T:
    """What ``work`` gives, computed in a process of its own that ends at the deadline (in seconds).

    ``check`` runs there first, as parsing takes time too. The process sees the dataset as it is now, at no cost.

    :raises QueryError: if the deadline passes, the process fails, or ``check`` or ``work`` raises it
    """
    _warm_up()

    if not hasattr(os, "fork"):
        raise QueryError("own queries need a system that can fork a process; use a canned query here")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work_apart(check, work, writer)
    os.close(writer)
    try:
        written = _read_until(reader, time.monotonic() + deadline)
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if written is None:
        raise QueryError(f"the query took longer than {deadline:g} seconds; narrow it, or ask a canned one")
    if not written:
        raise QueryError("the query needed too much memory; narrow it")
    fine, result = pickle.loads(written)  # noqa: S301 - from our own child
    if not fine:
        raise QueryError(result)
    value: _T = result
    return value


def _warm_up() -> None:
    """Load all that reading a query needs, as the process behind the fence can open no file."""
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415 - 0.3 s, and only own queries need it
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415

    prepareQuery("SELECT * FROM <urn:x> WHERE { ?s ?p ?o FILTER(?o > 1) }", initNs=PREFIXES)
    parseUpdate("CLEAR ALL")


def _read_until(reader: int, end: float) -> bytes | None:
    """What the child wrote before it closed the pipe; None if it did not in time."""
    pieces: list[bytes] = []
    while (left := end - time.monotonic()) > 0:
        if not select.select([reader], [], [], left)[0]:
            break
        piece = os.read(reader, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return None


def _work_apart(check: Callable[[], None], work: Callable[[], object], writer: int) -> None:
    """The child: it never returns, and leaves through the operating system so that nothing of the parent's runs twice."""
    try:
        # A failed allocation of the engine complains on stderr and aborts.
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 2)
        _take_away()
        check()
        answer = pickle.dumps((True, work()))
    except QueryError as error:
        answer = pickle.dumps((False, str(error)))
    except MemoryError:
        os._exit(1)
    except BaseException as error:  # noqa: BLE001 - the parent must hear of everything
        answer = pickle.dumps((False, f"the query cannot be run ({error}); mend it"))
    try:
        view = memoryview(answer)
        while view:
            view = view[os.write(writer, view) :]
    finally:
        os._exit(0)


def _take_away() -> None:
    """No more files and sockets, and a bound to memory."""
    import resource  # noqa: PLC0415 - POSIX only, as is the fork

    sys.setrecursionlimit(5000)  # The parser goes a dozen calls deep for each bracket.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (used + _MEMORY, used + _MEMORY))
