"""A desk where somebody writes, runs, is interrupted, goes back and takes in a colleague's copy.

It remembers every word that was typed: which must be in the notebook now, and which may be in
historik only. Notebooks go through the real folder, lock and commit; only the kernel is left out.
"""

import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from notebook_samples import (
    all_text,
    code,
    executed,
    fresh,
    ids,
    markdown,
    master,
    notebook,
    two_perspectives,
)
from styrkort.disk import commit as disk
from styrkort.narrative import carry, join, with_bases
from styrkort.narrative.binding import as_left, bind
from styrkort.notebook import Cell, Notebook, parse, to_bytes
from styrkort.period import Period
from styrkort.scorecard import Report
from styrkort.workspace import Workspace, opened, workspace

__all__ = ["MASTERS", "REPORTS", "STEPS", "Desk", "run"]


class Killed(BaseException):
    """The machine lost its power."""


def run(old: Notebook | None, made: Report | None = None, of: Notebook | None = None) -> Notebook:
    """One run: the earlier notebook carried into a fresh one, executed, written and read back."""
    left = None if old is None else as_left(old)
    bound = bind(carry(left, fresh(made, of)), left)
    return executed(with_bases(bound))


def told(text: str) -> Report:
    made = two_perspectives()
    first, second = made.perspectives
    return replace(made, perspectives=(replace(first, comment=text), second))


def renamed(name: str, slug: str) -> Report:
    made = two_perspectives()
    first, second = made.perspectives
    return replace(made, perspectives=(replace(first, name=name, slug=slug), second))


REPORTS = (
    two_perspectives(), two_perspectives("5.0"), told("Ur periodfilen."),
    told("Ur periodfilen.\n\nMer ur den."), renamed("Personal", "personal"),
    replace(two_perspectives(), perspectives=two_perspectives().perspectives[1:]),
    replace(two_perspectives(), perspectives=two_perspectives().perspectives[::-1]),
)  # fmt: skip
MASTERS = (
    master(), master(prompt="Skriv här."), master(text="Annan text."),
    master(text="Text om {eval}`period.namn`.\n\nOch mer."), master(markdown("mer", "## Mer")),
    notebook(markdown("bara", "# Bara")),
)  # fmt: skip


@dataclass
class Copy:
    """A colleague's copy, the words typed in it and the words removed from it."""

    nb: Notebook
    typed: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)


class Desk:
    """Who writes, and all that was ever typed."""

    def __init__(self, root: Path) -> None:
        self.place: Workspace = workspace(root, "regionstod", Period("DÅ08", 2022))
        self.report, self.master = REPORTS[0], MASTERS[0]
        self.count = 0
        self.typed: set[str] = set()
        self.removed: set[str] = set()
        self.here: set[str] = set()
        """Words that must be in the notebook as it is now."""
        self.copy: Copy | None = None
        self.commit(lambda old: run(old, self.report, self.master))

    # --- the notebook, as it lies on the disk ---

    @property
    def nb(self) -> Notebook:
        return parse(self.place.notebook.read_bytes(), "prov.ipynb")

    def save(self, nb: Notebook) -> None:
        """Jupyter saves."""
        self.place.notebook.write_bytes(to_bytes(nb))

    def commit(self, made: Callable[[Notebook | None], Notebook], dies: int = 0) -> None:
        with suppress(Killed), opened(self.place, self.place.products):
            earlier = self.place.earlier_notebook()
            new = made(None if earlier is None else parse(earlier, "prov.ipynb"))
            files = {"resultat.csv": b"1", self.place.notebook.name: to_bytes(new)}
            with dying(dies):
                self.place.commit(files, "rad\n", earlier)

    def recover(self) -> None:
        """Any command first completes a commit that was interrupted."""
        with opened(self.place, self.place.products):
            pass

    # --- what is typed ---

    def word(self) -> str:
        self.count += 1
        return f"ord{self.count}."

    def note(self, word: str, gone: str = "") -> None:
        """A word was typed here, and what stood in ``gone`` was taken away."""
        lost = {w for w in self.here | self.typed if w in gone.split()}
        self.removed |= lost
        self.here = (self.here - lost) | {word} if word else self.here - lost
        self.typed |= {word} if word else set()

    # --- steps ---

    def take(self, step: str, at: int, other: int) -> None:
        if step in OF_A_CELL and not (nb := self.nb)["cells"]:
            self.save({**nb, "cells": [markdown("tom", "")]})
        getattr(self, STEPS[step])(at, other)
        self.check()

    def edit(self, at: int, other: int) -> None:
        nb, word = self.nb, self.word()
        cell = chosen(nb, at)
        lines = cell["source"].split("\n")
        lines.insert(other % (len(lines) + 1), word)
        cell["source"] = "\n".join(lines)
        self.save(nb)
        self.note(word)

    def rewrite(self, at: int, *_: int) -> None:
        nb, word = self.nb, self.word()
        comments = [c for c in nb["cells"] if "kommentar" in c["metadata"].get("tags", ())]
        cell = comments[at % len(comments)] if comments else chosen(nb, at)
        gone, cell["source"] = cell["source"], word
        self.save(nb)
        self.note(word, gone=without_others(gone, nb))

    def add(self, at: int, other: int) -> None:
        nb, word = self.nb, self.word()
        cell = added(word, other, self.count)
        nb["cells"].insert(at % (len(nb["cells"]) + 1), cell)
        self.save(nb)
        self.note(word)

    def move(self, at: int, other: int) -> None:
        nb = self.nb
        cell = nb["cells"].pop(at % len(nb["cells"]))
        nb["cells"].insert(other % (len(nb["cells"]) + 1), cell)
        self.save(nb)

    def remove(self, at: int, *_: int) -> None:
        nb = self.nb
        if len(nb["cells"]) == 1:
            return
        cell = nb["cells"].pop(at % len(nb["cells"]))
        self.save(nb)
        self.note("", gone=without_others(cell["source"], nb))

    def duplicate(self, at: int, other: int) -> None:
        nb, word = self.nb, self.word()
        place = at % len(nb["cells"])
        twin = deepcopy(nb["cells"][place]) | {"source": word}
        if other % 2:
            twin["id"] = f"kopia-{self.count}"
        nb["cells"].insert(place + 1, twin)
        self.save(nb)
        self.note(word)

    def split(self, at: int, other: int) -> None:
        nb = self.nb
        place = at % len(nb["cells"])
        cell = nb["cells"][place]
        lines = cell["source"].split("\n")
        if len(lines) < 2:
            return
        cut = 1 + other % (len(lines) - 1)
        first = {**deepcopy(cell), "source": "\n".join(lines[:cut])}
        self.count += 1
        second = {**deepcopy(cell), "source": "\n".join(lines[cut:]), "id": f"del-{self.count}"}
        nb["cells"][place : place + 1] = [first, second]
        self.save(nb)

    def editor(self, at: int, other: int) -> None:
        """Saved by an editor that keeps less than JupyterLab does."""
        nb = self.nb
        lose_marks(nb, at, other)
        self.save_raw(nb, minor=4 if at % 2 else 5)

    def merge(self, at: int, *_: int) -> None:
        """Two cells made one, as JupyterLab's "Merge Cell Below" does."""
        nb = self.nb
        if len(nb["cells"]) < 2:
            return
        place = at % (len(nb["cells"]) - 1)
        first, second = nb["cells"][place : place + 2]
        both = {**first, "source": f"{first['source']}\n\n{second['source']}"}
        nb["cells"][place : place + 2] = [both]
        self.save(nb)

    def retype(self, at: int, other: int) -> None:
        """A cell made markdown, code or raw."""
        nb = self.nb
        cell = chosen(nb, at)
        cell |= {"cell_type": ("markdown", "code", "raw")[other % 3], "outputs": []}
        self.save_raw(nb, minor=5)

    def paste(self, at: int, other: int) -> None:
        """Some cells copied or cut, and pasted elsewhere with all their marks."""
        nb = self.nb
        cells = nb["cells"]
        place, many = at % (len(cells) + 1), 1 + other % 4
        block = deepcopy(cells[place : place + many])
        left = cells if other % 5 else cells[:place] + cells[place + many :]
        for cell in block if at % 2 else ():
            self.count += 1
            cell["id"] = f"inklistrad-{self.count}"
        to = other // 4 % (len(left) + 1)
        self.save({**nb, "cells": [*left[:to], *block, *left[to:]]})

    def reform(self, at: int, *_: int) -> None:
        """The same words with other line ends, normal form or spaces behind lines."""
        nb = self.nb
        for cell in nb["cells"]:
            lines = cell["source"].splitlines()
            cell["source"] = (
                "\r\n".join(lines),
                unicodedata.normalize("NFD", cell["source"]),
                "  \n".join([*lines, "", ""]),
            )[at % 3]
        self.save(nb)

    def colab(self, at: int, other: int) -> None:
        """Saved by Colab: nbformat 4.0, ids among the metadata."""
        nb = self.nb
        for number, cell in enumerate(nb["cells"]):
            own = cell.pop("id")
            kept = cell["metadata"] if other % 2 else {}
            cell["metadata"] = {**kept, "id": own if at % 2 else f"x{number}Ab"}
        nb["metadata"]["colab"] = {"provenance": []}
        self.save_raw(nb, minor=0)

    def clear(self, at: int, *_: int) -> None:
        """All cells deleted; seldom."""
        nb = self.nb
        if at % 4 == 0:
            self.save({**nb, "cells": []})
            self.note("", gone=all_text(nb))

    def save_raw(self, nb: Notebook, minor: int) -> None:
        self.save(parse(to_bytes({**nb, "nbformat_minor": minor}), "prov.ipynb"))

    def new_report(self, at: int, *_: int) -> None:
        self.report = REPORTS[at % len(REPORTS)]

    def new_master(self, at: int, *_: int) -> None:
        self.master = MASTERS[at % len(MASTERS)]

    def rerun(self, *_: int) -> None:
        self.commit(lambda old: run(old, self.report, self.master))

    def fail(self, *_: int) -> None:
        """A cell fails: nothing is committed."""

        def failing(old: Notebook | None) -> Notebook:
            run(old, self.report, self.master)
            raise Killed

        self.recover()
        before = self.place.notebook.read_bytes()
        self.commit(failing)
        assert self.place.notebook.read_bytes() == before

    def kill(self, at: int, *_: int) -> None:
        self.commit(lambda old: run(old, self.report, self.master), dies=1 + at % 14)

    def undo(self, at: int, *_: int) -> None:
        self.recover()
        there = sorted(self.place.history())
        if there:
            content = self.place.history()[there[at % len(there)]].read_bytes()
            self.commit(lambda _: parse(content, "prov.ipynb"))
            self.here = {word for word in self.typed if word in all_text(self.nb).split()}

    def their_editor(self, at: int, other: int) -> None:
        """The copy saved by an editor that keeps less."""
        if self.copy is not None:
            nb = deepcopy(self.copy.nb)
            lose_marks(nb, at, other)
            self.copy.nb = parse(to_bytes(nb), "kopia.ipynb")

    def lend(self, *_: int) -> None:
        self.copy = Copy(self.nb)

    def colleague(self, at: int, other: int) -> None:
        """The colleague edits, adds or rewrites a cell."""
        if self.copy is None:
            return
        nb, word = deepcopy(self.copy.nb), self.word()
        nb["cells"] = nb["cells"] or [markdown("tom", "")]
        cell = chosen(nb, at)
        if other % 3 == 0:
            nb["cells"].insert(at % (len(nb["cells"]) + 1), added(word, other, self.count))
        elif other % 3 == 1:
            self.copy.removed |= set(cell["source"].split())
            cell["source"] = word
        else:
            cell["source"] = f"{cell['source']}\n{word}"
        self.copy.nb = parse(to_bytes(nb), "kopia.ipynb")
        self.copy.typed |= {word}

    def take_in(self, *_: int) -> None:
        copy = self.copy
        if copy is None:
            return

        def joined(old: Notebook | None) -> Notebook:
            assert old is not None
            left = as_left(old)
            once = join(left, as_left(copy.nb), "kopia.ipynb")
            if once.is_nothing:
                return old
            return bind(once.notebook, left)

        before = self.here
        self.commit(joined)
        wanted = {w for w in copy.typed if w in all_text(copy.nb).split()}
        self.here = (before - copy.removed) | (wanted - self.removed)
        self.typed |= wanted
        first = self.place.notebook.read_bytes()
        self.commit(joined)
        assert parse(first, "a") == self.nb

    # --- what holds after every step ---

    def check(self) -> None:
        now = unicodedata.normalize("NFC", all_text(self.nb)).split()
        assert sorted(self.here - set(now)) == []
        assert len(set(ids(self.nb))) == len(ids(self.nb))
        kept = set(now)
        for path in self.place.history().values():
            kept |= set(all_text(parse(path.read_bytes(), path.name)).split())
        assert sorted(self.typed - self.removed - kept) == []


STEPS = {
    "edit": "edit", "rewrite": "rewrite", "add": "add", "move": "move", "remove": "remove",
    "duplicate": "duplicate", "split": "split", "editor": "editor", "report": "new_report",
    "master": "new_master", "run": "rerun", "fail": "fail", "kill": "kill", "undo": "undo",
    "lend": "lend", "colleague": "colleague", "colleague's editor": "their_editor",
    "import": "take_in", "merge": "merge", "retype": "retype", "paste": "paste",
    "reform": "reform", "colab": "colab", "clear": "clear",
}  # fmt: skip


OF_A_CELL = ("edit", "rewrite", "move", "remove", "duplicate", "split", "retype")
"""Steps that need a cell to work on."""


def chosen(nb: Notebook, at: int) -> Cell:
    return nb["cells"][at % len(nb["cells"])]  # type: ignore[no-any-return]


def added(word: str, kind: int, number: int) -> Cell:
    cell = (code if kind % 3 == 1 else markdown)(f"eget-{number}", word)
    return {**cell, "cell_type": "raw"} if kind % 3 == 2 else cell


def lose_marks(nb: Notebook, at: int, other: int) -> None:
    """What an editor drops that keeps less than JupyterLab does; changes ``nb``."""
    for cell in nb["cells"]:
        if at % 2:
            cell.pop("id")
        if other % 3 == 1:
            cell["metadata"].pop("styrkort", None)
        if other % 3 == 2:
            cell["metadata"] = {}
    if other % 5 == 4:
        nb["metadata"] = {}


def without_others(gone: str, nb: Notebook) -> str:
    """The words of ``gone`` that stand nowhere else in the notebook."""
    left = set(all_text(nb).split())
    return " ".join(word for word in gone.split() if word not in left)


@contextmanager
def dying(at: int) -> Iterator[None]:
    """The power goes at the ``at``-th of the commit's file operations; 0: not at all."""
    left = [at]
    patch = pytest.MonkeyPatch()

    def dies_in(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def operation(*args: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return real(*args)

        patch.setattr(owner, name, operation)

    counted = ((disk, "write_synced"), (disk, "sync_folder"), (Path, "replace"))
    for owner, name in counted:
        dies_in(owner, name)
    patch.setattr(os, "fsync", lambda _: None)
    try:
        yield
    finally:
        patch.undo()
