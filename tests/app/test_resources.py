"""`preceptmap resources`: the list, and whether each address still answers, tried on a server of our own."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.command import cli
from app.link_check import check_link, check_links

ENTRY = """  - id: {id}
    title: Page {id}
    publisher: Somebody
    address: {address}
    purpose: To learn.
    checked: 2026-11-25
    how: opened
    speaks_to:
      preceptee-2026: [N01]
"""


class Site(BaseHTTPRequestHandler):
    """A site with a page, a page that moved, a page that is gone, and one that never answers."""

    waiting = threading.Event()

    def do_GET(self) -> None:
        """Answer by path."""
        if self.path == "/slow":
            self.waiting.wait(10)
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/here")
        else:
            self.send_response(200 if self.path == "/here" else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a small site on this machine."""
    Site.waiting.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        Site.waiting.set()
        server.shutdown()
        thread.join()


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def folder_of(folder: Path, **addresses: str) -> Path:
    entries = "".join(ENTRY.format(id=name, address=address) for name, address in addresses.items())
    head = 'id: small\ntitle: Small\nedition: "1"\nnote: For tests.\nresources:\n'
    (folder / "small.yaml").write_text(head + entries)
    return folder


def test_each_address_is_told_apart(site: str) -> None:
    paths = ("/here", "/moved", "/gone", "/slow")
    here, moved, gone, slow = check_links([site + path for path in paths], seconds=0.5)
    assert (here.answers, here.words) == (True, "200")
    assert (moved.answers, moved.words) == (True, f"200, moved to {site}/here")
    assert (gone.answers, gone.words) == (False, "404 Not Found")
    assert (slow.answers, slow.words) == (False, "timed out")


def test_nobody_listening_and_other_kinds_of_address_are_no_answer() -> None:
    assert not check_link("http://127.0.0.1:1/", seconds=1).answers
    assert check_link("file:///etc/passwd", seconds=1).words == "not a web address"


def test_the_command_names_what_does_not_answer_and_ends_with_1(site: str, tmp_path: Path) -> None:
    good = run("resources", "check-links", "--folder", folder_of(tmp_path, one=f"{site}/here"))
    assert (good.exit_code, "All 1 address answer" in good.stdout) == (0, True)
    folder_of(tmp_path, one=f"{site}/here", two=f"{site}/gone")
    mixed = run("resources", "check-links", "--folder", tmp_path)
    assert mixed.exit_code == 1
    assert f"answers   one  {site}/here  (200)" in mixed.stdout
    assert f"NO REPLY  two  {site}/gone  (404 Not Found)" in mixed.stdout
    assert "1 of 2 addresses did not answer." in mixed.stderr


def test_a_file_that_cannot_be_used_is_refused_by_line(tmp_path: Path) -> None:
    refused = run("resources", "check-links", "--folder", folder_of(tmp_path, one="nowhere"))
    assert refused.exit_code == 1
    assert "small.yaml:9: resources[0].address: 'nowhere' is not a public address" in refused.stderr
    checked = run("check", "--resources", tmp_path)
    assert checked.exit_code == 1
    assert "small.yaml:9" in checked.stderr


def test_the_list_can_be_read_by_people_and_programs() -> None:
    assert "Safety guidelines for magnetic resonance" in run("resources", "list").stdout
    rows = json.loads(run("resources", "list", "--format", "json").stdout)
    assert {"id", "title", "publisher", "address", "checked", "speaks_to"} <= rows[0].keys()
