"""Charts: what a query tells of its picture, and that the picture shows all that it should, the same on every machine."""

from __future__ import annotations

import html
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode
from test_catalogue import QUERY, read

from graph1540.cli import main
from graph1540.dataset import write_dataset
from graph1540.errors import QueryError, ReferenceDataError
from graph1540.iri import XSD
from graph1540.query import Answer, Column, catalogue, run_query
from graph1540.query.catalogue import CannedQuery
from graph1540.query.chart import KINDS, Chart, figures, read_chart
from graph1540.query.draw import draw

DRAWN = [query for query in catalogue() if query.chart]
#: Values for the queries that need some, so that their answers on the eleven notes have rows.
GIVEN = {"events-of-state": {"state": "Kyrgyzstan"}, "supported-by": {"organization": "OSCE"}, "who-met-whom": {"actor": "Belarus"}}


def test_every_kind_is_used_and_ten_queries_have_a_chart():
    assert {query.chart.kind for query in DRAWN} == set(KINDS)
    assert len(DRAWN) >= 10


def number(value):
    return Literal(str(value), datatype=NamedNode(XSD.integer))


def answer(rows, *names):
    return Answer(tuple(Column(name, name.title()) for name in names), tuple(rows))


def asked(kind, **parts):
    chart = Chart(kind, tuple((part, tuple(names.split(","))) for part, names in parts.items()))
    return CannedQuery("made-up", "A question", "", (), (), (), "", chart=chart)


def words(picture):
    """What a picture says: matplotlib writes each text as a remark beside its outlines."""
    remarks = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
    remarks.feed(picture)
    return [html.unescape(element.text).strip() for element in remarks.close().iter() if element.tag is ET.Comment]


@pytest.mark.parametrize("suffix", [".svg", ".png"])
@pytest.mark.parametrize("query", DRAWN, ids=lambda query: query.name)
def test_each_answer_is_drawn_the_same_twice(noted, query, suffix):
    found = run_query(noted, query, GIVEN.get(query.name))
    picture = draw(found, query, suffix, given=GIVEN.get(query.name), source="graph.trig")
    assert picture == draw(found, query, suffix, given=GIVEN.get(query.name), source="graph.trig")
    assert picture.startswith(b"\x89PNG" if suffix == ".png" else b"<?xml")


def test_a_chart_says_what_it_shows_and_where_it_comes_from(noted):
    query = next(query for query in DRAWN if query.name == "hosts")
    said = words(draw(run_query(noted, query), query, ".svg", given={"state": "all"}, source="graph.trig"))
    assert {"Which States hosted events, and which; state: all", "graph1540 query hosts · graph.trig"} <= set(said)
    assert {"Trinidad and Tobago", "Kyrgyzstan", "Hosted"} <= set(said)
    assert said.count("Kyrgyzstan") == 1


def test_settings_fonts_and_clock_of_the_machine_do_not_show(tmp_path):
    (tmp_path / "matplotlibrc").write_text("font.size: 30\naxes.facecolor: red\nsvg.hashsalt: x\nfont.family: serif\n")
    code = """
import sys
from pyoxigraph import Literal, NamedNode
sys.path.insert(0, sys.argv[1])
from test_chart import answer, asked, draw, number
rows = [(Literal("A"), number(1)), (Literal("B"), number(2))]
sys.stdout.buffer.write(draw(answer(rows, "label", "value"), asked("bar", label="label", value="value"), ".svg"))
"""
    pictures = set()
    for seed, settings in (("1", str(tmp_path)), ("2", "/nonexistent")):
        environment = {"PYTHONHASHSEED": seed, "MATPLOTLIBRC": settings, "HOME": str(tmp_path), "PATH": "/usr/bin", "SOURCE_DATE_EPOCH": seed}
        folder = __file__.rpartition("/")[0]
        done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, check=True, env=environment, cwd=tmp_path)
        pictures.add(done.stdout)
    assert len(pictures) == 1


def box(picture):
    root = ET.fromstring(picture)
    return [float(side) for side in root.attrib["viewBox"].split()]


@pytest.mark.parametrize("rows", [1, 3, 60, 200])
def test_a_bar_for_each_row_as_long_as_it_can_be_read(rows):
    found = answer([(Literal(f"State {n}"), number(n + 1)) for n in range(rows)], "label", "value")
    picture = draw(found, asked("bar", label="label", value="value"), ".svg")
    said = words(picture)
    assert [f"State {n}" in said for n in range(rows)] == [n < 60 for n in range(rows)]
    assert any("140 more bars not shown" in text for text in said) == (rows == 200)
    assert box(picture)[3] > 20 * min(rows, 60)


def test_signs_of_other_languages_of_formulas_and_of_markup_are_letters():
    names = ["$x_1$ & <b>", "Côte d’Ivoire", "東京", "a" * 200]
    found = answer([(Literal(name), number(1)) for name in names], "label", "value")
    said = " ".join(words(draw(found, asked("bar", label="label", value="value"), ".svg")))
    assert all(name[:40] in said for name in names)


def test_a_year_without_a_row_counts_nothing_and_one_without_a_year_is_told():
    found = answer([(number(2010), number(3)), (number(2013), number(1)), (None, number(5))], "year", "events")
    said = words(draw(found, asked("line", x="year", y="events"), ".svg"))
    assert {"2010", "2011", "2012", "2013"} <= set(said)
    assert "graph1540 query made-up · 1 more rows without year not shown" in said


def test_a_repeated_row_is_one_bar():
    found = answer([(Literal("A"), number(2)), (Literal("A"), number(2)), (Literal("B"), number(1))], "label", "value")
    assert figures(found, asked("bar", label="label", value="value").chart) == [{"label": "A", "value": 2.0}, {"label": "B", "value": 1.0}]


def test_what_cannot_be_drawn_is_told(monkeypatch):
    rows = answer([(Literal("A"), number(2))], "label", "value")
    bar = asked("bar", label="label", value="value")
    for wrong, suffix, query, message in (
        (rows, ".svg", next(q for q in catalogue() if q.chart is None), "has no chart"),
        (rows, ".gif", bar, "let the name end in .svg or .png"),
        (answer([], "label", "value"), ".svg", bar, "no row that a chart could show"),
        (answer([], "x"), ".svg", bar, "has no column 'label'"),
        (answer([(Literal("A"), Literal("soon"), None)], "a", "b", "c"), ".svg", asked("timeline", label="a", start="b", end="c"), "is no date"),
    ):
        with pytest.raises(QueryError, match=message):
            draw(wrong, query, suffix)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(QueryError, match=r"pip install graph1540\[chart\]"):
        draw(rows, bar, ".svg")


BROKEN = {
    "kind: pie": "'pie' is no kind of chart; use one of bar, line, heat, network, timeline",
    "kind: bar": "a chart of the kind bar tells label, value",
    "kind: bar\n#+     label: event\n#+     value: number": "shows 'number', which is no column",
    'kind: bar\n#+     label: event\n#+     value: "event, event"': "only y of a line has several columns",
    "kind: bar\n#+   - kind: bar": "it has two charts",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_decorator_is_named(text, tmp_path):
    with pytest.raises(ReferenceDataError) as refused:
        read(tmp_path, QUERY.replace("#+   - event: Event\n", f"#+   - event: Event\n#+ chart:\n#+   - {text}\n"))
    assert BROKEN[text] in str(refused.value)
    assert "question.rq: the decorator 'chart':" in str(refused.value)


def test_no_decorator_is_no_chart():
    assert read_chart([], ["event"]) is None


def test_the_command_draws_beside_the_table(noted, tmp_path):
    write_dataset(noted, tmp_path / "graph.trig")
    command = ["query", "reach", "-d", str(tmp_path / "graph.trig")]
    table = CliRunner().invoke(main, command)
    done = CliRunner().invoke(main, [*command, "--chart", str(tmp_path / "reach.svg")])
    assert (done.exit_code, done.output) == (0, table.output)
    assert "graph1540 query reach · graph.trig" in words((tmp_path / "reach.svg").read_bytes())
    question = ["ask", "how many events and states did each year have", "-d", str(tmp_path / "graph.trig"), "--chart"]
    assert CliRunner().invoke(main, [*question, str(tmp_path / "asked.svg")]).exit_code == 0
    assert (tmp_path / "asked.svg").read_bytes() == (tmp_path / "reach.svg").read_bytes()
    for wrong in (["query", "--text", "ASK {}", "-d", "x", "--chart", "x.svg"], [*command, "--chart", str(tmp_path / "x.gif")]):
        refused = CliRunner().invoke(main, wrong)
        assert refused.exit_code == 2
        assert not (tmp_path / "x.gif").exists()


