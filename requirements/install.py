"""Make .venv (runtime, or dev on top of it) and .venv-lab from their locks.

    python requirements/install.py [runtime|dev|lab] [--ready]

Needs nothing but Python >= 3.11. An environment is stamped only when it is complete, and the stamp
holds the content of what it was made from: an interrupted install, another lock and a folder that
has moved are redone; a file that was merely touched is not. `--ready` only asks.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
STAMP = "styrkort-klar"


class InstallError(Exception):
    """What stopped the install, in words for whoever gave the command."""


def environment_of(kind):
    """The folder of an environment; dev is runtime with more in it."""
    return PROJECT / (".venv-lab" if kind == "lab" else ".venv")


def lock_of(kind):
    """The lock that an environment is made from."""
    return PROJECT / "requirements" / f"{kind}.txt"


def python_of(environment):
    """The interpreter inside an environment."""
    if os.name == "nt":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def packages_stamp(kind):
    """What an environment's packages stand on: the lock, and the place (its scripts hold paths)."""
    place = os.fsencode(environment_of(kind))
    return f"{kind} {hashlib.sha256(lock_of(kind).read_bytes() + place).hexdigest()}"


def project_stamp():
    """What the project's own install stands on: entry points and build backend."""
    return f"projekt {hashlib.sha256((PROJECT / 'pyproject.toml').read_bytes()).hexdigest()}"


def stamped(kind):
    """The lines of a finished environment's stamp; none if it is unfinished or broken."""
    environment = environment_of(kind)
    try:
        lines = (environment / STAMP).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return lines if python_of(environment).exists() else []


def has_packages(kind):
    """Whether the lock's packages are there; dev's include runtime's, in the same versions."""
    enough = ["runtime", "dev"] if kind == "runtime" else [kind]
    return any(packages_stamp(each) in stamped(kind) for each in enough)


def is_ready(kind):
    """Whether the environment can be used as it is."""
    return has_packages(kind) and (kind == "lab" or project_stamp() in stamped(kind))


def succeeds(*command, quiet=False, env=None):
    """Whether a command works; what it says about a failure stands above our own message."""
    silence = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if quiet else {}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=PROJECT, check=False, env=env, **silence).returncode == 0


def environment_for_uv():
    """uv trusts what the system trusts and looks where pip does, unless it is told otherwise."""
    given = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true", **os.environ}
    if "PIP_INDEX_URL" in given:
        given.setdefault("UV_DEFAULT_INDEX", given["PIP_INDEX_URL"])
    return given


def create(environment):
    """An empty environment, in place of one that is old, moved or interrupted."""
    foreign = environment.is_dir() and not (environment / "pyvenv.cfg").exists()
    if (foreign and any(environment.iterdir())) or environment.is_file():
        raise InstallError(
            f"{environment.name} finns men är ingen Python-miljö. Flytta den och kör igen."
        )
    shutil.rmtree(environment, ignore_errors=True)
    if not succeeds(sys.executable, "-m", "venv", "--without-pip", environment):
        raise InstallError(f"{environment.name} kunde inte skapas med {sys.executable}.")


def add_pip(environment):
    """pip inside the environment, from Python's own ensurepip."""
    python = python_of(environment)
    if succeeds(python, "-m", "pip", "--version", quiet=True):
        return
    if not succeeds(python, "-m", "ensurepip", quiet=True):
        raise InstallError(
            f"{sys.executable} saknar ensurepip, som behövs för att installera. "
            "På Debian och Ubuntu: sudo apt install python3-venv. Kör sedan samma kommando igen."
        )


def install(environment, *what):
    """Install with uv where it is present and reaches its registry, else with pip.

    Python compiles what it imports; compiling all that is installed would double the wait.
    """
    python, uv = python_of(environment), shutil.which("uv")
    with_uv = [uv, "pip", "install", "--quiet", "--python", python]
    if uv and succeeds(*with_uv, *what, quiet=True, env=environment_for_uv()):
        return
    add_pip(environment)
    pip = [python, "-m", "pip", "install", "-qq", "--no-compile", "--no-input"]
    if not succeeds(*pip, "--disable-pip-version-check", *what):
        raise InstallError(
            "Installationen misslyckades (se ovan). Kontrollera nätverket och kör igen."
        )


def install_packages(kind):
    """The lock's packages: on top of what is there where that is right, else from the beginning."""
    environment = environment_of(kind)
    grows = kind == "dev" and has_packages("runtime")
    (environment / STAMP).unlink(missing_ok=True)
    if not grows:
        create(environment)
    install(environment, "--no-deps", "--require-hashes", "-r", lock_of(kind))


def install_project(environment):
    """The project itself, editable. A step of its own: hashes and `-e .` do not mix in pip."""
    (environment / STAMP).unlink(missing_ok=True)
    install(
        environment, "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(PROJECT)
    )


def write_stamp(kind, keep):
    """Say that the environment is complete; swapped in, so that a half stamp can't be read."""
    stamp = environment_of(kind) / STAMP
    lines = [*keep, packages_stamp(kind), *([] if kind == "lab" else [project_stamp()])]
    new = stamp.with_suffix(".ny")
    new.write_text("\n".join(dict.fromkeys(lines)) + "\n", encoding="ascii")
    new.replace(stamp)


def complete(kind):
    """Do what is missing, then stamp."""
    environment = environment_of(kind)
    held = [line for line in stamped(kind) if not line.startswith("projekt ")]
    keep = held if has_packages(kind) else []
    if not has_packages(kind):
        print(f"Installerar {environment.name} … (en gång)", file=sys.stderr, flush=True)
        install_packages(kind)
    if kind != "lab":
        install_project(environment)
    write_stamp(kind, keep)


def lock_file(handle, *, wait):
    """Take the operating system's lock; False if another process has it and we don't wait."""
    if os.name == "nt":
        import msvcrt

        take = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK
        lock = lambda: msvcrt.locking(handle.fileno(), take, 1)  # noqa: E731
    else:
        import fcntl

        lock = lambda: fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))  # noqa: E731
    try:
        lock()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def alone(environment):
    """One install at a time: the second waits, and then finds the work done."""
    with (PROJECT / f"{environment.name}.lock").open("a", encoding="ascii") as handle:
        if not lock_file(handle, wait=False):
            print("Väntar på en installation som redan pågår …", file=sys.stderr, flush=True)
            while not lock_file(handle, wait=True):
                pass
        yield


def main(words):
    """Exit code: 0 ready, 1 not ready (with --ready), 2 could not be made, 130 interrupted."""
    kind = next((word for word in words if not word.startswith("-")), "runtime")
    if is_ready(kind):
        return 0
    if "--ready" in words:
        return 1
    try:
        with alone(environment_of(kind)):
            if not is_ready(kind):
                complete(kind)
    except InstallError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Det gick inte att skriva i {PROJECT}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Avbrutet. Nästa körning gör om installationen.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
