"""The house's own rules: data flows one way, rooms are small, nothing private is tracked."""

import ast
import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "src/styrkort"

# Top to bottom: a room imports only from rooms above it. A folder is one room; the rooms on a line
# do one job together, and the last of them is the one that the others serve.
FLOORS = [
    "errors",
    "refusals",
    "terms",
    "quantities",
    "period origins",
    "plans",
    "plan",
    "exports",
    "engines",
    "mapping",
    "sources",
    "observing observations",
    "amounts utfall reorganisation followup measures",
    "disclosure outcomes",
    "fulfilment",
    "periodfacts resultparts scorecard",
    "trend precision wording derivations",
    "stated periodfile",
    "verdicts",
    "composites",
    "inputs outline scores scoring",
    "overall actions production forecasting",
    "records snapshot report",
    "machines withholding results",
    "blocks",
    "plaintext palette symbols joints tablemarkup markup labmarkup",
    "cellwords swedish tally sentences tables",
    "drawing",
    "figures",
    "escaping roles inline",
    "facts",
    "reading",
    "loading outputs views display",
    "notebook",
    "narrative",
    "review changes",
    "disk",
    "workspace",
    "approval",
    "kernels",
    "execute",
    "render",
    "runs",
    "run",
    "words",
    "editions",
    "lab",
    "listings yearstart",
    "console",
    "commands cli",
    "__main__",
]
HOUSE = [room for floor in FLOORS for room in floor.split()]

MOST_LINES_IN_A_MODULE = 260  # "~250": a guard, not a style
MOST_LINES_IN_A_FUNCTION = 30
MODULES = sorted(PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def room(module: str) -> str:
    return module.split(".")[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file it does so."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            base = node.module or ""
            yield from (
                f"{base}.{alias.name}" if is_module(f"{base}.{alias.name}") else base
                for alias in node.names
            )


def is_module(dotted: str) -> bool:
    if not dotted.startswith("styrkort."):
        return False
    place = PACKAGE.joinpath(*dotted.split(".")[1:])
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def own_imports(path: Path) -> set[str]:
    names = {name for name in imported(path) if name.split(".")[0] == "styrkort"}
    return {name.partition(".")[2] for name in names} - {""}


def test_every_room_has_its_place_in_the_house() -> None:
    rooms = {room(module_name(path)) for path in MODULES} - {""}
    assert len(HOUSE) == len(set(HOUSE))
    assert rooms == set(HOUSE)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_only_go_upwards(path: Path) -> None:
    here = room(module_name(path))
    if not here:
        assert not own_imports(path)
        return
    downwards = {
        name
        for name in own_imports(path)
        if room(name) != here and HOUSE.index(room(name)) > HOUSE.index(here)
    }
    assert not downwards


def test_no_modules_import_each_other_in_a_circle() -> None:
    left = {module_name(path): own_imports(path) for path in MODULES}
    while free := {name for name, needs in left.items() if not needs & left.keys() - {name}}:
        left = {name: needs for name, needs in left.items() if name not in free}
    assert not left


# pandas is there for the cells that an analyst adds; pandoc is run from pypandoc's files;
# SQLAlchemy imports psycopg where an address asks for it.
NOT_IMPORTED = {"matplotlib", "pandas", "psycopg[binary]", "pypandoc-binary"}


def declared() -> set[str]:
    meta = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return {library(name) for name in meta["project"]["dependencies"]}


def library(name: str) -> str:
    return name.lower().replace("_", "-")


def libraries_of(path: Path) -> dict[str, set[str]]:
    """Top-level names from elsewhere that a module imports → who can provide them."""
    names = {name.split(".")[0] for name in imported(path)} - {"styrkort"}
    outside = names - sys.stdlib_module_names
    return {name: {library(each) for each in providers()[name]} for name in outside}


@cache
def providers() -> Mapping[str, list[str]]:
    """Top-level names → the installed packages that hold them."""
    return importlib.metadata.packages_distributions()


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_library_that_is_imported_is_declared(path: Path) -> None:
    assert not {name for name, by in libraries_of(path).items() if not by & declared()}


def test_every_library_that_is_declared_is_imported() -> None:
    used = {each for path in MODULES for by in libraries_of(path).values() for each in by}
    assert declared() - used == NOT_IMPORTED


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_is_one_room_and_not_two(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_IN_A_MODULE


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, its docstring left out."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str):
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_function_answers_one_question(path: Path) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        node.name: length(node)
        for node in ast.walk(tree(path))
        if isinstance(node, functions) and length(node) > MOST_LINES_IN_A_FUNCTION
    }
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_has_work_to_do_and_no_name_that_says_nothing(path: Path) -> None:
    """No lone docstrings, no utils; a folder's own file may be empty."""
    if path.name != "__init__.py":
        assert any(not isinstance(node, ast.Expr) for node in tree(path).body)
    assert not {"utils", "helpers", "manager", "common", "misc"} & set(module_name(path).split("."))


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_nothing_is_left_to_do(path: Path) -> None:
    unfinished = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplemented(?:Error)?)\b")
    assert not unfinished.search(path.read_text(encoding="utf-8"))


def test_swedish_labels_live_only_in_the_terms() -> None:
    """A verdict's word typed elsewhere could come to say something else than the table."""
    verdict = {"Uppfyllt", "Delvis uppfyllt", "Ej uppfyllt", "Ej mätt", "Inget mål"}
    for path in MODULES:
        if module_name(path) == "terms":
            continue
        strings = {
            node.value
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not strings & verdict, module_name(path)


# What is tracked


def tracked() -> list[Path]:
    """Every file that git has or would take; every file but hidden folders' where git is absent."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=PROJECT, capture_output=True, check=True,
        )  # fmt: skip
        names = [name for name in listed.stdout.decode().split("\0") if name]
        return [PROJECT / name for name in names if (PROJECT / name).is_file()]
    except (OSError, subprocess.CalledProcessError):
        hidden = re.compile(r"/\.(?!ci/|gitignore)|/__pycache__/")
        files = [path for path in PROJECT.rglob("*") if path.is_file()]
        return [path for path in files if not hidden.search("/" + str(path.relative_to(PROJECT)))]


# Written in halves, so that this file doesn't hold what it looks for.
PRIVATE = re.compile(
    "|".join(
        re.escape(one + other)
        for one, other in [
            ("pypi.", "org"), ("python", "hosted"), ("registry.npm", "js"), ("deb.debi", "an.org"),
            ("anaconda.", "org"), ("/ro", "ot/"), ("/wo", "rk/"), ("/home", "/"), ("/Use", "rs/"),
            ("/opt/", "py"), ("index-", "url ="), ("C:\\Use", "rs"),
        ]
    )
)  # fmt: skip


def test_no_tracked_file_holds_a_registrys_address_or_a_place_on_somebodys_machine() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(PROJECT)}: {hit}" for hit in PRIVATE.findall(text)]
    assert not found


def test_no_tracked_file_is_a_runs_product() -> None:
    made = re.compile(r"\.pyc$|^\.venv|\.egg-info/|^outputs/[^/]+/[^/]+/resultat\.")
    names = [path.relative_to(PROJECT).as_posix() for path in tracked()]
    assert not [name for name in names if made.search(name)]


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git saknas")
PERIOD_FOLDER = "outputs/regionstod/2022-da08"


def ignored(folder: Path, names: list[str]) -> set[str]:
    """Which of these files a repository with our .gitignore would not take."""
    shutil.copy(PROJECT / ".gitignore", folder)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    asked = subprocess.run(
        ["git", "check-ignore", *names], cwd=folder, capture_output=True, text=True
    )
    assert asked.returncode in (0, 1), asked.stderr
    return set(asked.stdout.split())


@needs_git
def test_git_ignores_no_notebook_history_or_edition_of_a_users(tmp_path: Path) -> None:
    places = [PERIOD_FOLDER, "outputs/build/2022-ar", "outputs/dist/2022-da04"]
    words = ["x.ipynb", "historik/0001.ipynb", "utgavor/1/x.pdf", "utgavor/1/x.html", "eget.docx"]
    words += ["utgavor/1/manifest.json", "utgavor/1/resultat.csv", "utgavor/1/resultat.json"]
    names = [f"{place}/{name}" for place in places for name in words]
    names += ["outputs/regionstod/regionstod-2022-da08-misslyckad.ipynb", "egen/x.ipynb"]
    assert not ignored(tmp_path, names)


@needs_git
def test_git_ignores_what_a_run_makes_again(tmp_path: Path) -> None:
    products = [
        "regionstod-2022-da08.html", "regionstod-2022-da08.pdf", "resultat.csv", "resultat.json",
        "resultat_verksamhet.csv", "resultat_produktion.json", "manifest.json", "korning.log",
    ]  # fmt: skip
    names = [f"{PERIOD_FOLDER}/{name}" for name in products]
    assert ignored(tmp_path, names) == set(names)


# The master notebook


def master() -> dict[str, object]:
    path = PROJECT / "notebooks/rapport.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_the_master_is_saved_without_outputs() -> None:
    for cell in master()["cells"]:  # type: ignore[attr-defined]
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_the_masters_code_cells_are_one_line_each() -> None:
    """But for the parameters, which are a line each."""
    for cell in master()["cells"]:  # type: ignore[attr-defined]
        if cell["cell_type"] != "code" or "parameters" in cell["metadata"].get("tags", []):
            continue
        assert len("".join(cell["source"]).strip().splitlines()) == 1, cell["id"]


def test_the_master_knows_no_division_no_measure_and_no_period() -> None:
    plan = (PROJECT / "params/regionstod/2022/plan.yaml").read_text(encoding="utf-8")
    ids = set(re.findall(r"^\s*-? *id: *(\S+)", plan, re.MULTILINE))
    words = " ".join("".join(cell["source"]) for cell in master()["cells"])  # type: ignore[attr-defined]
    assert ids
    assert not {one for one in ids if re.search(rf"\b{re.escape(one)}\b", words)}
    assert not re.search(r"Regionstöd|Norrbotten|\b20\d\d\b|\b(?:april|augusti|december)\b", words)
