"""Cells executed in a kernel of our own: outputs, errors, and nothing of the user's in between."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest

from notebook_samples import cell_of, code, ids, markdown, notebook
from styrkort.errors import InputError, NotebookError
from styrkort.execute import CellFailed, execute
from styrkort.kernels import kernel as kernels
from styrkort.kernels.kernel import Kernel, started
from styrkort.notebook import Cell, Notebook, to_bytes

ABOUT = {"period": "DÅ08", "år": 2022, "division": "regionstod"}
PARAMETERS = code("parametrar", "PERIOD = None\nYEAR = None\nDIVISION = None", "parameters")


def to_run(*cells: Cell) -> Notebook:
    return notebook(PARAMETERS, *cells, styrkort=ABOUT)


def ran(tmp_path: Path, *cells: Cell, snapshot: bytes = b"{}") -> Notebook:
    return execute(to_run(*cells), snapshot, tmp_path)


def failed(tmp_path: Path, *cells: Cell) -> CellFailed:
    with pytest.raises(CellFailed) as caught:
        ran(tmp_path, *cells)
    return caught.value


def printed(nb: Notebook, id: str = "a") -> str:
    return "".join(output.get("text", "") for output in cell_of(nb, id)["outputs"])


def test_cells_run_with_parameters_snapshot_and_root(tmp_path: Path) -> None:
    asked = """
import os
print(PERIOD, YEAR, DIVISION, os.getcwd())
print(open(os.environ['STYRKORT_RAPPORT']).read())
"""
    nb = ran(tmp_path, code("a", asked), snapshot=b'{"rapport": 1}')
    first, second = printed(nb).splitlines()
    assert first == f"DÅ08 2022 regionstod {tmp_path.resolve()}"
    assert second == '{"rapport": 1}'
    assert ids(nb) == ["parametrar", "inlagda-parametrar", "a"]
    assert str(tmp_path) not in json.dumps(nb["metadata"])


RESTLESS = (
    "import sys, warnings\nprint(object())\nprint({'a', 'b', 'c', 'å'})\nwarnings.warn('x')",
    "print('1', flush=True)\nprint('2', file=sys.stderr, flush=True)\nprint('3')",
    "import pandas as pd\npd.DataFrame({'a': [1]}).style",
    "import matplotlib.pyplot as plt\n%config InlineBackend.figure_formats = ['svg']",
    "plt.plot([1, 2]);",
    "class X: pass\nX()",
)
"""Cells whose outputs hold addresses, random ids, times, sets and mixed streams."""


def test_two_runs_give_the_same_valid_bytes(tmp_path: Path) -> None:
    cells = [
        markdown("rubrik", "# Rubrik"),
        *(code(f"c{n}", text) for n, text in enumerate(RESTLESS)),
    ]
    one, other = ran(tmp_path, *cells), ran(tmp_path, *cells)
    assert to_bytes(one) == to_bytes(other)
    assert "0x…" in printed(one, "c0")
    assert "<svg" in json.dumps(cell_of(one, "c4"))
    nbformat.validate(nbformat.from_dict(one))
    assert all("papermill" not in cell["metadata"] for cell in one["cells"])
    assert one["metadata"]["language_info"]["name"] == "python"
    assert "version" not in one["metadata"]["language_info"]


def test_a_failing_cell_is_told_by_id_heading_line_and_error(tmp_path: Path) -> None:
    error = failed(
        tmp_path,
        code("forst", "print('gick bra')"),
        markdown("rubrik", "## Medarbetare"),
        code("styrmatt", "x = 1\ny = {}\ny['saknas']"),
        code("efter", "print('inte hit')"),
    )
    message = str(error)
    assert "cell styrmatt, under rubriken ”Medarbetare”" in message
    assert "rad 3: y['saknas']" in message
    assert "KeyError: 'saknas'" in message
    assert isinstance(error, NotebookError)
    assert error.exit_code == 3


def test_a_failing_run_hands_over_the_notebook_as_far_as_it_came(tmp_path: Path) -> None:
    partial = failed(
        tmp_path, code("a", "print('ja')"), code("b", "1 / 0"), code("c", "2")
    ).notebook
    assert printed(partial) == "ja\n"
    assert cell_of(partial, "b")["outputs"][0]["ename"] == "ZeroDivisionError"
    assert cell_of(partial, "c")["outputs"] == []
    assert ids(partial) == ["parametrar", "inlagda-parametrar", "a", "b", "c"]
    nbformat.validate(nbformat.from_dict(partial))


def test_the_line_told_is_the_cell_s_own_even_if_the_error_comes_from_a_function(
    tmp_path: Path,
) -> None:
    error = failed(tmp_path, code("a", "import json\n\njson.loads('x')\nprint()"))
    assert "rad 3: json.loads('x')" in str(error)


def test_code_that_is_not_python_is_told_too(tmp_path: Path) -> None:
    error = failed(tmp_path, code("a", "x = 1\nx = = 2"))
    assert "SyntaxError" in str(error)
    assert "x = = 2" in str(error)


@pytest.mark.parametrize("text", ["import sys; sys.exit()", "raise SystemExit(0)"])
def test_a_cell_that_exits_is_an_error_and_not_half_a_report(tmp_path: Path, text: str) -> None:
    error = failed(tmp_path, code("a", text), code("b", "print(1)"))
    assert "cell a" in str(error)
    assert "exit" in str(error)


def test_a_cell_that_brings_python_down_is_named(tmp_path: Path) -> None:
    error = failed(tmp_path, code("a", "print('hit')"), code("b", "import os\nos._exit(1)"))
    assert "cell b" in str(error)
    assert "avslutades" in str(error)
    assert printed(error.notebook) == "hit\n"


def test_a_cell_that_asks_for_input_fails_instead_of_waiting(tmp_path: Path) -> None:
    assert "StdinNotImplementedError" in str(failed(tmp_path, code("a", "input()")))


def test_a_python_that_cannot_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "styrkort.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # a module in the way of ours
    error = failed(tmp_path, code("a", "1"))
    assert "kunde inte startas" in str(error)
    assert "styrkort" in str(error)


# --- parameters ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PERIDO = None\nYEAR = None\nDIVISION = None", "PERIOD där det står PERIDO"),
        ("PERIOD = None\nYEAR = None", "DIVISION saknas"),
        ("PERIOD, YEAR = None, None\nDIVISION: str = ''", "YEAR saknas"),
        ("", "YEAR saknas"),
    ],
)
def test_a_parameter_that_the_master_does_not_declare_is_an_error(
    tmp_path: Path, text: str, words: str
) -> None:
    nb = notebook(code("parametrar", text, "parameters"), styrkort=ABOUT)
    with pytest.raises(InputError, match="cell parametrar") as caught:
        execute(nb, b"{}", tmp_path)
    assert words in str(caught.value)


def test_a_value_of_a_cell_that_lost_its_tag_would_win_and_is_refused(tmp_path: Path) -> None:
    nb = notebook(code("a", 'PERIOD = "DÅ04"'), styrkort=ABOUT)
    with pytest.raises(InputError, match="cell a: cellen ger PERIOD ett värde"):
        execute(nb, b"{}", tmp_path)


def test_a_master_without_parameters_gets_them_first(tmp_path: Path) -> None:
    nb = execute(notebook(code("a", "print(PERIOD)"), styrkort=ABOUT), b"{}", tmp_path)
    assert ids(nb) == ["inlagda-parametrar", "a"]
    assert printed(nb) == "DÅ08\n"


# --- nothing of the user's -----------------------------------------------------------------


def test_it_runs_where_home_can_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR"):
        monkeypatch.setenv(name, "/dev/null/nowhere")
    nb = ran(tmp_path, code("a", "import matplotlib.figure\nprint('ja')"))
    assert cell_of(nb, "a")["outputs"] == [
        {"name": "stdout", "output_type": "stream", "text": "ja\n"}
    ]


def test_the_user_s_profile_start_up_and_figure_settings_have_no_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoils = tmp_path / "hemma"
    startup = spoils / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("SPOILT = 1")
    (spoils / "start.py").write_text("SPOILT = 2")
    (spoils / "matplotlibrc").write_text("lines.linewidth: 33")
    monkeypatch.setenv("HOME", str(spoils))
    monkeypatch.setenv("IPYTHONDIR", str(spoils / ".ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(spoils / "start.py"))
    monkeypatch.setenv("MATPLOTLIBRC", str(spoils / "matplotlibrc"))
    asked = "import matplotlib\nprint('SPOILT' in dir(), matplotlib.rcParams['lines.linewidth'])"
    nb = ran(tmp_path, code("a", asked))
    assert printed(nb) == "False 1.5\n"
    assert not list(spoils.glob("**/*.sqlite"))


def test_no_cell_can_publish_an_address_that_holds_a_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STYRKORT_HR_URL", "postgresql+psycopg://hr:hemligt@db.local/hr")
    monkeypatch.setenv("STYRKORT_LON_URL", "postgresql+psycopg:///lon?user=hr&password=hemligt")
    monkeypatch.setenv("STYRKORT_OPPEN", "https://example.se/a:b")
    nb = ran(tmp_path, code("a", "import os\nprint([n for n in os.environ if 'STYRKORT_' in n])"))
    assert "_OPPEN" in printed(nb)
    assert "_URL" not in printed(nb)


def test_modules_beside_the_report_do_not_hide_python_s_own(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise RuntimeError")
    (tmp_path / "egen.py").write_text("svar = 42")
    nb = ran(tmp_path, code("a", "import json, egen\nprint(egen.svar)"))
    assert printed(nb) == "42\n"


@pytest.mark.skipif(sys.platform != "linux", reason="läser Linux egna listor")
def test_nobody_outside_the_machine_can_reach_the_kernel(tmp_path: Path) -> None:
    with started(tmp_path) as kernel:
        execute(to_run(), b"{}", tmp_path, kernel)
        assert json.loads(kernel.connection_file.read_text())["transport"] == "ipc"
        assert set(_listening(kernel)) <= {"0100007F"}  # 127.0.0.1: IPython's own inner pipe
        assert kernel.folder.stat().st_mode & 0o077 == 0


def _listening(kernel: Kernel) -> list[str]:
    """Addresses, as Linux writes them, on which the process listens."""
    folder = Path(f"/proc/{kernel.process.pid}/fd")
    opened = {str(fd.readlink()) for fd in folder.iterdir() if fd.is_symlink()}
    tables = [Path(f"/proc/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    rows = [line.split() for table in tables for line in table]
    own = [row for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in opened]
    return [row[1].partition(":")[0] for row in own]


def test_without_socket_files_it_talks_over_loopback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernels, "_LONGEST_SOCKET_PATH", 0)
    with started(tmp_path) as kernel:
        nb = execute(to_run(code("a", "print('ja')")), b"{}", tmp_path, kernel)
        info: dict[str, Any] = json.loads(kernel.connection_file.read_text())
    assert (info["transport"], info["ip"]) == ("tcp", "127.0.0.1")
    assert printed(nb) == "ja\n"


# --- ending --------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_second_interruption_leaves_neither_kernel_nor_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = shutil.rmtree

    def interrupted(folder: Path, **how: bool) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        remove(folder, **how)

    monkeypatch.setattr(shutil, "rmtree", interrupted)
    with pytest.raises(KeyboardInterrupt), started(tmp_path) as kernel:
        raise KeyboardInterrupt
    assert not kernel.alive
    assert not kernel.folder.exists()


def test_kernel_and_folder_are_gone_afterwards(tmp_path: Path) -> None:
    with started(tmp_path) as kernel:
        assert kernel.alive
    assert not kernel.alive
    assert not kernel.folder.exists()


SLOW = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from test_execute import ran, code
busy = "import os, time\\nopen('pid', 'w').write(str(os.getpid()))\\ntime.sleep(60)"
try:
    ran(Path.cwd(), code("a", busy))
except KeyboardInterrupt:
    print("avbruten")
    raise SystemExit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signaler finns inte så på Windows")
@pytest.mark.parametrize(("number", "code_left"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_an_interrupted_run_leaves_no_kernel_and_says_nothing_of_its_own(
    tmp_path: Path, number: signal.Signals, code_left: int
) -> None:
    program = SLOW.format(tests=str(Path(__file__).parent))
    run = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    pid = int(_waited_for(tmp_path / "pid"))
    run.send_signal(number)
    out, err = run.communicate(timeout=30)
    assert run.returncode == code_left
    assert err == b""
    assert out == (b"avbruten\n" if number == signal.SIGINT else b"")
    assert _gone(pid)


def _waited_for(file: Path) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if file.exists() and (text := file.read_text()):
            return text
        time.sleep(0.05)
    raise AssertionError(f"{file} never came")


def _gone(pid: int) -> bool:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if _is_zombie(pid):
            return True
        time.sleep(0.05)
    return False


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def test_a_kernel_that_an_earlier_cell_has_ended_is_told_with_what_to_look_for(
    tmp_path: Path,
) -> None:
    with pytest.raises(CellFailed, match=r"cell b: .* eller en cell före den exit\(\)"):
        ran(tmp_path, code("a", "exit()"), code("b", "import time; time.sleep(30)"))
