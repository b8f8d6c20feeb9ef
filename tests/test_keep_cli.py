"""Evidence on the command line: kept by default, judged again, gone on with after an interrupt or a crash."""

import csv
import io
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

import pytest

from charter_audit.archive import Archive, Replay, part_of
from charter_audit.demo import load_sites, registry_text, serve
from charter_audit.demo.server import _Visit
from charter_audit.quarter import Quarter
from charter_audit.web import Web
from test_cli import run

DAY = ("--as-of", "2023-11-28")


def rows(text: str) -> list[dict[str, str]]:
    """What a CSV says, but for the moments of checking."""
    told = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    return [{name: cell for name, cell in row.items() if name != "checked_at"} for row in told]


def found(told: list[dict[str, str]]) -> list[list[str]]:
    """What was found, whatever ports the sites had."""
    return [[row[name] for name in ("office_id", "rule", "verdict", "reason", "finding")] for row in told]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    """The demo's evidence, and what it came to."""
    path = tmp_path_factory.mktemp("demo") / "demo.warc.gz"
    status, out, err = run("demo", "-f", "csv", "--keep", str(path))
    assert status == 1
    assert err.splitlines()[-1] == f"Evidence: {path}"
    return path, rows(out)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("no network is wanted here")

    monkeypatch.setattr(Web, "visit", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)


# ---- judging again ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("command", ["demo", "scan"])
def test_judged_again_it_says_the_same(command: str, demo: tuple[Path, list[dict[str, str]]]) -> None:
    path, told = demo
    status, out, err = run(command, "-f", "csv", "--replay", str(path))
    assert (status, rows(out)) == (1, told)
    assert "Evidence:" not in err


@pytest.mark.usefixtures("no_network")
def test_the_trail_is_kept_too(demo: tuple[Path, list[dict[str, str]]]) -> None:
    first, second = (run("demo", "-q", "-f", "json", "--trail", "--replay", str(demo[0]))[1] for _ in range(2))
    assert re.findall(r'"ms": \d+', first) == re.findall(r'"ms": \d+', second) != []


@pytest.mark.usefixtures("no_network")
def test_another_day_other_rules_and_some_offices_can_be_asked_for(demo: tuple[Path, list[dict[str, str]]]) -> None:
    replay = ("scan", "-q", "-f", "csv", "--replay", str(demo[0]))
    _, out, _ = run(*replay, "--as-of", "2024-02-01", "--rules", "CC-COM-01", "sirajganj.tarash", "sirajganj.kazipur")
    assert {(row["office_id"], row["rule"], row["as_of"], row["quarter"]) for row in rows(out)} == {
        (office, "CC-COM-01", "2024-02-01", "2023-24/Q3") for office in ("sirajganj.tarash", "sirajganj.kazipur")
    }
    assert {row["quarter"] for row in rows(run(*replay, "--quarter", "previous")[1])} == {"2023-24/Q1"}
    assert {row["tier"] for row in rows(run(*replay, "--tier", "district")[1])} == {"district"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--keep", "x", "--no-keep"], "leave them out with --no-keep or --replay"),
        (["--resume", "--replay", "x"], "leave them out with --no-keep or --replay"),
        (["--replay", "nothing.warc.gz"], "nothing.warc.gz: cannot be read: No such file or directory"),
        (["--resume", *DAY], "no scan of 2023-24/Q2 is unfinished"),
        (["--resume", "--keep", "none"], "none.part: cannot be gone on with: No such file"),
    ],
)
def test_what_cannot_be_done_ends_with_2(
    words: list[str], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("offices.yaml").write_text(registry_text({}), encoding="utf-8")
    status, out, err = run("scan", *words)
    assert (status, out) == (2, "")
    assert told in err


def test_altered_evidence_is_not_judged(demo: tuple[Path, list[dict[str, str]]], tmp_path: Path) -> None:
    content = bytearray(demo[0].read_bytes())
    content[len(content) * 2 // 3] ^= 1
    bad = tmp_path / "bad.warc.gz"
    bad.write_bytes(content)
    status, out, err = run("demo", "-q", "--replay", str(bad))
    assert (status, out) == (2, "")
    assert re.match(re.escape(str(bad)) + r": was altered: record \d+ at byte \d+", err)


# ---- keeping ---------------------------------------------------------------------------------------------------


def asked_for(tmp_path: Path, addresses: dict[str, str]) -> list[str]:
    path = tmp_path / "offices.yaml"
    path.write_text(registry_text(addresses), encoding="utf-8")
    return ["scan", "--registry", str(path), *DAY, "--delay", "0", "-f", "csv"]


def test_a_scan_keeps_its_evidence_unless_told_not_to(tmp_path: Path) -> None:
    folder = Path(os.environ["CHARTER_AUDIT_HOME"]) / "evidence" / "2023-24-Q2"
    with serve(load_sites()) as addresses:
        words = [*asked_for(tmp_path, dict(addresses)), "sirajganj.tarash"]
        assert run(*words, "--no-keep", "-q")[2] == ""
        assert not folder.exists()
        first, second = run(*words), run(*words, "-q")
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
    assert [re.fullmatch(r"\d{8}T\d{6}Z(-2)?\.warc\.gz", file.name) is not None for file in files] == [True, True]
    assert first[2].splitlines()[-1] == f"Evidence: {files[0]}"
    assert second[2] == ""
    assert [office.id for office in Replay.of(files[0]).order.offices] == ["sirajganj.tarash"]
    assert Replay.of(files[0]).order.quarter == Quarter(2023, 2)


def test_where_evidence_cannot_be_kept_the_scan_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, out, err = run("demo", "-q", "--keep", str(tmp_path / "file" / "x"))
    assert (status, out) == (2, "")
    assert "x.part: cannot be written: File exists; --keep another path, or --no-keep" in err
    calls = Counter[str]()

    def full(_self: object, content: bytes) -> None:
        calls["write"] += 1
        if calls["write"] > 9:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("charter_audit.archive.part.Part._write", full)
    monkeypatch.delenv("CHARTER_AUDIT_RAISE")
    status, out, err = run("demo", "-q", "--keep", str(tmp_path / "x.warc.gz"))
    assert (status, out) == (2, "")
    assert f"{tmp_path}/x.warc.gz.part: cannot be written: No space left on device. What was kept before stays" in err


# ---- broken off, and gone on with ------------------------------------------------------------------------------


class Slowly:
    """What the demo's sites were asked, each request by its port; and how long they take."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses
        self.ports = {int(url.rsplit(":", 1)[1]): office for office, url in addresses.items()}
        self.asked: list[int] = []

    def counts(self) -> Counter[str]:
        return Counter(self.ports[port] for port in list(self.asked))


@pytest.fixture
def sites(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slowly]:
    answer = _Visit.do_GET
    with serve(load_sites()) as addresses:
        slowly = Slowly(dict(addresses))

        def late(self: _Visit) -> None:
            slowly.asked.append(cast(tuple[str, int], self.server.server_address)[1])
            time.sleep(0.02)
            answer(self)

        monkeypatch.setattr(_Visit, "do_GET", late)
        yield slowly


@contextmanager
def started(words: list[str]) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, its group ended at the end."""
    command = [sys.executable, "-m", "charter_audit", *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, text=True, start_new_session=True, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def after_offices(process: subprocess.Popen[str], number: int) -> str:
    """What was said until so many offices were done."""
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if line.startswith(f"[{number}/"):
            return said
    raise AssertionError(said)


def done_in(path: Path) -> list[str]:
    keep, contents = Archive.resume(path)
    keep.leave()
    return list(contents.visits)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_was_kept_before_an_end_is_not_asked_for_again(
    how: signal.Signals, sites: Slowly, demo: tuple[Path, list[dict[str, str]]], tmp_path: Path
) -> None:
    path, words = tmp_path / "x.warc.gz", asked_for(tmp_path, sites.addresses)
    with started([*words, "--keep", str(path), "--concurrency", "2"]) as process:
        after_offices(process, 4)
        os.killpg(process.pid, how)
        out, err = process.communicate(timeout=60)
    assert (out, path.exists()) == ("", False)
    if how is not signal.SIGKILL:
        assert process.returncode == 130
        assert f"What came lies in {part_of(path)}; `charter-audit scan --resume --keep {path}` goes on." in err
        assert "Traceback" not in err
    done = done_in(path)
    assert 4 <= len(done) < 10
    before = sites.counts()
    status, out, err = run("scan", "--resume", "--keep", str(path), "--delay", "0", "-f", "csv")
    assert (status, err.splitlines()[-1]) == (1, f"Evidence: {path}")
    asked = sites.counts() - before
    assert asked.keys() == sites.addresses.keys() - set(done)
    assert found(rows(out)) == found(demo[1])
    assert rows(run("scan", "-f", "csv", "--replay", str(path))[1]) == rows(out)


def test_the_last_unfinished_scan_of_the_quarter_is_gone_on_with(sites: Slowly, tmp_path: Path) -> None:
    words = asked_for(tmp_path, sites.addresses)
    with started(words) as process:
        after_offices(process, 2)
    status, _, err = run("scan", "--resume", "--under", "sirajganj.tarash", *DAY)
    assert status == 2
    assert "10 offices, quarter 2023-24/Q2, as of 2023-11-28; leave out what asks for another" in err
    status, out, err = run(*words, "--resume")
    assert (status, len(rows(out))) == (1, 40)
    assert re.search(r"Evidence: .*/evidence/2023-24-Q2/\d{8}T\d{6}Z\.warc\.gz$", err)


def test_a_second_scan_on_the_same_file_is_told(sites: Slowly, tmp_path: Path) -> None:
    path, words = tmp_path / "x.warc.gz", asked_for(tmp_path, sites.addresses)
    with started([*words, "--keep", str(path)]) as process:
        after_offices(process, 1)
        for more in ([], ["--resume"]):
            status, _, err = run(*words, "--keep", str(path), *more)
            assert (status, "x.warc.gz.part: another scan is writing it" in err) == (2, True)
        process.communicate(timeout=60)
    assert process.returncode == 1
    assert len(Replay.of(path).order.offices) == 10
