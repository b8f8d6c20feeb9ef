"""What a machine lacks is said with what it is for and how to get it."""

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from charter_audit import cli, doctor

RUN = CliRunner()


def program(folder: Path, name: str, says: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


def missing(name: str) -> str:
    return next(part.missing for part in doctor.parts() if part.name == name)


def test_a_machine_without_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install tesseract-ocr tesseract-ocr-ben" in missing("OCR")
    assert "apt-get install antiword" in missing("antiword")
    text = RUN.invoke(cli.app, ["doctor"]).stdout
    assert "✗ OCR: reads scanned charters" in text
    assert "without it: what is only on a scan stays unchecked" in text


@pytest.mark.parametrize(("langs", "lacks"), [("eng", "no model for Bengali"), ("ben", "")])
def test_the_bengali_model_must_be_there_too(
    langs: str, lacks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "tesseract", langs)
    program(tmp_path, "antiword", "")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert lacks in missing("OCR")
    assert bool(missing("OCR")) is bool(lacks)
    assert missing("antiword") == ""


def test_ocr_always_stops_before_the_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    registry = tmp_path / "offices.yaml"
    registry.write_text(
        'version: 1\noffices:\n  - {id: a, name: "ক", name_en: A, tier: upazila, url: "http://127.0.0.1:9", under: b}\n',
        encoding="utf-8",
    )
    result = RUN.invoke(cli.app, ["scan", "--registry", str(registry), "--ocr", "always"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--ocr always: the program tesseract is not installed" in result.stderr


def test_what_is_there_is_one_line() -> None:
    part = doctor.Part("x", "does y", "no y", "")
    assert doctor.told([part]) == "✓ x: does y\n"
