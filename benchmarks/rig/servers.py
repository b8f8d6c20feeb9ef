"""The servers of a measurement: nginx or the rig's own, started, waited for and ended by their process."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rig import nginx
from rig.contenders import ENVIRONMENT

PATIENCE = 60.0
PARTS = 2
Asked = list[tuple[str, str, float, float, float, int]]
"""Host, path, seconds that it waited, when it began and ended, status."""


def free_port() -> int:
    """A port that nobody listens on at 127.0.0.1."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def fast(folder: Path, port: int, *, with_nginx: bool) -> Iterator[str]:
    """The folder served as fast as it can be; gives the server's name."""
    program = nginx.program() if with_nginx else None
    with ExitStack() as stack:
        if program:
            stack.enter_context(_nginx(program, folder, port))
        else:
            for part in range(PARTS):
                stack.enter_context(_own(folder, port, "https", part, PARTS, 0.0))
        yield "nginx" if program else "the rig's own server"


@contextmanager
def noting(folder: Path, port: int, scheme: str, scale: float) -> Iterator[Asked]:
    """The rig's own server, answers late if there is a scale; the list fills with what was asked when it has ended."""
    asked: Asked = []
    with _own(folder, port, scheme, 0, 1, scale):
        yield asked
    asked.extend(json.loads((folder / "asked-0.json").read_text(encoding="utf-8")))


@contextmanager
def _own(folder: Path, port: int, scheme: str, part: int, parts: int, scale: float) -> Iterator[None]:
    command = [sys.executable, "-m", "rig.server", str(folder), str(port), scheme, str(part), str(parts), str(scale)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=ENVIRONMENT, **pipes) as process:  # type: ignore[call-overload]  # noqa: S603
        try:
            if process.stdout.readline() != b"ready\n":
                raise RuntimeError("the rig's server did not start")
            yield
        finally:
            process.stdin.close()
            process.wait(PATIENCE)


@contextmanager
def _nginx(program: str, folder: Path, port: int) -> Iterator[None]:
    hosts: Sequence[str] = list(json.loads((folder / "hosts.json").read_text(encoding="utf-8")))
    config = nginx.configure(folder, hosts, port)
    command = [program, "-p", str(folder), "-c", str(config), "-e", str(folder / "nginx.log")]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            _answers(process, hosts[-1], port)
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _answers(process: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Returns when a host can be connected to. Raises RuntimeError where that does not come to pass."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection((host, port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not start")
