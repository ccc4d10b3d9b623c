"""Every error that graph1540 raises on purpose: one tree, each message says where, what and what to do.

::

    Graph1540Error
    ├── NoteError        a note cannot be read
    ├── DateError        a date that no calendar has
    ├── ReferenceDataError  the reference data, shapes or queries that we ship (or a user added) are broken
    ├── DecisionError    a line of a decisions file cannot be used
    ├── DatasetError     a file of RDF cannot be read or written
    ├── QueryError       a query, its name or a parameter cannot be used
    ├── RemoteError      a server cannot be reached, or does not do what it was asked
    └── SpreadError      other processes or machines cannot do the work
"""

__all__ = [
    "DatasetError",
    "DateError",
    "DecisionError",
    "Graph1540Error",
    "NoteError",
    "QueryError",
    "ReferenceDataError",
    "RemoteError",
    "SpreadError",
]


class Graph1540Error(Exception):
    """Something that the user can put right; its text is one sentence for that user."""


class NoteError(Graph1540Error):
    """A note cannot be read.

    >>> str(NoteError("a.pdf", "the file is empty", "give a file that holds a note"))
    'a.pdf: the file is empty; give a file that holds a note'
    """

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}; {remedy}")
        self.where = where
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["NoteError"], tuple[str, str, str]]:
        """Travel whole between processes."""
        return (NoteError, (self.where, self.problem, self.remedy))


class DateError(Graph1540Error):
    """A date that the calendar does not have."""


class ReferenceDataError(Graph1540Error):
    """A file under ontology/, shapes/ or queries/ cannot be used."""


class DecisionError(Graph1540Error):
    """A line of a decisions file cannot be used."""


class DatasetError(Graph1540Error):
    """A file of RDF cannot be read or written."""


class QueryError(Graph1540Error):
    """A query, its name or one of its parameters cannot be used."""


class RemoteError(Graph1540Error):
    """A server cannot be reached, or does not do what it was asked; ``code`` is that of HTTP, None without an answer."""

    def __init__(self, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.code = code


class SpreadError(Graph1540Error):
    """Other processes or machines cannot be given work, or end before it is done."""
