"""The embedded store: a dataset in a folder, to which notes are added and from which they are taken.

One process writes, any number read. What is in the store is at every moment what a fresh build of its notes would give;
``docs/store.md`` says how that holds for single notes, for crashes and for full disks.
"""

from graph1540.store.building import Made, build_from_files, build_store
from graph1540.store.folder import FORMAT_VERSION, is_store
from graph1540.store.keeping import Status, backup, compact, restore, status
from graph1540.store.reading import open_source, open_to_ask, open_view
from graph1540.store.writer import Change, Writer

__all__ = ["FORMAT_VERSION", "Change", "Made", "Status", "Writer", "backup", "build_from_files", "build_store", "compact", "is_store", "open_source", "open_to_ask", "open_view", "restore", "status"]
