"""The commands as they are typed: words, exit codes, streams."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest

from plan_samples import plan_text
from styrkort import __version__, cli

OF_WORDS = ["review", "confirm", "undo", "publish", "diff"]
OF_A_PERIOD = ["report", "render", "reports", "lab", "sources", *OF_WORDS]
COMMANDS = [*OF_A_PERIOD, "import", "verify", "plan", "start"]


def test_help_is_in_swedish_and_lists_every_command() -> None:
    result = styrkort("--help")
    assert result.returncode == 0
    assert result.stdout.startswith("Användning: styrkort")
    for command in COMMANDS:
        assert f"\n  {command} " in result.stdout
    assert "..." not in result.stdout, "a summary that the list has no room for"
    assert_no_english(result.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_swedish(command: str) -> None:
    result = styrkort(command, "--help")
    assert result.returncode == 0
    assert "--root" in result.stdout
    assert_no_english(result.stdout)


def test_the_version_is_told() -> None:
    assert styrkort("--version").stdout == f"styrkort {__version__}\n"


def test_no_command_shows_the_help_and_is_wrong_input() -> None:
    result = styrkort()
    assert result.returncode == 2
    assert "Kommandon:" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["raport", "DÅ08"], "Kommandot ”raport” finns inte"),
        (["report", "--yaer", "2022", "DÅ08"], "Valet --yaer finns inte. Menade du --year?"),
        (["report", "--year"], "Valet --year behöver ett värde"),
        (["report", "--quiet=1", "DÅ08"], "Valet --quiet tar inget värde"),
        (["report", "DÅ08", "DÅ04"], "För många argument: DÅ04"),
        (["report", "DÅ08", "--year", "20x2"], "Året ”20x2” kan inte läsas"),
        (["report", "DÅ08", "--year", "22"], "Skriv fyra siffror"),
        (["-x"], "Valet -x finns inte"),
        (["reports", "DÅ08", "--division", "x"], "Valet --division finns inte"),
        (["plan", "DÅ08"], "För många argument: DÅ08. Kommandot tar bara val."),
        (["start", "2023"], "För många argument: 2023. Kommandot tar bara val."),
    ],
)
def test_a_command_typed_wrongly_is_told_in_swedish(args: list[str], message: str) -> None:
    result = styrkort(*args)
    assert result.returncode == 2
    assert message in result.stderr
    assert result.stdout == ""
    assert_no_english(result.stderr)


@pytest.mark.parametrize(
    "period", ["", " ", "DÅ06", "2022", "$(touch hit)", "`touch hit`", "DÅ08; touch hit"]
)
def test_a_period_that_is_none_names_those_there_are(tmp_path: Path, period: str) -> None:
    result = styrkort("report", period, cwd=tmp_path)
    assert result.returncode == 2
    assert "DÅ04" in result.stderr
    assert "ÅR" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", OF_A_PERIOD)
def test_every_command_of_a_period_refuses_an_unknown_one(tmp_path: Path, command: str) -> None:
    result = styrkort(command, "DÅ06", cwd=tmp_path)
    assert result.returncode == 2
    assert "”DÅ06” finns inte" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_missing_period_names_those_there_are(tmp_path: Path) -> None:
    result = styrkort("report", "--root", str(tmp_path))
    assert result.returncode == 2
    assert "PERIOD saknas" in result.stderr


def test_sources_without_a_period_is_of_the_whole_year(tmp_path: Path) -> None:
    result = styrkort("sources", "--root", str(tmp_path))
    assert result.returncode == 2
    assert "PERIOD saknas" not in result.stderr
    assert "det finns ingen plan" in result.stderr


def test_start_without_a_year_asks_for_it(tmp_path: Path) -> None:
    result = styrkort("start", "--root", str(tmp_path))
    assert result.returncode == 2
    assert "Året saknas" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["plan", "start"])
def test_a_plans_commands_need_a_root(tmp_path: Path, command: str) -> None:
    result = styrkort(command, "--year", "2023", "--root", str(tmp_path / "borta"))
    assert result.returncode == 2
    assert "borta: mappen finns inte" in result.stderr


def test_the_plan_in_a_pipe_is_as_wide_as_columns_says(tmp_path: Path) -> None:
    place = tmp_path / "params/prov/2022/plan.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(plan_text("mål: {minst: 90}"), encoding="utf-8")
    for columns in ("80", "120"):
        result = styrkort("plan", env={"COLUMNS": columns}, cwd=tmp_path)
        assert result.returncode == 0
        widest = max(map(len, result.stdout.splitlines()))
        assert int(columns) - 10 < widest <= int(columns)


def test_empty_values_from_make_mean_not_given(tmp_path: Path) -> None:
    empty = {"PERIOD": "", "YEAR": "", "DIVISION": "", "ROOT": ""}
    result = styrkort("report", env=empty, cwd=tmp_path)
    assert result.returncode == 2
    assert "PERIOD saknas" in result.stderr


def test_values_come_from_the_environment_as_make_passes_them(tmp_path: Path) -> None:
    result = styrkort("report", env={"PERIOD": "DÅ06", "ROOT": str(tmp_path)})
    assert "DÅ06" in result.stderr
    result = styrkort("report", env={"PERIOD": "DÅ08", "YEAR": "tjugotvå"})
    assert "tjugotvå" in result.stderr


def test_a_root_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = styrkort("report", "DÅ08", "--root", str(tmp_path / "borta"))
    assert result.returncode == 2
    assert "borta: mappen finns inte" in result.stderr


@pytest.mark.parametrize("division", ["../regionstod", "x/y", "..", "finnsinte", "/etc"])
def test_a_division_that_is_not_a_folder_of_params_names_those_there_are(
    tmp_path: Path, division: str
) -> None:
    plan = tmp_path / "params/regionstod/2022/plan.yaml"
    plan.parent.mkdir(parents=True)
    plan.write_text("{}")
    result = styrkort("report", "DÅ08", "--root", str(tmp_path), "--division", division)
    assert result.returncode == 2
    assert f"”{division}” har ingen plan i params/" in result.stderr
    assert "regionstod" in result.stderr
    assert names(tmp_path) == {"params"}


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_words_are_utf8_in_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    result = styrkort("report", "DÅ06", env=locale, cwd=tmp_path)
    assert "Perioden ”DÅ06” finns inte" in result.stderr


def test_a_reader_that_has_gone_is_no_fault() -> None:
    command = f'"{sys.executable}" -m styrkort --help | true; exit ${{PIPESTATUS[0]}}'
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, env=environment(), check=False
    )
    assert result.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="systemet saknar /dev/full")
@pytest.mark.parametrize("stream", ["", "2"])
def test_words_that_find_no_room_are_no_fault(stream: str) -> None:
    words = "for _ in range(2): terminal.say('hej'); terminal.complain('nej')"
    code = f"from styrkort.console import terminal\n{words}"
    result = subprocess.run(
        ["bash", "-c", f'"$0" -c "$1" {stream}>/dev/full', sys.executable, code],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert result.returncode == 0
    assert (result.stdout + result.stderr) in ("hej\nhej\n", "nej\nnej\n")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_second_interruption_doesnt_break_off_the_answer_to_the_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    def interrupted_again(stream: TextIO, text: str) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        print(text, file=stream)

    monkeypatch.setattr("styrkort.run.report", interrupted)
    monkeypatch.setattr("styrkort.console.terminal._write", interrupted_again)
    assert cli.main(["report", "DÅ08"]) == 130
    assert "Avbrutet." in capsys.readouterr().err


def test_an_interruption_is_130_and_says_that_the_report_is_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("styrkort.run.report", interrupted)
    assert cli.main(["report", "DÅ08"]) == 130
    assert "Avbrutet. Rapporten är som den var." in capsys.readouterr().err


def test_what_nobody_foresaw_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError("hoppsan")

    monkeypatch.setattr("styrkort.run.report", broken)
    assert cli.main(["report", "DÅ08"]) == 2
    told = capsys.readouterr().err
    assert "Oväntat fel (ZeroDivisionError: hoppsan)" in told
    assert "Traceback" not in told


def test_a_file_that_the_system_refuses_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_args: object) -> None:
        raise PermissionError(13, "Permission denied", "params/x/2022/plan.yaml")

    monkeypatch.setattr("styrkort.run.report", refused)
    assert cli.main(["report", "DÅ08"]) == 2
    assert capsys.readouterr().err.startswith("params/x/2022/plan.yaml: filen eller mappen går")


def test_debug_shows_the_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError("hoppsan")

    monkeypatch.setattr("styrkort.run.report", broken)
    cli.main(["report", "DÅ08", "--debug"])
    assert "Traceback" in capsys.readouterr().err


def test_help_and_wrong_periods_need_no_heavy_library() -> None:
    heavy = {"pandas", "matplotlib", "nbconvert", "papermill", "typst", "pikepdf", "jupyter_client"}
    code = (
        "import sys; from styrkort import cli; cli.main(['report', 'x']); "
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    assert result.stdout.strip() == "[]"


def styrkort(
    *args: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "styrkort", *args],
        capture_output=True,
        encoding="utf-8",
        env=environment(env),
        cwd=cwd,
        check=False,
    )


def environment(more: dict[str, str] | None = None) -> dict[str, str]:
    source = str(Path(cli.__file__).parents[1])
    clean = {k: v for k, v in os.environ.items() if k not in ("PERIOD", "YEAR", "DIVISION", "ROOT")}
    return {**clean, "PYTHONPATH": source, **(more or {})}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def assert_no_english(text: str) -> None:
    for word in (
        "Usage",
        "Options",
        "Commands",
        "Error",
        "Show",
        "Try",
        "such",
        "exit",
        "[OPTIONS]",
    ):
        assert word not in text
