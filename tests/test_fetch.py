"""Notes that lie elsewhere are read as those of a folder are; what lies elsewhere decides nothing about where to look."""

import functools
import threading
import zipfile
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import fsspec
import pytest
from click.testing import CliRunner

from graph1540.cli import main
from graph1540.errors import NoteError
from graph1540.fetch import Remote, driver, fetch, find_remote, web
from graph1540.pipeline import SUFFIXES, Given, extract_all, find_notes, origin_for
from graph1540.store import build_from_files, gather
from graph1540.store.gather import Gathered

SEEDS = Path(__file__).parents[1] / "seeds"
NOTE = b"A workshop was held in Vienna on 3 March 2015. Belarus took part."


def run(*words):
    done = CliRunner().invoke(main, [*map(str, words)], prog_name="graph1540")
    return done.exit_code, done.stdout, done.stderr


@contextmanager
def serving(handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Site(BaseHTTPRequestHandler):
    """Gives what ``pages`` has for a path: a status, a type and a body."""

    pages: dict
    asked: list

    def do_GET(self):
        self.asked.append(self.path)
        status, kind, body = self.pages.get(self.path, (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Location" if status in (301, 302) else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # Who has enough hangs up.
            self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def site(pages):
    made = type("Made", (Site,), {"pages": pages, "asked": []})
    with serving(made) as url:
        yield url, made.asked


def listing(*links):
    return 200, "text/html", "".join(f'<a href="{link}">x</a>' for link in links).encode()


@pytest.fixture
def folder(tmp_path):
    """The seeds, one in a folder below and one with blanks in its name, and what is no note."""
    made = tmp_path / "notes"
    (made / "below").mkdir(parents=True)
    for name, seed in zip(("a.txt", "below/b.txt", "my note.md"), sorted(SEEDS.glob("*.txt")), strict=True):
        (made / name).write_bytes(seed.read_bytes())
    (made / "c.bin").write_bytes(b"\0")
    return made


def names(addresses):
    return [remote.address for remote in addresses]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


def test_a_listing_is_a_folder(folder, tmp_path):
    assert run("build", folder, "-o", tmp_path / "here.nq")[0] == 0
    with serving(functools.partial(Quiet, directory=str(folder))) as url:
        assert names(find_notes([f"{url}/"])) == [f"{url}/a.txt", f"{url}/below/b.txt", f"{url}/my%20note.md"]
        assert names(find_notes([f"{url}/*.md", f"{url}/my*"])) == [f"{url}/my%20note.md"]
        assert names(find_notes([f"{url}/b*/*.txt"])) == [f"{url}/below/b.txt"]
        assert run("build", f"{url}/", "-o", tmp_path / "there.nq")[0] == 0
        made = build_from_files(tmp_path / "store", find_notes([f"{url}/", str(folder / "a.txt")]))
    assert (tmp_path / "here.nq").read_bytes() == (tmp_path / "there.nq").read_bytes()
    assert made.failed == ()


def test_archives_and_whatever_fsspec_reaches(folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "n.zip", "w") as archive:
        for path in folder.rglob("*.*"):
            archive.write(path, path.relative_to(folder))
    memory = fsspec.filesystem("memory")
    memory.pipe({f"/fetched/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*.*")})
    wanted, _ = extract_all(find_notes([str(folder)]))
    for address in (f"zip::{tmp_path}/n.zip", f"zip://::{tmp_path}/n.zip", "memory://fetched", "memory://fetched/", f"file://{folder}"):
        assert extract_all(find_notes([address])) == (wanted, []), address
    assert names(find_notes([f"zip://below::{tmp_path}/n.zip"])) == [f"zip://below/b.txt::{tmp_path}/n.zip"]
    assert names(find_notes(["memory://fetched/*.txt"])) == ["memory://fetched/a.txt"]


def test_a_name_is_never_read_as_an_address(monkeypatch):
    memory = fsspec.filesystem("memory")
    memory.pipe({"/open/x.txt::memory://closed/y.txt": NOTE, "/open/z::http://127.0.0.1:1/w.txt": NOTE, "/closed/y.txt": b"secret"})
    opened = []
    real = type(memory)._open
    monkeypatch.setattr(type(memory), "_open", lambda self, path, *more, **given: opened.append(path) or real(self, path, *more, **given))
    found = find_notes(["memory://open"])
    assert [fetch(one, 1000) for one in found] == [NOTE, NOTE]
    assert sorted(opened) == sorted(one.path for one in found)
    assert all(path.startswith("/open/") for path in opened)


def test_a_listing_leads_nowhere_else():
    links = (
        "a.txt", "/notes/b.txt", "sub/", "../other/c.txt", "/d.txt", "//example.org/notes/e.txt", "http://example.org/notes/f.txt", "https:g.txt", "?C=N", "h.txt?x=1",
        "%2e%2e/i.txt", "sub/%2e%2e/%2e%2e/j.txt", "k%2fl.txt", "file:///etc/m.txt", "javascript:n.txt", "o.txt#top", "./", "#", "http://[p.txt", "q%5Cr.txt", "..", "sub//s.txt",
    )  # fmt: skip
    with site({"/notes/": listing(*links), "/notes/sub/": listing("t.TXT", "../u.txt", "/notes/sub/", "../")}) as (url, asked):
        assert names(find_remote(f"{url}/notes/", SUFFIXES)) == [f"{url}/notes/{name}" for name in ("a.txt", "b.txt", "o.txt", "sub/s.txt", "sub/t.TXT")]
    assert asked == ["/notes/", "/notes/sub/"]


def test_a_listing_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(web, "_PAGES", 30)

    class Endless(dict):
        def get(self, path, otherwise):
            return listing("a/", "b/")

    with site(Endless()) as (url, asked), pytest.raises(NoteError, match=r"its listings have no end \(\d+ links\); give folders that are smaller"):
        find_remote(f"{url}/", SUFFIXES)
    assert len(asked) < 35


def test_a_note_that_cannot_be_had_costs_itself_alone(tmp_path):
    pages = {
        "/": listing("good.txt", "moved.txt", "gone.txt", "large.txt", "closed.txt"), "/good.txt": (200, "text/plain", NOTE),
        "/moved.txt": (302, "http://example.org/elsewhere.txt", b""), "/large.txt": (200, "text/plain", b"x" * 30_000_000), "/closed.txt": (403, "text/plain", b""),
    }  # fmt: skip
    with site(pages) as (url, asked):
        made = build_from_files(tmp_path / "store", find_notes([f"{url}/"]))
    assert made.failed == (
        f"{url}/closed.txt: the server does not give it to everybody (403); fetch the file, and give it from here",
        f"{url}/gone.txt: there is nothing at this address (404); check it",
        f"{url}/large.txt: the file is larger than 20 MB; give the file of one note",
        f"{url}/moved.txt: it has moved to 'http://example.org/elsewhere.txt' (302); give that address if you trust it",
    )
    assert sorted(asked) == sorted(pages | {"/gone.txt": 0})


def test_a_large_file_is_not_read_to_its_end():
    with site({"/a.txt": (200, "text/plain", b"x" * 5_000_000)}) as (url, _):
        (remote,) = find_remote(f"{url}/a.txt", SUFFIXES)
        assert len(fetch(remote, 1000)) == 1001
    memory = fsspec.filesystem("memory")
    memory.pipe("/large/a.txt", b"x" * 5000)
    (remote,) = find_remote("memory://large", SUFFIXES)
    assert len(fetch(remote, 1000)) == 1001


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense://a/b", "nonsense://a/b: it cannot be read (Protocol not known: nonsense); check the address, and your rights there"),
        ("memory://no-such-folder", "memory://no-such-folder: there is no such file or folder; check the address"),
        ("zip::/no/such.zip", "zip::/no/such.zip: there is no such file or folder; check the address"),
        ("abfs://c/notes", "abfs://c/notes: a package is missing (Install adlfs to access Azure Datalake Gen2 and Azure Blob Storage); install what is named there"),
        ("http://me:secret@host/a/", "host/a/: the address holds a login, which lists of processes show; put it into the settings of fsspec, or fetch the files and give them from here"),
        ("ftp://me:secret@host/a/", "host/a/: the address holds a login, which lists of processes show; put it into the settings of fsspec, or fetch the files and give them from here"),
        ("http://", "http://: this is no address; give one such as https://example.org/notes/"),
        ("https://host/**/a.txt", "https://host/**/a.txt: '**' is no name on a web server; give the folder, which is searched whole: https://host/"),
        ("zip://a.txt::http://host/n.zip", "zip://a.txt::http://host/n.zip: what is inside a file on a web server is not read; fetch the file, and give it from here"),
        ("reference::/n", "reference::/n: this leads to places that it does not name; give the places themselves"),
    ],
)
def test_a_wrong_address_is_one_sentence(address, said):
    assert run("build", address) == (2, "", f"Error: {said}\n")


def test_an_empty_listing_a_page_and_no_server_are_one_sentence():
    with site({"/": listing(), "/text/": (200, "text/plain", b"notes")}) as (url, _):
        assert run("build", f"{url}/")[2] == f"Error: {url}/: no note is there ({', '.join(SUFFIXES)}); check the address, or give the notes themselves\n"
        assert run("build", f"{url}/text/")[2] == f"Error: {url}/text/: this is no listing of a folder; give the address of one, or of a note\n"
        assert run("build", f"{url}/none/")[2] == f"Error: {url}/none/: there is nothing at this address (404); check it\n"
    assert run("build", f"{url}/") == (2, "", f"Error: {url}/: nothing answers there; check the address, or try again later\n")


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    driver._system.cache_clear()
    assert run("build", "memory://a") == (2, "", "Error: memory://a: the package that goes there is missing; install graph1540[remote-files]\n")


def test_what_other_machines_cannot_reach_travels_as_bytes(folder):
    class There:
        shares_files = False

    fsspec.filesystem("memory").pipe("/travels/a.txt", NOTE)
    (memory,) = find_notes(["memory://travels"])
    assert origin_for(There(), memory) == Given("memory://travels/a.txt", "a.txt", NOTE)
    for address, reached in (("https://example.org/a.txt", True), ("http://localhost/a.txt", False), ("http://127.0.0.1:8000/a.txt", False)):
        (remote,) = find_remote(address, SUFFIXES)
        assert remote.is_everywhere is reached


def test_a_note_with_a_mark_is_read_once_and_one_without_again(tmp_path, monkeypatch):
    fsspec.filesystem("memory").pipe("/marked/a.txt", NOTE)
    (bare,) = find_notes(["memory://marked"])
    marked = Remote(bare.address, bare.root, bare.path, "ETag 1 65")
    other = Remote(bare.address, bare.root, bare.path, "ETag 2 65")
    read = []
    monkeypatch.setattr(gather, "extract_file", lambda origin, real=gather.extract_file: read.append(origin) or real(origin))
    for origin in (bare, bare, marked, marked, other):
        with Gathered(tmp_path, "one") as gathered:
            gathered.read([origin])
            assert gathered.count() == 1
    assert read == [bare, bare, marked, other]


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as reading takes."""

    objects: dict

    def do_GET(self):
        parts = urlsplit(self.path)
        asked = {name: value[0] for name, value in parse_qs(parts.query, keep_blank_values=True).items()}
        _, bucket, key = (*unquote(parts.path).split("/", 2), "")[:3]
        if bucket == "notes" and "list-type" in asked:
            found = [name for name in sorted(self.objects) if name.startswith(asked.get("prefix", ""))]
            inside = "".join(f'<Contents><Key>{name}</Key><LastModified>2026-01-31T00:00:00.000Z</LastModified><ETag>"{name}"</ETag><Size>{len(self.objects[name])}</Size></Contents>' for name in found)
            return self.reply(200, f"<ListBucketResult><Name>notes</Name><KeyCount>{len(found)}</KeyCount><IsTruncated>false</IsTruncated>{inside}</ListBucketResult>".encode())
        if bucket != "notes" or key not in self.objects:
            return self.reply(404, b"<Error><Code>NoSuchKey</Code></Error>")
        start, _, stop = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")
        return self.reply(206 if "Range" in self.headers else 200, self.objects[key][int(start) : int(stop) + 1 if stop else None])

    do_HEAD = do_GET  # noqa: N815

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Last-Modified", "Sat, 31 Jan 2026 00:00:00 GMT")
        self.send_header("ETag", '"x"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def test_a_bucket_of_s3(folder, monkeypatch):
    full = type("Full", (Bucket,), {"objects": {f"2026/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*.*")}})
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    wanted, _ = extract_all(find_notes([str(folder)]))
    with serving(full) as url:
        monkeypatch.setitem(fsspec.config.conf, "s3", {"anon": True, "endpoint_url": url, "skip_instance_cache": True})
        found = find_notes(["s3://notes/2026"])
        assert names(found) == ["s3://notes/2026/a.txt", "s3://notes/2026/below/b.txt", "s3://notes/2026/my note.md"]
        assert all(one.mark and one.is_everywhere for one in found)
        assert extract_all(found) == (wanted, [])
        assert names(find_notes(["s3://notes/2026/a.txt"])) == ["s3://notes/2026/a.txt"]
        assert run("build", "s3://nowhere/x")[0] == 2
