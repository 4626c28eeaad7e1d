"""The two-command promise: what an install is made from, and what make does with values."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML

PROJECT = Path(__file__).parent.parent
REQUIREMENTS = PROJECT / "requirements"
COMMANDS = {
    "report", "render", "reports", "lab", "sources", "plan", "start",
    "review", "confirm", "undo", "import", "diff", "publish", "verify",
    "test", "check", "fix", "bench", "help",
}  # fmt: skip
VARIABLES = [
    "PERIOD", "YEAR", "DIVISION", "ROOT",
    "CELL", "BY", "DATE", "DNR", "REASON", "FILE", "DIR", "NUMBER", "AGAINST",
]  # fmt: skip
CONDA_NAMES = {
    "duckdb": "python-duckdb",
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(kind: str) -> dict[str, set[str]]:
    """Name → its pins, version and marker; several where the Python version decides."""
    pins: dict[str, set[str]] = {}
    for line in lock_entries(kind):
        name, pin = line.split(" \\")[0].strip().split("==", 1)
        pins.setdefault(canonical(name), set()).add(pin.strip())
    return pins


def lock_entries(kind: str) -> list[str]:
    """Each requirement with its continuation lines joined."""
    text = (REQUIREMENTS / f"{kind}.txt").read_text(encoding="utf-8")
    kept = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    return " \n".join(kept).replace("\\ \n", "\\").splitlines()


def metadata() -> dict[str, object]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def names_of(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[=<>~!\[; ]", one)[0]) for one in requirements}


def direct(*, with_build: bool) -> set[str]:
    meta = metadata()
    names = names_of(meta["project"]["dependencies"])  # type: ignore[index]
    return names | names_of(meta["dependency-groups"]["build"]) if with_build else names  # type: ignore[index]


# What the locks hold


@pytest.mark.parametrize("kind", ["runtime", "dev", "lab"])
def test_every_requirement_is_pinned_to_one_version_with_hashes(kind: str) -> None:
    entries = lock_entries(kind)
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+ ", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


@pytest.mark.parametrize("kind", ["runtime", "dev"])
def test_what_slows_every_import_stays_out_of_the_environment_that_runs_reports(kind: str) -> None:
    assert "rfc3987-syntax" not in locked(kind)
    assert "jupyterlab" not in locked(kind)
    assert "nbdime" not in locked(kind)


def test_the_lab_environment_holds_jupyterlab_and_nbdime() -> None:
    assert {"jupyterlab", "nbdime", "ipykernel"} <= locked("lab").keys()


def test_the_tests_run_on_the_same_versions_as_the_reports() -> None:
    runtime, dev = locked("runtime"), locked("dev")
    assert {name: dev.get(name) for name in runtime} == runtime


def test_the_lock_holds_what_the_project_declares_and_its_build_backend() -> None:
    assert direct(with_build=True) <= locked("runtime").keys()
    groups = metadata()["dependency-groups"]
    assert names_of(groups["dev"]) <= locked("dev").keys()  # type: ignore[index]
    assert names_of(groups["lab"]) <= locked("lab").keys()  # type: ignore[index]


def test_the_build_backend_is_one_version_everywhere() -> None:
    (required,) = metadata()["build-system"]["requires"]  # type: ignore[index]
    name, version = required.split("==")
    assert locked("runtime")[name] == {version}
    assert required in metadata()["dependency-groups"]["build"]  # type: ignore[index]


def test_there_is_no_lock_that_holds_registry_addresses() -> None:
    assert not (PROJECT / "uv.lock").exists()
    for lock in REQUIREMENTS.glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "index-url" not in text
        assert "find-links" not in text


def test_the_conda_environment_agrees_with_the_lock() -> None:
    with (PROJECT / "environment.yml").open(encoding="utf-8") as file:
        environment = YAML(typ="safe").load(file)
    (from_pip,) = (part["pip"] for part in environment["dependencies"] if isinstance(part, dict))
    listed = [part for part in environment["dependencies"] if isinstance(part, str)]
    assert "--editable ." in from_pip
    lines = [*listed, *(part.replace("==", "=") for part in from_pip if "==" in part)]
    given = {line.partition("=")[0]: line.partition("=")[2] for line in lines}
    back = {conda: name for name, conda in CONDA_NAMES.items()}
    found = {canonical(back.get(name, name)): version for name, version in given.items()}
    del found["pip"], found["python>"]
    assert found == {name: one_version(name) for name in direct(with_build=True)}
    assert "python" + metadata()["project"]["requires-python"] in listed  # type: ignore[index]


def one_version(name: str) -> str:
    """The version that is pinned; none where the lock follows Python's version."""
    pins = locked("runtime")[name]
    return next(iter(pins)) if len(pins) == 1 else ""


# What make does

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make saknas")


def make(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a fresh login: no variable of an outer make, nothing of ours."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder), **environment}
    return subprocess.run(
        ["make", *words], cwd=folder, env=clean, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """The real Makefile over a ready .venv whose styrkort writes down what it was given."""
    shutil.copy(PROJECT / "Makefile", tmp_path)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    values = " ".join(f'"${name}"' for name in VARIABLES)
    scripts = {"python": "exit 0\n", "styrkort": f'printf "%s|" "$@" {values} > given\n'}
    for name, body in scripts.items():
        script = tmp_path / ".venv/bin" / name
        script.write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
        script.chmod(0o755)
    return tmp_path


def given(folder: Path) -> list[str]:
    return (folder / "given").read_text(encoding="utf-8").split("|")[:-1]


@needs_make
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_make_hands_the_values_over_through_the_environment(stand_in: Path, locale: str) -> None:
    made = make(stand_in, "report", "PERIOD=DÅ08", "YEAR=2022", "ROOT=en mapp", LANG=locale)
    assert made.returncode == 0, made.stderr
    assert given(stand_in)[:5] == ["report", "DÅ08", "2022", "", "en mapp"]


@needs_make
def test_values_may_come_from_the_environment_and_may_be_missing(stand_in: Path) -> None:
    assert make(stand_in, "render", PERIOD="ÅR").returncode == 0
    assert given(stand_in)[:5] == ["render", "ÅR", "", "", ""]


@needs_make
@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize(
    "value",
    [
        "$(shell touch sprang)",
        "$$(touch sprang)",
        "`touch sprang`",
        "; touch sprang #",
        "' ; touch sprang ; '",
        '" ; touch sprang ; "',
        "DÅ08 & touch sprang",
        "$(file > sprang,x)",
        "$(eval report:;touch sprang)",
        "${HOME}",
        "två\nrader",
        "$",
        "%",
        "\\",
    ],
)
def test_a_value_is_text_and_never_code(stand_in: Path, variable: str, value: str) -> None:
    for words, environment in (([f"{variable}={value}"], {}), ([], {variable: value})):
        made = make(stand_in, "report", *words, **environment)
        assert made.returncode == 0, made.stderr
        place = VARIABLES.index(variable) + 1
        assert given(stand_in)[place] == value
        assert not (stand_in / "sprang").exists()


@needs_make
def test_the_help_lists_every_command_there_is() -> None:
    made = make(PROJECT, "help")
    listed = re.findall(r"^  ([a-z]+) +\S", made.stdout, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    assert make(PROJECT).stdout == made.stdout


def test_every_target_of_the_makefile_is_in_the_help_or_is_its_own_business() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
    assert {target for target in targets if not target.startswith("_")} == COMMANDS
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert set(phony.split()) == targets


@needs_make
def test_without_a_new_enough_python_the_message_says_what_to_do(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "Makefile", tmp_path)
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("make", "sh"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tools / "python3").chmod(0o755)
    made = make(tmp_path, "report", "PERIOD=DÅ08", PATH=str(tools))
    assert made.returncode == 2
    assert "Python 3.11 eller senare hittades inte" in made.stderr
    assert "python3-venv" in made.stderr


# How an environment is made


def installer(project: Path) -> ModuleType:
    """requirements/install.py, at work in another folder."""
    spec = importlib.util.spec_from_file_location("install", REQUIREMENTS / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.PROJECT = project
    return module


def project_in(folder: Path) -> Path:
    (folder / "requirements").mkdir(parents=True)
    for name in ("requirements/runtime.txt", "requirements/dev.txt", "pyproject.toml"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def pretend(module: ModuleType, *, during: str = "") -> list[str]:
    """Environments without packages; what would be installed is written down."""
    asked: list[str] = []

    def create(environment: Path) -> None:
        shutil.rmtree(environment, ignore_errors=True)
        module.python_of(environment).parent.mkdir(parents=True)
        module.python_of(environment).touch()
        asked.append("create")

    def install(_environment: Path, *what: object) -> None:
        asked.append("project" if "--editable" in what else Path(str(what[-1])).name)
        if during and during in asked:
            raise KeyboardInterrupt

    module.create, module.install = create, install  # type: ignore[attr-defined]
    return asked


def test_an_environment_is_made_once_and_then_ready(tmp_path: Path) -> None:
    module = installer(project_in(tmp_path))
    asked = pretend(module)
    assert module.main(["runtime", "--ready"]) == 1
    assert module.main(["runtime"]) == 0
    assert asked == ["create", "runtime.txt", "project"]
    assert module.main(["runtime", "--ready"]) == 0
    assert module.main(["runtime"]) == 0
    assert asked == ["create", "runtime.txt", "project"]


def test_tests_add_to_the_environment_of_the_reports(tmp_path: Path) -> None:
    module = installer(project_in(tmp_path))
    asked = pretend(module)
    assert module.main(["runtime"]) == module.main(["dev"]) == 0
    assert asked == ["create", "runtime.txt", "project", "dev.txt", "project"]
    assert module.is_ready("runtime")
    assert module.is_ready("dev")


def test_an_environment_made_for_tests_serves_reports_too(tmp_path: Path) -> None:
    module = installer(project_in(tmp_path))
    asked = pretend(module)
    assert module.main(["dev"]) == 0
    assert module.is_ready("runtime")
    assert asked == ["create", "dev.txt", "project"]


def test_a_touched_lock_installs_nothing_and_a_changed_one_does(tmp_path: Path) -> None:
    module = installer(project_in(tmp_path))
    pretend(module)
    module.main(["runtime"])
    lock = tmp_path / "requirements/runtime.txt"
    os.utime(lock, (1, 1))
    assert module.is_ready("runtime")
    lock.write_text("annat", encoding="utf-8")
    assert not module.is_ready("runtime")


def test_changed_entry_points_redo_only_the_projects_own_step(tmp_path: Path) -> None:
    module = installer(project_in(tmp_path))
    asked = pretend(module)
    module.main(["dev"])
    (tmp_path / "pyproject.toml").write_text("annat", encoding="utf-8")
    asked.clear()
    assert module.main(["runtime"]) == 0
    assert asked == ["project"]
    assert module.is_ready("dev")


def test_a_moved_folder_gets_a_new_environment(tmp_path: Path) -> None:
    module = installer(project_in(tmp_path / "här"))
    pretend(module)
    module.main(["runtime"])
    moved = (tmp_path / "här").rename(tmp_path / "där")
    assert not installer(moved).is_ready("runtime")


@pytest.mark.parametrize("step", ["create", "runtime.txt", "project"])
def test_an_interrupted_install_is_redone(tmp_path: Path, step: str) -> None:
    module = installer(project_in(tmp_path))
    pretend(module, during=step)
    assert module.main(["runtime"]) == 130
    assert not module.is_ready("runtime")
    asked = pretend(module)
    assert module.main(["runtime"]) == 0
    assert asked == ["create", "runtime.txt", "project"]


def test_an_interrupted_addition_never_passes_for_a_finished_environment(tmp_path: Path) -> None:
    module = installer(project_in(tmp_path))
    pretend(module)
    module.main(["runtime"])
    pretend(module, during="dev.txt")
    assert module.main(["dev"]) == 130
    assert not module.is_ready("runtime")


def test_a_folder_that_is_no_environment_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module = installer(project_in(tmp_path))
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/viktigt.txt").write_text("mitt", encoding="utf-8")
    assert module.main(["runtime"]) == 2
    assert "ingen Python-miljö" in capsys.readouterr().err
    assert (tmp_path / ".venv/viktigt.txt").read_text(encoding="utf-8") == "mitt"


def test_two_at_once_install_once(tmp_path: Path) -> None:
    """The second waits for the first, and finds the work done."""
    project = project_in(tmp_path)
    program = textwrap.dedent(f"""
        import pathlib, sys, time
        sys.path.insert(0, {str(REQUIREMENTS)!r})
        import install as module
        project = module.PROJECT = pathlib.Path({str(project)!r})

        def packages(kind):
            with (project / "asked").open("a") as asked:
                asked.write("x")
            time.sleep(0.5)
            python = module.python_of(project / ".venv")
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()

        module.install_packages = packages
        module.install_project = lambda environment: None
        raise SystemExit(module.main(["runtime"]))
    """)
    running = [
        subprocess.Popen(
            [sys.executable, "-B", "-c", program], stderr=subprocess.PIPE, encoding="utf-8"
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert (project / "asked").read_text(encoding="utf-8") == "x"
    assert any("Väntar på en installation" in one for one in said)
