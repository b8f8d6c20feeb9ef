"""The contender curl: it only fetches, and shows that it has fetched what it was given."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

SIDE_BY_SIDE = 32


def program() -> str | None:
    """Where curl is, or None where there is none that fetches side by side (7.66)."""
    return shutil.which("curl")


def configure(addresses: Sequence[str], path: Path) -> None:
    """Writes the list of addresses in curl's own form; what comes is thrown away."""
    path.write_text("".join(f'url = "{one}"\noutput = /dev/null\n' for one in addresses), encoding="utf-8")


def command(curl: str, ca: Path, config: Path) -> list[str]:
    fetch = [
        "--parallel",
        "--parallel-max",
        str(SIDE_BY_SIDE),
        "--compressed",
        "--silent",
        "--show-error",
        "--no-progress-meter",
    ]
    return [curl, "-q", *fetch, "--cacert", str(ca), "--write-out", "%{http_code} %{url}\\n", "--config", str(config)]


def wrong(addresses: Sequence[str], said: str) -> list[str]:
    """What speaks against a run: addresses that did not answer 200."""
    came = set(re.findall(r"200 (https?://\S+)", said))  # its meter of progress may stand before them on a line
    return [f"{one} did not come" for one in addresses if one not in came]
