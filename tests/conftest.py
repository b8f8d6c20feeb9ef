"""Every test runs in a clean environment; a fault of the program is never caught on the way."""

import os
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "shared" / "pages"
HANDBOOK = Path(__file__).parents[2] / "shared" / "handbook"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("CHARTER_AUDIT_") or name.lower() in {"http_proxy", "https_proxy", "all_proxy"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("CHARTER_AUDIT_RAISE", "1")
    monkeypatch.setenv("CHARTER_AUDIT_HOME", str(tmp_path / "home"))
