"""The command line as a person meets it: what it prints, its exit codes, and that a wrong word costs nothing."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph1540 import __version__
from graph1540.cli import main
from graph1540.dataset import read_dataset

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
SEED = SEEDS / "003_be3ee69ea5258f23.txt"
NOTE = "Event: Workshop on resolution 1540 (2004)\n\nDate and venue: 5-9 March 2012, Vienna, Austria\n"


def call(*words, stdin=None, cwd=None):
    """The command in a process of its own: exit code, standard output, standard error."""
    done = subprocess.run(
        [sys.executable, "-c", "from graph1540.cli import main; main(prog_name='graph1540')", *map(str, words)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        cwd=cwd,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def quick(*words):
    """The same in this process."""
    done = CliRunner().invoke(main, [*map(str, words)], prog_name="graph1540", catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


def refusal(*words, by=quick):
    """The one sentence with which the command refuses these words."""
    code, out, err = by(*words)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ")
    assert err.count("\n") == 1
    return err.removeprefix("Error: ").rstrip()


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """The graph of one seed note."""
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    code, _, err = call("build", SEED, "-o", path)
    assert code == 0, err
    return path


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ------------------------------------------------------------------------------------------------ help


def test_the_version_is_told():
    assert CliRunner().invoke(main, ["--version"]).output == f"graph1540, version {__version__}\n"


@pytest.mark.parametrize("name", main.commands)
def test_the_help_shows_the_first_sentence_of_a_command(name):
    shown = " ".join(CliRunner().invoke(main, ["--help"]).output.split())
    first = main.commands[name].help.partition("\n\n")[0].split()
    assert f" {name} {' '.join(first)}" in shown


def test_the_page_of_the_commands_is_in_step():
    spec = importlib.util.spec_from_file_location("docs", ROOT / ".ci" / "docs.py")
    docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(docs)
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == docs.cli_reference(), "run 'make docs'"


def test_help_needs_no_heavy_library():
    heavy = ("docx", "lxml", "owlrl", "pyld", "pyoxigraph", "pypdfium2", "pyshacl", "rapidfuzz", "rdflib")
    program = f"import sys, graph1540.cli; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_few_notes_are_built_without_what_many_need(tmp_path):
    program = (
        f"import sys; from graph1540.cli import main; main(['build', {str(SEED)!r}, '-o', {str(tmp_path / 'x.trig')!r}], standalone_mode=False);"
        "print([name for name in ('numpy', 'concurrent.futures.process', 'multiprocessing', 'rdflib', 'lxml', 'pypdfium2') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


# ------------------------------------------------------------------------------------------------ refusals

WORDS = {
    "no such command": (["bild"], "No such command 'bild'. Did you mean 'build'?"),
    "no such option": (["build", "--workerss", "2", "x"], "Did you mean '--workers'?"),
    "nothing to build": (["build"], "Missing argument 'NOTES…'; 'graph1540 build --help' tells more"),
    "no process": (["build", "x.txt", "--workers", "0"], "0 is not in the range"),
    "no such note": (["build", "none.txt"], "none.txt: there is no such file; check the path"),
    "no such folder": (["build", "nowhere/"], "nowhere: there is no such file"),
    "no name": (["build", ""], "an empty argument names no note"),
    "an empty note": (["build", "empty.txt"], "empty.txt: the file is empty; give a file that holds a note"),
    "a binary note": (["build", "binary.txt"], "binary.txt: this is binary data in no known format; give a note as"),
    "a folder without notes": (["build", "folder"], "folder: the folder holds no note"),
    "a pattern without match": (["build", "none-*.txt"], "none-*.txt: no file matches this pattern"),
    "a dataset for a note": (["build", "empty.trig"], "empty.trig: this is no note by its name"),
    "several bad notes": (["build", "empty.txt", "binary.txt"], "(and 1 more; none of the files could be used)"),
    "empty standard input": (["build", "-"], "stdin: the file is empty"),
    "an unknown suffix": (["build", "note.txt", "-o", "x.foo"], "x.foo: the name does not tell the format; let it end in one of .trig,"),
    "an unknown format": (["build", "note.txt", "--format", "foo"], "'foo' is no format of RDF; choose one of trig,"),
    "no folder for the output": (["build", "note.txt", "-o", "nowhere/x.trig"], "nowhere/x.trig: the folder 'nowhere' does not exist; make it first"),
    "a folder as output": (["build", "note.txt", "-o", "folder"], "folder: this is a folder; give the name of a file"),
    "a file as folder of the output": (["build", "note.txt", "-o", "note.txt/x.trig"], "'note.txt' is a file, not a folder"),
    "an output without name": (["build", "note.txt", "-o", ""], "the output has an empty name"),
    "no such decisions": (["build", "note.txt", "--decisions", "none.txt"], "none.txt: the file cannot be read"),
    "no such dataset": (["validate", "none.trig"], "none.trig: there is no such file or store; 'graph1540 build NOTES… -o graph.trig' makes one"),
    "an empty dataset": (["validate", "empty.trig"], "empty.trig: the file is empty"),
    "a binary dataset": (["validate", "binary.trig"], "binary.trig: this is no text"),
    "a broken dataset": (["validate", "broken.ttl"], "broken.ttl, line 2: this is no Turtle"),
    "two datasets": (["validate", "empty.trig", "broken.ttl"], "broken.ttl: one dataset at a time"),
    "a dataset and a note": (["validate", "empty.trig", "note.txt"], "empty.trig: one dataset at a time"),
    "an unknown severity": (["validate", "note.txt", "--fail-on", "error"], "'error' is not one of 'violation', 'warning', 'info'"),
    "nothing asked": (["query"], "give one of: the NAME of a canned query, --file Q.rq, or --text"),
    "two questions": (["query", "hosts", "--text", "ASK {}"], "give one of:"),
    "no such query": (["query", "event-of-state"], "there is no query 'event-of-state'; did you mean 'events-of-state'?"),
    "no graph": (["query", "hosts"], "graph.trig: there is no such file or store; 'graph1540 build"),
    "a folder for a graph": (["query", "hosts", "-d", "folder"], "folder: this is a folder"),
    "a note for a graph": (["query", "hosts", "-d", "note.txt"], "'.txt' is no suffix of RDF"),
    "no value": (["query", "hosts", "-p", "state"], "-p state: write a parameter as KEY=VALUE"),
    "an unknown table": (["query", "hosts", "--format", "html"], "'html' is no format; choose one of table,"),
    "no such query file": (["query", "--file", "none.rq", "-d", "GRAPH"], "none.rq: the query cannot be read (no such file or directory)"),
    "a binary query file": (["query", "--file", "binary.txt", "-d", "GRAPH"], "binary.txt: this is no text in UTF-8"),
    "a parameter for SPARQL": (["query", "--text", "ASK {}", "-p", "a=b", "-d", "GRAPH"], "-p goes with a canned query"),
    "a missing parameter": (["query", "events-of-state", "-d", "GRAPH"], "needs the parameter 'state'; give it, for example"),
    "an unknown parameter": (["query", "hosts", "-p", "stat=KGZ", "-d", "GRAPH"], "'hosts' has no parameter 'stat'; did you mean 'state'?"),
    "an unknown State": (["query", "hosts", "-p", "state=Kirgistan", "-d", "GRAPH"], "did you mean 'Kirgizstan'?"),
    "no year": (["query", "topics-by-state", "-p", "year=soon", "-d", "GRAPH"], "soon"),
    "an update": (["query", "--text", "DELETE WHERE { ?s ?p ?o }", "-d", "GRAPH"], "this is an update"),
    "no SPARQL": (["query", "--text", "SELEC", "-d", "GRAPH"], "the query cannot be understood"),
    "another server": (["query", "--text", "ASK { SERVICE <http://example.org/> { ?s ?p ?o } }", "-d", "GRAPH"], "asks another server"),
    "nothing to export": (["export", "none.trig"], "none.trig: there is no such file"),
    "a note to export": (["export", "note.txt"], "'.txt' is no suffix of RDF"),
    "no such note to review": (["review", "none.txt"], "none.txt: there is no such file"),
    "a folder to review": (["review", str(SEEDS)], "one note at a time; give a single file"),
    "a page in no folder": (["review", "note.txt", "-o", "nowhere/x.html"], "make it first"),
}  # fmt: skip


@pytest.mark.parametrize("case", WORDS)
def test_a_wrong_word_gets_one_sentence(case, here, graph):
    (here / "folder").mkdir()
    (here / "empty.txt").touch()
    (here / "empty.trig").touch()
    (here / "note.txt").write_text(NOTE)
    (here / "broken.ttl").write_text("# no Turtle\na b c\n")
    for name in ("binary.txt", "binary.trig"):
        (here / name).write_bytes(bytes(range(256)) * 20)
    before = sorted(here.rglob("*"))
    words, expected = WORDS[case]
    assert expected in refusal(*[graph if word == "GRAPH" else word for word in words])
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize("case", ["no such command", "no such note", "no graph"])
def test_a_process_refuses_as_the_function_does(case, here):
    words, expected = WORDS[case]
    assert expected in refusal(*words, by=call)


def test_the_command_alone_shows_what_there_is():
    code, _, err = quick()
    assert code == 2
    assert "Commands:" in err


# ------------------------------------------------------------------------------------------------ outputs

#: A folder in which not even root can make a file.
CLOSED = Path("/proc/self")


@pytest.mark.skipif(not CLOSED.is_dir(), reason="needs a system with /proc")
@pytest.mark.parametrize("words", [["build", SEED, "-o", CLOSED / "x.trig"], ["review", SEED, "-o", CLOSED / "x.html"]], ids=["build", "review"])
def test_an_output_that_cannot_be_made_is_named(words):
    assert str(words[-1]) in refusal(*words, by=call)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_folder_is_told_before_the_work(here):
    here.chmod(0o500)
    try:
        assert refusal("build", SEED, "-o", "x.trig") == "x.trig: no permission to write here; choose another place"
    finally:
        here.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["export", "query"])
def test_a_full_disk_is_told(command, graph):
    words = ["export", str(graph)] if command == "export" else ["query", "hosts", "-d", str(graph)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", "from graph1540.cli import main; main()", *words], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "Error: standard output: it cannot be used (no space left on device); choose another place\n")


@pytest.mark.parametrize("bad", ["none.txt", "empty.txt"])
def test_a_failure_leaves_the_old_file_alone(bad, here):
    (here / "empty.txt").touch()
    (here / "old.trig").write_text("old")
    refusal("build", bad, "-o", "old.trig")
    assert (here / "old.trig").read_text() == "old"


def test_a_failed_export_leaves_the_old_file_alone(here):
    (here / "old.ttl").write_text("old")
    (here / "broken.nq").write_text("<a\n")
    refusal("export", "broken.nq", "-o", "old.ttl")
    assert (here / "old.ttl").read_text() == "old"
    assert sorted(path.name for path in here.iterdir()) == ["broken.nq", "old.ttl"]


def test_one_bad_note_costs_itself_alone(here):
    (here / "empty.txt").touch()
    code, out, err = quick("build", SEED, "empty.txt", "-o", "graph.trig")
    assert (code, out) == (0, "")
    assert err.startswith("1 note · ")
    assert err.splitlines()[-1] == "left out: empty.txt: the file is empty; give a file that holds a note"
    assert len(read_dataset(here / "graph.trig")) > 100


def test_standard_input_and_output_are_files_too(here):
    code, out, err = call("build", "-", stdin=NOTE.encode())
    assert code == 0
    assert err.startswith("1 note · 1 event (told 1 time) · ")
    (here / "graph.trig").write_text(out)
    assert len(read_dataset(here / "graph.trig")) > 100


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".ttl", ".jsonld", ".nt", ".rdf"])
def test_the_suffix_tells_the_format(suffix, graph, here):
    assert quick("export", graph, "-o", f"out{suffix}") == (0, "", "")
    assert len(read_dataset(here / f"out{suffix}")) > 100


def test_the_format_wins_over_the_suffix(graph, here):
    assert quick("export", graph, "-o", "out.txt", "--format", "n-triples") == (0, "", "")
    assert (here / "out.txt").read_text().splitlines()[0].endswith(" .")


def test_a_reader_that_leaves_early_is_no_error(graph):
    command = [sys.executable, "-c", "from graph1540.cli import main; main()", "export", str(graph), "--format", "n-quads"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


# ------------------------------------------------------------------------------------------------ exit codes of validate


def test_what_conforms_gives_0_and_what_does_not_gives_1(graph):
    assert call("validate", graph)[0] == 0
    code, out, _ = call("validate", graph, "--fail-on", "warning")
    assert code == 1
    assert "resolution-year" in out


def test_notes_are_validated_before_they_are_published():
    code, out, err = quick("validate", SEED)
    assert (code, err) == (0, "")
    assert out.startswith(f"{SEED}:25:811: warning[resolution-year]: ")
    assert out.endswith("1 note, 1 warning, no violations\n")


def test_a_note_that_cannot_be_read_does_not_conform(here):
    (here / "empty.txt").touch()
    code, out, err = quick("validate", SEED, "empty.txt")
    assert (code, err) == (1, "left out: empty.txt: the file is empty; give a file that holds a note\n")
    assert "no violations" in out


# ------------------------------------------------------------------------------------------------ questions


def test_the_queries_are_listed_by_name():
    code, out, _ = quick("queries", "--names")
    assert code == 0
    assert out.splitlines() == sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))


@pytest.mark.parametrize("name", ["KGZ", "kyrgyzstan", "Kyrgyz Republic", "Kirghizstan", "https://w3id.org/graph1540/id/state/KGZ"])
def test_a_state_goes_by_any_of_its_names(name, graph):
    assert quick("query", "events-of-state", "-d", graph, "-p", f"state={name}") == quick("query", "events-of-state", "-d", graph, "-p", "state=Kyrgyzstan")


def test_own_sparql_is_answered(graph, here):
    code, out, err = call("query", "--text", 'ASK { ?event g1540:heldAt/skos:prefLabel "Vienna"@en }', "-d", graph)
    assert (code, out.split(), err) == (0, ["Answer", "──────", "yes"], "")
    (here / "q.rq").write_text('SELECT ?city { ?event g1540:heldAt/skos:prefLabel ?city FILTER(?city = "Vienna"@en) }')
    assert call("query", "--file", "q.rq", "-d", graph, "--format", "csv") == (0, "city\r\nVienna\r\n", "")


def test_a_note_is_reviewed(here):
    assert quick("review", SEED, "-o", "page.html") == (0, "", "")
    assert (here / "page.html").read_text().startswith("<!DOCTYPE html>")
    assert [path.name for path in here.iterdir()] == ["page.html"]


def test_a_review_says_what_the_shapes_find():
    note = str(SEEDS / "003_be3ee69ea5258f23.txt")
    (finding,) = json.loads(quick("review", note, "--format", "json")[1])["findings"]
    assert (finding["rule"], finding["remedy"]) == ("resolution-year", 'write "1540 (2004)"')
    assert quick("review", note)[1] == quick("validate", note, "--format", "html")[1]
