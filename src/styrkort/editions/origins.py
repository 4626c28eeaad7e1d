"""Whether an edition's inputs are there still, and still give its results."""

from pathlib import Path

from styrkort.approval.shelf import Edition
from styrkort.editions.findings import Checked
from styrkort.editions.inputs import added_inputs, changed_inputs, listed_inputs
from styrkort.errors import InputError
from styrkort.period import Period

__all__ = ["inputs_checked"]

_NAME = "Underlaget"
_UNSAID = Path()


def inputs_checked(edition: Edition, root: Path) -> Checked:
    """Every input against its hash, and the results of a report built anew against the edition's.

    ``root`` is where the inputs are looked for; where nobody has said, the folder above the edition
    that has params/.
    """
    found = _root(edition.folder, root)
    if found is None:
        return Checked(
            _NAME, (), ("ingen mapp med params/ hittades. Ange den med ROOT eller --root.",)
        )
    about = edition.parameters
    if not (found / "params" / about.division / str(about.period.year)).is_dir():
        missing = f"params/{about.division}/{about.period.year}/ finns inte under {_shown(found)}."
        return Checked(_NAME, (), (f"{missing} Ange rätt mapp med ROOT eller --root.",))
    changed = changed_inputs(found, about.division, about.period, edition.manifest)
    added = added_inputs(found, about.division, about.period, edition.manifest)
    told, unlike = _built_anew(edition, found, about.division, about.period)
    number = len(listed_inputs(edition.manifest))
    same = () if changed else (f"alla {number} filer är de som rapporten gjordes av.",)
    # A later period's exports come in the same folder; alone they make no difference.
    said = (*same, *(f"{one}." for one in added), *told)
    return Checked(_NAME, said, (*(f"{one}." for one in changed), *unlike))


def _root(folder: Path, root: Path) -> Path | None:
    if root != _UNSAID:
        return root
    ways = (folder.absolute(), folder.resolve())
    above = [one for way in ways for one in way.parents if (one / "params").is_dir()]
    return above[0] if above else root if (root / "params").is_dir() else None


def _shown(root: Path) -> str:
    return "den mapp du står i" if root == _UNSAID else str(root)


def _built_anew(
    edition: Edition, root: Path, division: str, period: Period
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from styrkort.inline import with_plan_texts_filled
    from styrkort.report import build_report
    from styrkort.runs.products import results_of

    try:
        made = results_of(
            with_plan_texts_filled(build_report(root, division, period)), edition.folder
        )
    except InputError as error:
        faults = "; ".join(error.faults)
        return (), (f"rapporten går inte att göra om av det: {faults}",)
    unlike = [name for name, content in made.items() if _differs(edition.folder / name, content)]
    if not unlike:
        return ("En rapport gjord på nytt ger samma resultat.",), ()
    return (), tuple(f"en rapport gjord på nytt ger en annan {name}." for name in unlike)


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except OSError:
        return True
