"""What a run did with the words, for its log."""

from collections.abc import Iterator

from styrkort.narrative.marks import is_new_text
from styrkort.notebook.shape import Cell, Notebook, ours, place, same_text, source

__all__ = ["notes_of"]


def notes_of(old: Notebook, new: Notebook) -> tuple[str, ...]:
    """One note for each cell that both the analyst and its origin had changed.

    ``new`` is the notebook that ``old`` was carried into.
    """
    return tuple(_notes(old, new))


def _notes(old: Notebook, new: Notebook) -> Iterator[str]:
    earlier = {ours(cell)["cell"]: cell for cell in old["cells"] if "cell" in ours(cell)}
    asked = {str(cell["id"]) for cell in old["cells"] if is_new_text(cell)}
    questioned = {ours(cell)["nytt_till"] for cell in new["cells"] if is_new_text(cell)}
    for index, cell in enumerate(new["cells"]):
        if is_new_text(cell) and cell["id"] not in asked:
            yield (
                f"{place(new, index)}: både cellen ovanför och texten som den utgick från är "
                "ändrade. Båda finns kvar; för in det som ska med och ta bort cellen."
            )
        elif cell["id"] in questioned:
            continue
        elif _is_merged(earlier.get(ours(cell).get("cell")), cell):
            yield (
                f"{place(new, index)}: både cellen och texten som den utgick från var ändrade, "
                "på olika rader. De är sammanförda."
            )


def _is_merged(old: Cell | None, new: Cell) -> bool:
    if old is None or "grund" not in ours(old):
        return False
    since, pristine = str(ours(old)["grund"]), str(ours(new).get("grund"))
    own = same_text(source(old), since) or same_text(source(new), pristine)
    return not own and not same_text(since, pristine) and not same_text(source(old), source(new))
