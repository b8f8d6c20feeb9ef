"""A missing program is a skip with its reason on a desk, and an error where all must be there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEST = "import pytest\n\n\n@pytest.mark.needs('antiword')\ndef test_it() -> None:\n    pass\n"
CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.mark.parametrize(("all_programs", "expected"), [("", "1 skipped"), ("1", "1 error")])
def test_a_missing_program(tmp_path: Path, all_programs: str, expected: str) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "test_it.py").write_text(TEST, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = needs(part): x\n", encoding="utf-8")
    environment = {**os.environ, "PATH": "", "CHARTER_AUDIT_ALL_PROGRAMS": all_programs}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True, text=True, env=environment, timeout=60, check=False,
    )  # fmt: skip
    assert expected in done.stdout
    assert "antiword is not installed" in done.stdout
