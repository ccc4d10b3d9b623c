"""Dates in the styles of many drafters: a table that is read row by row, and properties over all dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph1540.recognize.dates import recognize_dates
from graph1540.recognize.stems import Words

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def read(text):
    return [(text[m.start : m.end], str(m.date.start), str(m.date.end or "")) for m in recognize_dates(Words(text))]


def dates(text):
    return [(start, end) for _, start, end in read(text)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("27 to 28 September 2017", "2017-09-27", "2017-09-28"),
        ("8 -10 November 2022", "2022-11-08", "2022-11-10"),
        ("2- 4 August 2017", "2017-08-02", "2017-08-04"),
        ("from 30 November to 2 December 2015", "2015-11-30", "2015-12-02"),
        ("30 December 2015 to 2 January 2016", "2015-12-30", "2016-01-02"),
        ("30 December to 2 January 2016", "2015-12-30", "2016-01-02"),
        ("30 November-2 December 2016", "2016-11-30", "2016-12-02"),
        ("29-31.03.2011", "2011-03-29", "2011-03-31"),
        ("29.03.2011", "2011-03-29", "2011-03-29"),
        ("March 3-5, 2009", "2009-03-03", "2009-03-05"),
        ("February 28 - March 2, 2012", "2012-02-28", "2012-03-02"),
        ("3rd to 5th of March 2009", "2009-03-03", "2009-03-05"),
        ("28 Feb. - 2 Mar. 2012", "2012-02-28", "2012-03-02"),
        ("29, 30 and 31 March 2011", "2011-03-29", "2011-03-31"),
        ("12/13 May 2010", "2010-05-12", "2010-05-13"),
        ("12 May to 14 May 2011", "2011-05-12", "2011-05-14"),
        ("5 June 2014", "2014-06-05", "2014-06-05"),
        ("2011-03-29", "2011-03-29", "2011-03-29"),
        ("2nd and 3rd of October, 2013", "2013-10-02", "2013-10-03"),
        ("in early May 2012", "2012-05", ""),
        ("the week of 12 May 2014", "2014-05", ""),
        ("(April 2014)", "2014-04", ""),
        ("in 2013", "2013", ""),
        ("the 2018 conference", "2018", ""),
        ("as long ago as 2011", "2011", ""),
    ],
)
def test_each_style_is_read_at_the_precision_given(text, start, end):
    assert dates(text) == [(start, end)]


@pytest.mark.parametrize(
    ("text", "start"), [("l2 Novernber 20l4", "2014-11-12"), ("1 0 October 2012", "2012-10-10"), ("5 June 2OO7", "2007-06-05")]
)
def test_what_a_scanner_did_is_undone_where_one_reading_is_left(text, start):
    assert dates(text)[0][0] == start


@pytest.mark.parametrize(
    "text", ["resolution 1540 (2004)", "resolutions 1718 (2006) and 2231 (2015)", "States may be asked", "31 February 2011", "paragraph 2 of S/2016/86", "2010 participants"]
)
def test_what_only_looks_like_a_date_is_none(text):
    assert dates(text) == []


def test_a_date_without_its_year_waits_for_the_context():
    assert dates("on 5 and 6 June") == [("0000-06-05", "0000-06-06")]


@given(st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)), st.integers(0, 10))
def test_a_range_of_days_is_read_back_across_month_and_year_ends(first, length):
    last = first + dt.timedelta(days=length)
    one, two = (f"{d.day} {MONTHS[d.month - 1]} {d.year}" for d in (first, last))
    text = f"held from {one} to {two} in Lomé" if length else f"held on {one} in Lomé"
    assert dates(text) == [(first.isoformat(), last.isoformat())]


@given(st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)), st.integers(1, 9), st.sampled_from(["-", " - ", "–", " to ", " and ", "- "]))
def test_a_range_within_a_month_is_read_back_whatever_stands_between(first, length, between):
    last = first + dt.timedelta(days=length)
    text = f"{first.day}{between}{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.month == last.month:
        assert dates(text) == [(first.isoformat(), last.isoformat())]


@given(st.text(max_size=200))
def test_any_text_gives_dates_that_stand_in_it(text):
    for mention in recognize_dates(Words(text)):
        assert 0 <= mention.start < mention.end <= len(text)
