"""A real JupyterLab in a real browser, as `make lab` starts it, and what an analyst does there."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import absent, require_tool

sync_api = pytest.importorskip("playwright.sync_api")

PROJECT = Path(__file__).parent.parent
PATIENCE = 90
"""Seconds until something is taken not to happen; on a machine with other work to do."""

_SERVER = {
    "ServerApp": {"open_browser": False, "port": 0, "ip": "127.0.0.1", "allow_root": True},
    "IdentityProvider": {"token": ""},
    "LabApp": {"expose_app_in_browser": True},
}
_PAGE = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
_READY = "window.jupyterapp?.shell?.currentWidget?.context?.isReady"
_GO = """async id => {
    const notebook = jupyterapp.shell.currentWidget.content;
    const index = notebook.widgets.findIndex(cell => cell.model.id === id);
    notebook.mode = 'command';
    notebook.deselectAll();
    notebook.activeCellIndex = index;
    await notebook.scrollToItem(index, 'center');
    return index;
}"""
_COUNT = "jupyterapp.shell.currentWidget.content.widgets.length"
ACTIVE = ".jp-Notebook .jp-Cell.jp-mod-active"


def until(holds: Callable[[], Any], what: str) -> None:
    """Wait till it holds; a failure that says what was waited for, if it never does."""
    last = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < last, f"väntade förgäves på {what}"
        time.sleep(0.05)


def made_lab() -> None:
    """The lab environment, made as `make lab` makes it; without network the test can't be run."""
    install = PROJECT / "requirements/install.py"
    done = subprocess.run(
        [sys.executable, "-I", install, "lab"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise absent(f"JupyterLab ({done.stderr.strip()})")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path, with JupyterLab made ready to be opened in it."""
    path = require_tool("chromium")
    made_lab()
    return path


class Lab:
    """The notebook in JupyterLab, as somebody at the screen has it."""

    def __init__(self, page: Any, notebook: Path) -> None:
        self.page, self.notebook = page, notebook

    def go_to(self, id: str) -> None:
        """Scroll to the cell and select it."""
        assert self.page.evaluate(_GO, id) >= 0, f"cellen {id} finns inte i JupyterLab"
        self.page.locator(ACTIVE).wait_for()

    def edit(self, id: str) -> None:
        """Double-click the rendered markdown, the caret at its end."""
        self.go_to(id)
        self.page.locator(f"{ACTIVE} .jp-RenderedMarkdown").dblclick()
        self.page.locator(f"{ACTIVE} .cm-content").click()
        self.page.locator(f"{ACTIVE} .cm-editor.cm-focused").wait_for()
        self.page.keyboard.press("Control+End")

    def write_below(self, id: str, words: str) -> None:
        """A new paragraph at the end of the cell, which is rendered again."""
        self.edit(id)
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Shift+Enter")
        self.page.locator(".jp-RenderedMarkdown", has_text=words).wait_for()

    def more_cells(self, command: str) -> None:
        """A command of JupyterLab's own, as its menus and keys start it, which adds a cell."""
        before = self.page.evaluate(_COUNT)
        self.page.evaluate("name => jupyterapp.commands.execute(name)", command)
        self.page.wait_for_function(f"{_COUNT} === {before + 1}")

    def remove_tag(self, id: str, tag: str) -> None:
        """Take the tag from the cell in the property inspector."""
        self.go_to(id)
        if not self.page.locator("#jp-property-inspector").is_visible():
            self.page.locator('[data-id="jp-property-inspector"]').click()
            self.page.locator(".jp-Collapse-header", has_text="Common Tools").click()
        self.page.locator(".jp-CellTags-Applied", has_text=tag).click()
        self.page.locator(".jp-CellTags-Applied", has_text=tag).wait_for(state="hidden")

    def save(self, words: str) -> None:
        """Ctrl+S; the file on disk holds the words when this returns."""
        self.page.locator(".jp-NotebookPanel-toolbar").click(position={"x": 1, "y": 1})
        self.page.keyboard.press("Control+s")
        until(lambda: words in self.notebook.read_text("utf-8"), f"”{words}” i den sparade filen")


@contextmanager
def opened(chromium: str, root: Path, notebook: Path, home: Path) -> Iterator[Lab]:
    """`styrkort lab` on ROOT's notebook, with a home of its own, shown in the browser.

    While it is open this process has an event loop running, so commands are to be run in others.
    """
    environment = _environment(home)
    command = [sys.executable, "-m", "styrkort", "lab", "DÅ08", "--root", str(root)]
    with (home / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        address = _address(home, server)
        with sync_api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.set_default_timeout(1000 * PATIENCE)
            page.goto(f"{address}lab/tree/{notebook.name}")
            page.wait_for_function(_READY)
            yield Lab(page, notebook)
            browser.close()
    finally:
        server.terminate()
        server.wait()


def _environment(home: Path) -> dict[str, str]:
    """JupyterLab without anything that the person running the tests has set for their own."""
    (home / "config/labconfig").mkdir(parents=True)
    (home / "config/jupyter_server_config.json").write_text(json.dumps(_SERVER))
    (home / "config/labconfig/page_config.json").write_text(json.dumps(_PAGE))
    theirs = {key: v for key, v in os.environ.items() if not key.startswith("JUPYTER")}
    folders = {f"JUPYTER_{name.upper()}_DIR": str(home / name) for name in ("config", "data")}
    return theirs | folders | {"JUPYTER_RUNTIME_DIR": str(home / "runtime"), "HOME": str(home)}


def _address(home: Path, server: subprocess.Popen[bytes]) -> str:
    """Where JupyterLab answers, as it says itself once it does."""

    def said() -> str:
        assert server.poll() is None, (home / "lab.log").read_text()
        for file in (home / "runtime").glob("jpserver-*.json"):
            try:
                return str(json.loads(file.read_text())["url"])
            except ValueError:
                return ""  # still being written
        return ""

    until(said, "JupyterLabs adress")
    return said()
