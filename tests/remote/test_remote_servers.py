"""Servers that go wrong: one sentence for each way, in time, without a login for the wrong host."""

from __future__ import annotations

import socket
import time

import pytest
from servers import JSON, reply, served

from graph1540.errors import RemoteError
from graph1540.remote import Credentials, Endpoint, Web, check_address, read_credentials, read_login

TRUE = b'{"head":{},"boolean":true}'
ROW = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"1"}}]}}'


def asked(answer, query="SELECT * WHERE { ?s ?p ?o }", **web):
    """What a query gives on a server that answers so, and how often it was asked."""
    seen = []

    def count(request, body):
        seen.append(request.headers.get("Authorization"))
        answer(request, len(seen))

    with served(count) as address:
        try:
            found = Endpoint(address, Web(**web), graph="default").query(query)
            return (list(found) if hasattr(found, "variables") else found), seen
        except RemoteError as error:
            return str(error).replace(address, "URL"), seen


def told(code, body=b"", **headers):
    return lambda request, _: reply(request, code, body, **headers)


WRONG = {
    "login": (told(401), "URL: it wants a login (401); put user:password into GRAPH1540_AUTH or a file for --auth"),
    "forbidden": (told(403), "URL: this user may not do that (403)"),
    "place": (told(404), "URL: there is no endpoint at this address (404)"),
    "query": (told(400, b"Line 1: no SPARQL\nmore"), "URL: it does not accept the request (Line 1: no SPARQL)"),
    "page of an error": (told(400, b"<html>no</html>"), "URL: it does not accept the request (without a reason)"),
    "moved": (told(302, Location="http://example.org/"), "URL: it has moved to 'http://example.org/' (302); give that address"),
    "fault": (told(500, b"out of \x1b[31mmemory"), "URL: it failed (500: out of  [31mmemory)"),
    "page": (told(200, b"<html>", Content_Type="text/html"), "URL: the answer is no SPARQL result (text/html)"),
    "damage": (told(200, b'{"head":', Content_Type=JSON), "URL: the answer is damaged"),
    "cut": (told(200, ROW, Content_Type=JSON, X_SPARQL_MaxRows="10"), "URL: the server gave a part of the answer for the whole (10)"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_goes_wrong_is_said_in_one_sentence(case):
    answer, message = WRONG[case]
    said, seen = asked(answer)
    assert said.startswith(message)
    assert "\n" not in said
    assert len(seen) == 1


def test_a_query_is_tried_again_when_the_trouble_may_pass():
    answer = lambda request, number: reply(request, 200, ROW, Content_Type=JSON) if number == 3 else reply(request, 503, Retry_After="0")  # noqa: E731
    found, seen = asked(answer)
    assert ([row["a"].value for row in found], len(seen)) == (["1"], 3)
    said, seen = asked(told(503, b"busy", Retry_After="0"))
    assert (said, len(seen)) == ("URL: it failed (503: busy); ask those who run it", 3)


def test_an_update_is_never_tried_again():
    seen = []
    with served(lambda request, _: (seen.append(request.command), reply(request, 503))) as address:
        from graph1540.remote.publish import _Updates

        with pytest.raises(RemoteError, match="it failed"):
            _Updates(address, Web())
    assert seen == ["POST"]


def dripping(request, _):
    request.send_response(200)
    request.send_header("Content-Type", JSON)
    request.end_headers()
    try:
        for byte in ROW * 100:
            request.wfile.write(bytes([byte]))
            request.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass  # Nobody listens any more.


def test_the_deadline_holds_for_the_whole_answer():
    said, _ = asked(dripping, deadline=0.5)
    assert said.startswith("URL: it did not answer within 0.5 seconds")
    said, _ = asked(lambda request, _: time.sleep(1), deadline=0.3)
    assert said.startswith("URL: it did not answer within 0.3 seconds")


def test_an_answer_has_a_limit_and_comes_whole():
    row = b'{"a":{"type":"literal","value":"1"}},'
    many = ROW.replace(b'[{"a"', b"[" + row * 1000 + b'{"a"')
    assert asked(told(200, many, Content_Type=JSON), limit=10_000)[0] == "URL: the answer is larger than 10,000 bytes; narrow the question"
    assert len(asked(told(200, many, Content_Type=JSON))[0]) == 1001

    def half(request, _):
        request.send_response(200)
        request.send_header("Content-Type", "application/n-triples")
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"<http://a> <http://b> <http://c> .\n")

    with served(half) as address:
        found = Endpoint(address, Web(), graph="default").query("CONSTRUCT WHERE { ?s ?p ?o }")
        with pytest.raises(RemoteError, match="ended after 35 of 1,000 bytes"):
            list(found)


def test_hosts_that_are_not_there_are_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    for url, said in {address: "nothing answers there", "http://host.invalid/sparql": "there is no such host"}.items():
        with pytest.raises(RemoteError, match=said):
            Endpoint(url, Web()).query("ASK {}")


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "ftp://example.org/", "http://", "http://a b/", "http://example.org:99999/", "http://x/\n"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(RemoteError, match="this is no address of an endpoint"):
        check_address(url)


def test_a_login_stands_in_no_address_and_in_no_message(tmp_path):
    with pytest.raises(RemoteError, match="the address holds a login") as refused:
        check_address("https://me:secret@example.org/sparql")
    assert "secret" not in str(refused.value)
    for text in ("secret", ":secret", "secret:", "a:secret\nb"):
        with pytest.raises(RemoteError, match="this is no login") as refused:
            read_credentials(text, "GRAPH1540_AUTH")
        assert "secret" not in str(refused.value)
    (tmp_path / "login").write_text("me:se:cret\n")
    assert read_login(tmp_path / "login") == Credentials("me", "se:cret")
    assert "se:cret" not in repr(read_login(tmp_path / "login"))
    with pytest.raises(RemoteError, match="cannot be read"):
        read_login(tmp_path / "none")


def test_a_login_is_shown_to_who_asks_for_it_alone():
    me = Credentials("me", "secret")
    _, seen = asked(told(200, ROW, Content_Type=JSON), credentials=me)
    assert seen == [None]

    def basic(request, number):
        if number == 1:
            return reply(request, 401, WWW_Authenticate='Basic realm="x"')
        return reply(request, 200, ROW, Content_Type=JSON)

    found, seen = asked(basic, credentials=me)
    assert (len(found), seen) == (1, [None, "Basic bWU6c2VjcmV0"])
    said, _ = asked(told(401, WWW_Authenticate='Basic realm="x"'), credentials=me)
    assert said == "URL: it does not accept this login (401); check user and password"
