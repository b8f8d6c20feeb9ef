"""What the project ships beside its code."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = ("run", "dev")
LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock")


def pins(name: str) -> dict[str, str]:
    """Requirement name to everything that stands after it, hashes and marks, of one constraint file."""
    text = (ROOT / "constraints" / f"{name}.txt").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.M))
    lines = (line.split("==", 1) for line in joined.splitlines())
    return {line[0].strip(): line[1] for line in lines}


def names(*lists: str) -> set[str]:
    optional = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *(line for name in lists for line in optional[name])]
    return {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in wanted}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_constraints_name_no_registry_and_no_machine(name: str) -> None:
    text = (ROOT / "constraints" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|pypi", text, re.IGNORECASE)
    assert not re.search(r"(^|\s)/\w", text)


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_every_pin_is_one_version_with_hashes(name: str) -> None:
    for package, rest in pins(name).items():
        assert re.match(r"[0-9][^\s*]* ", rest), package
        assert re.findall(r"--hash=sha256:[0-9a-f]{64}\b", rest), package


@pytest.mark.parametrize(("name", "lists"), [("run", ("build",)), ("dev", ("build", "dev"))])
def test_constraints_hold_all_that_pyproject_names(name: str, lists: tuple[str, ...]) -> None:
    assert names(*lists) - pins(name).keys() == set()


def test_run_is_part_of_dev_and_holds_nothing_for_tests_only() -> None:
    run, dev = pins("run"), pins("dev")
    assert {package: run[package] == dev.get(package) for package in run} == dict.fromkeys(run, True)
    assert run.keys() & (names("dev") - names("build")) == set()


def test_build_requirements_are_pinned_too() -> None:
    required = {re.split(r"[^a-z-]", line)[0] for line in PROJECT["build-system"]["requires"]}
    assert required <= pins("run").keys()
    assert "editables" in pins("run")


@pytest.mark.parametrize("name", PROJECT["project"]["license-files"])
def test_licence_files_are_there_and_shipped(name: str) -> None:
    assert (ROOT / name).is_file()
    assert name in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]


def test_whose_licences_they_are() -> None:
    assert set(PROJECT["project"]["license-files"]) == {"LICENSE", "NOTICE"}
    assert PROJECT["project"]["license"] == "MIT"
    assert "the charter-audit authors" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "bangladesh-geocode" in notice
    assert "Copyright (c) 2014 Nuhil Mehdy" in notice


def test_no_lock_file_is_kept() -> None:
    assert [name for name in LOCKS if (ROOT / name).exists()] == []


# ---- the Makefile ------------------------------------------------------------------------------------------

TARGETS = ("demo", "test", "check", "fix", "help", "pins")


def tools(folder: Path, **scripts: str) -> Path:
    """A folder to stand alone on PATH: `rm`, and the scripts by their names (`_` for a dot)."""
    for name, script in scripts.items():
        program = folder / name.replace("_", ".")
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    (folder / "rm").symlink_to(shutil.which("rm") or "/bin/rm")
    return folder


def make(*words: str) -> subprocess.CompletedProcess[str]:
    # What the make that runs these tests was told is not for this one.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--no-print-directory", *words]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("target", TARGETS)
def test_help_tells_every_target(target: str) -> None:
    assert re.search(rf"^make {target}\t\S", make().stdout, re.M)


@pytest.mark.parametrize(("status", "expected"), [(0, 2), (1, 0), (2, 2), (3, 2), (4, 2)])
def test_demo_succeeds_on_status_1_only(tmp_path: Path, status: int, expected: int) -> None:
    program = tmp_path / "bin" / "charter-audit"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho shown $*\nexit {status}\n", encoding="utf-8")
    program.chmod(0o755)
    (program.parent / "python").symlink_to(sys.executable)
    # -o: the environment counts as made, so nothing is installed.
    stamp = f"{tmp_path}/run.stamp"
    (tmp_path / "run.stamp").touch()
    done = make("-o", stamp, f"VENV={tmp_path}", "demo")
    assert done.returncode == expected
    assert done.stdout == "shown demo\n"
    assert (f"the status is {status}" in done.stderr) == (status != 1)


def test_without_a_python_it_is_said(tmp_path: Path) -> None:
    path = tools(tmp_path, python3="exit 1", python3_11="exit 1")
    done = make(f"VENV={tmp_path}/v", f"PATH={path}", f"{tmp_path}/v/bin/python")
    assert done.returncode == 2
    assert "no Python of 3.11 or later" in done.stderr


def test_the_python_that_is_found_makes_the_environment(tmp_path: Path) -> None:
    found = f'[ "$1" = -c ] && exec {sys.executable} "$@"\necho made "$@"'
    path = tools(tmp_path, python3="exit 1", python3_12=found)
    done = make(f"VENV={tmp_path}/v", f"PATH={path}", f"{tmp_path}/v/bin/python")
    assert done.stdout.splitlines() == [f"python3.12 -m venv {tmp_path}/v", f"made -m venv {tmp_path}/v"]


def test_stamps_go_when_their_python_has_gone(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(tmp_path / "gone")
    (tmp_path / "dev.stamp").touch()
    make(f"VENV={tmp_path}", "help")
    assert not (tmp_path / "dev.stamp").exists()


def test_the_check_of_a_fresh_clone_runs_all_three() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert [line for line in lines if "make " in line and "packages" not in line] == [
        "make check",
        "CHARTER_AUDIT_ALL_PROGRAMS=1 make test",
        "make demo",
    ]
