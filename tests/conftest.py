"""Every test runs in a clean environment; a fault of the program is never caught on the way."""

import os
from pathlib import Path

import pytest

from charter_audit import doctor

PAGES = Path(__file__).parents[2] / "shared" / "pages"
HANDBOOK = Path(__file__).parents[2] / "shared" / "handbook"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("CHARTER_AUDIT_") or name.lower() in {"http_proxy", "https_proxy", "all_proxy"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("CHARTER_AUDIT_RAISE", "1")
    monkeypatch.setenv("CHARTER_AUDIT_HOME", str(tmp_path / "home"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs an optional program is skipped where it is missing; where all must be there, it fails."""
    for mark in item.iter_markers("needs"):
        missing = next(part.missing for part in doctor.parts() if part.name == mark.args[0])
        if missing and os.environ.get("CHARTER_AUDIT_ALL_PROGRAMS"):
            pytest.fail(missing, pytrace=False)
        elif missing:
            pytest.skip(missing)
