"""Small masters and notebooks made by hand, and what an analyst does to them in an editor."""

from copy import deepcopy
from typing import Any

from samples import numeric, report
from styrkort.notebook import Cell, Notebook, expand, parse, settle, to_bytes
from styrkort.scorecard import Report

PROMPT = "*Ingen kommentar har lämnats.*"


def markdown(id: str, source: str, *tags: str) -> Cell:
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": "markdown", "id": id, "metadata": metadata, "source": source}


def code(id: str, source: str, *tags: str) -> Cell:
    return {
        **markdown(id, source, *tags),
        "cell_type": "code",
        "outputs": [],
        "execution_count": None,
    }


def notebook(*cells: Cell, **metadata: Any) -> Notebook:
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def master(
    *more: Cell, prompt: str = PROMPT, text: str = "Text om {eval}`period.namn`."
) -> Notebook:
    """Parameters, a text, one perspective section with commentary, and what ``more`` there is."""
    return notebook(
        code("parametrar", "PERIOD = None\nYEAR = None\nDIVISION = None", "parameters"),
        markdown("titel", "# Rapport"),
        markdown("text", text),
        markdown("perspektiv", "### {perspektiv}", "per-perspektiv"),
        code("tabell", "table(report, perspective)", "per-perspektiv"),
        markdown("kommentar", prompt, "per-perspektiv", "kommentar"),
        markdown("slut", "## Slut"),
        *more,
    )


def two_perspectives(sick_leave: str = "6.3") -> Report:
    return report(
        ("Medarbetare", (numeric("sjukfranvaro", sick_leave, "5.1", higher=False),)),
        ("Ekonomi", (numeric("budget", "98", "100"), numeric("inkop", "97", "95"))),
    )


def fresh(made: Report | None = None, of: Notebook | None = None) -> Notebook:
    return expand(of or master(), made or two_perspectives())


def executed(nb: Notebook) -> Notebook:
    """As if run and read back from its file: outputs, the injected cell, settled."""
    ran = deepcopy(nb)
    for number, cell in enumerate(ran["cells"]):
        if cell["cell_type"] == "code":
            cell["execution_count"] = number
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "utdata"}]
            cell["metadata"]["papermill"] = {"duration": number}
    injected = code("slump", '# Parameters\nPERIOD = "DÅ08"\n', "injected-parameters")
    parameters = [i for i, cell in enumerate(ran["cells"]) if "parameters" in tags_of(cell)]
    ran["cells"].insert(parameters[0] + 1 if parameters else 0, injected)
    return parse(to_bytes(settle(ran)), "prov.ipynb")


def tags_of(cell: Cell) -> list[str]:
    return list(cell["metadata"].get("tags", ()))


def edited(nb: Notebook, id: str, source: str) -> Notebook:
    assert id in ids(nb)
    cells = [{**c, "source": source} if c["id"] == id else c for c in nb["cells"]]
    return {**nb, "cells": cells}


def with_cell(nb: Notebook, cell: Cell, after: str) -> Notebook:
    at = ids(nb).index(after) + 1 if after else 0
    return {**nb, "cells": [*nb["cells"][:at], cell, *nb["cells"][at:]]}


def without(nb: Notebook, id: str) -> Notebook:
    return {**nb, "cells": [cell for cell in nb["cells"] if cell["id"] != id]}


def moved(nb: Notebook, id: str, after: str) -> Notebook:
    return with_cell(without(nb, id), cell_of(nb, id), after)


def ids(nb: Notebook) -> list[str]:
    return [cell["id"] for cell in nb["cells"]]


def cell_of(nb: Notebook, id: str) -> Cell:
    return nb["cells"][ids(nb).index(id)]


def text_of(nb: Notebook, id: str) -> str:
    return str(cell_of(nb, id)["source"])


def all_text(nb: Notebook) -> str:
    return "\n".join(cell["source"] for cell in nb["cells"])
