"""Evidence: written as WARC, given back as it was, refused where it is not whole; gone on with after a crash."""

import asyncio
import gzip
import os
import re
import resource
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from warcio.archiveiterator import ArchiveIterator

import kept
from charter_audit import audit
from charter_audit.archive import Archive, EvidenceError, Replay, Resumed, latest_part, new_path, part_of
from charter_audit.archive.members import HEAD, Member, members, packed, stored
from charter_audit.archive.records import parsed
from charter_audit.desk import Desk
from charter_audit.model import Asked, Cause, Page, Unreachable
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from charter_audit.web import Limits, Web
from loopback import Site, reply, serve

NAMES = ("a", "b", "c")


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return kept.filled(tmp_path / "scan.warc.gz")


def members_of(path: Path) -> list[Member]:
    with path.open("rb") as file:
        return list(members(file))


def refused(path: Path) -> str:
    with pytest.raises(EvidenceError) as caught:
        Replay.of(path)
    return str(caught.value)


# ---- writing ---------------------------------------------------------------------------------------------------


def test_warcio_finds_nothing_wrong(whole: Path) -> None:
    check = "import sys; from warcio.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", check, "check", "-v", whole], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("digest pass") == len(members_of(whole))
    assert (done.stderr, "not checked" in done.stdout, "no digest" in done.stdout) == ("", False, False)


def test_every_answer_stands_in_it_with_its_request(whole: Path) -> None:
    told = []
    with whole.open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            body = record.content_stream().read()
            told.append((record.rec_type, dict(record.rec_headers.headers), record.http_headers, body))
            assert record.digest_checker.passed is True
    assert [kind for kind, *_ in told[:4]] == ["warcinfo", "metadata", "response", "request"]
    assert [kind for kind, *_ in told[-2:]] == ["metadata", "metadata"]
    (_, answer, http, body), (_, asked, request, _) = told[2:4]
    assert body == kept.HTML
    assert http.get_header("Content-Encoding") == "gzip"
    assert answer["WARC-Date"] == asked["WARC-Date"] == "2023-11-28T04:15:00.123456Z"
    assert answer["WARC-IP-Address"] == "203.0.113.7"
    assert asked["WARC-Concurrent-To"] == answer["WARC-Record-ID"]
    assert (request.protocol, request.statusline) == ("GET", "/0?q=%E0 HTTP/1.1")
    truncated = [head["WARC-Target-URI"] for _, head, *_ in told if head.get("WARC-Truncated") == "unspecified"]
    assert truncated[:2] == ["https://a.gov.bd/old", "https://a.gov.bd/gone"]


def test_each_record_is_a_member_of_its_own(whole: Path) -> None:
    assert all(member.plain.count(b"WARC/1.1\r\n") == 1 for member in members_of(whole))
    assert gzip.decompress(whole.read_bytes()) == b"".join(member.plain for member in members_of(whole))


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ((("Transfer-Encoding", "chunked"),), ["X-Orig-Transfer-Encoding: chunked", "Content-Length: 4"]),
        ((("content-length", "4"),), ["content-length: 4"]),
        ((("Content-Length", "99"),), ["X-Orig-Content-Length: 99", "Content-Length: 4"]),
        ((("X-A", "caf\xe9 \xe0\xa6\x95"),), ["X-A: caf\xe9 \xe0\xa6\x95", "Content-Length: 4"]),
        ((("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")), ["Set-Cookie: a=1", "Set-Cookie: b=2", "Content-Length: 4"]),
    ],
)
def test_headers_stand_as_sent_but_for_the_framing(
    headers: tuple[tuple[str, str], ...], told: list[str], tmp_path: Path
) -> None:
    with Archive.begin(tmp_path / "x.warc.gz", kept.order("a")) as keep:
        keep.exchange(kept.office("a"), kept.exchange("https://a.gov.bd/", b"body", *headers))
    head = parsed(members_of(tmp_path / "x.warc.gz")[2].plain).block.decode("latin-1")
    assert head.split("\r\n")[2:] == [*told, "", "body"]


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "x.warc.gz"
    with Archive.begin(path, kept.order("a")) as keep:
        kept.visit(keep, "a")
        assert (path.exists(), part_of(path).exists()) == (False, True)
    assert (path.exists(), part_of(path).exists()) == (True, False)


def test_what_is_kept_is_on_its_way_to_the_disk_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    with Archive.begin(path, kept.order("a")) as keep:
        before = part_of(path).stat().st_size
        keep.exchange(kept.office("a"), kept.exchange("https://a.gov.bd/", b"body"))
        assert part_of(path).stat().st_size > before


def test_a_file_is_named_by_the_moment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHARTER_AUDIT_HOME", str(tmp_path))
    quarter = Quarter(2023, 2)
    first = new_path(quarter, kept.NOW)
    assert first == tmp_path / "evidence" / "2023-24-Q2" / "20231128T041500Z.warc.gz"
    kept.filled(first)
    part_of(first.with_name("20231128T041500Z-2.warc.gz")).touch()
    assert new_path(quarter, kept.NOW).name == "20231128T041500Z-3.warc.gz"
    monkeypatch.delenv("CHARTER_AUDIT_HOME")
    assert "charter-audit" in new_path(quarter, kept.NOW).parts


# ---- giving it back --------------------------------------------------------------------------------------------


async def test_a_visit_made_again_gives_what_came_then(whole: Path) -> None:
    replay = Replay.of(whole)
    assert replay.order == kept.order(*NAMES)
    for name in NAMES:
        told = kept.answers(name)
        assert await kept.again(replay, name, list(told)) == kept.as_fetched(told)
        async with replay.visit(kept.office(name)) as made:
            assert made.asked == kept.trail(told)


async def test_what_was_not_asked_then_is_not_known_now(whole: Path) -> None:
    async with Replay.of(whole).visit(kept.office("a")) as made:
        new, bad = await made.fetch("https://a.gov.bd/new"), await made.fetch("http://[a/")
        assert new == Unreachable("https://a.gov.bd/new", Cause.BUDGET, "not in the kept evidence", tries=0)
        assert isinstance(bad, Unreachable)
        assert (bad.url, bad.cause, bad.tries) == ("http://[a/", Cause.ADDRESS, 0)
        assert made.asked[-1] == Asked("https://a.gov.bd/new", "budget", 0, 0, 0)
        same = await made.fetch("HTTPS://A.gov.bd:443/0?q=%E0")
        assert isinstance(same, Page)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", kept.HTML),
        ("gzip", gzip.compress(kept.HTML)),
        ("deflate", zlib.compress(kept.HTML)),
        ("", b""),
        ("", bytes(range(256)) * 400),
        ("", b"\r\n\r\nWARC/1.1\r\n\r\n\r\n"),
    ],
)
async def test_bodies_come_back_byte_for_byte(encoding: str, body: bytes, tmp_path: Path) -> None:
    plain = kept.HTML if encoding else body
    url = "https://a.gov.bd/"
    with Archive.begin(tmp_path / "x.warc.gz", kept.order("a")) as keep:
        headers = (("Content-Encoding", encoding),) if encoding else ()
        keep.exchange(kept.office("a"), kept.exchange(url, body, *headers))
        keep.visited(kept.office("a"), {url: kept.page(url, plain)}, ())
    made = await kept.again(Replay.of(tmp_path / "x.warc.gz"), "a", [url])
    assert made == {url: kept.page(url, plain)}


async def test_an_answer_that_broke_off_is_not_taken_for_the_page(tmp_path: Path) -> None:
    url, path = "https://a.gov.bd/", tmp_path / "x.warc.gz"
    with Archive.begin(path, kept.order("a")) as keep:
        keep.exchange(kept.office("a"), kept.exchange(url, kept.HTML))
        keep.exchange(kept.office("a"), kept.exchange(url, kept.HTML[:9], truncated="disconnect"))
        keep.visited(kept.office("a"), {url: kept.page(url, kept.HTML)}, ())
    assert await kept.again(Replay.of(path), "a", [url]) == {url: kept.page(url, kept.HTML)}


async def test_of_two_visits_the_last_counts(tmp_path: Path) -> None:
    path, url = tmp_path / "x.warc.gz", "https://a.gov.bd/gone"
    late = {url: kept.page(url, kept.HTML)}
    with Archive.begin(path, kept.order("a")) as keep:
        kept.visit(keep, "a")
        kept.visit(keep, "a", late)
    assert await kept.again(Replay.of(path), "a", [url]) == late


async def test_certificates_stand_in_the_visit(whole: Path) -> None:
    visits = [parsed(member.plain) for member in members_of(whole) if b"urn:charter-audit:visit:" in member.plain]
    assert len(visits) == 3
    assert b'"tls":{"a.gov.bd":{"version":"TLSv1.3","subject":"CN=*.gov.bd"' in visits[0].block


async def test_a_file_that_changes_while_it_is_read_is_told(whole: Path) -> None:
    replay = Replay.of(whole)
    content = bytearray(whole.read_bytes())
    content[:] = content.replace(HEAD, b"\0" * len(HEAD))
    whole.write_bytes(content)
    with pytest.raises(EvidenceError, match=r"scan.warc.gz: was altered: byte \d+, of office a: "):
        await kept.again(replay, "a", ["https://a.gov.bd/0?q=%E0"])


# ---- damage ----------------------------------------------------------------------------------------------------


def test_a_cut_is_found_wherever_it_is(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    ends = [0]
    for member in members_of(whole):
        ends.append(ends[-1] + len(member.raw))
    short = tmp_path / "short.warc.gz"
    for end in sorted({*Random(5).sample(range(len(content)), 60), *ends[:-1], len(content) - 1}):
        short.write_bytes(content[:end])
        told = refused(short)
        assert str(short) in told
        record = sum(one <= end for one in ends)
        assert re.search(
            rf": is cut off or unfinished(, or is no evidence [a-z ]+)?: record {record} at byte \d+", told
        )


def test_one_changed_byte_is_found_in_every_record(whole: Path, tmp_path: Path) -> None:
    content, bad, at = whole.read_bytes(), tmp_path / "bad.warc.gz", 0
    for number, member in enumerate(members_of(whole), 1):
        near = {0, 5, 9, 10, len(member.raw) - 9, len(member.raw) - 8, len(member.raw) - 1}
        for where in near | set(Random(number).sample(range(len(member.raw)), 12)):
            flipped = 1 << (where + number) % 8
            changed = bytearray(content)
            changed[at + where] ^= flipped
            bad.write_bytes(changed)
            assert re.search(r"was altered|is cut off", refused(bad)), (number, where, flipped)
        at += len(member.raw)


def test_damage_names_record_byte_and_office(whole: Path, tmp_path: Path) -> None:
    kept_, bad = members_of(whole), tmp_path / "bad.warc.gz"
    number = next(n for n, member in enumerate(kept_) if b"https://b.gov.bd/1" in member.plain)
    at = sum(len(member.raw) for member in kept_[:number])
    content = bytearray(whole.read_bytes())
    content[at + len(kept_[number].raw) - 20] ^= 0xFF
    bad.write_bytes(content)
    assert refused(bad).startswith(f"{bad}: was altered: record {number + 1} at byte {at}, of office b: ")


def test_a_record_taken_away_is_found(whole: Path, tmp_path: Path) -> None:
    raws, bad = [member.raw for member in members_of(whole)], tmp_path / "bad.warc.gz"
    for gone in range(len(raws)):
        bad.write_bytes(b"".join(raws[:gone] + raws[gone + 1 :]))
        last = gone == len(raws) - 1
        assert ("is cut off" if last else "was altered") in refused(bad), gone


@pytest.mark.parametrize("change", ["swap", "twice", "after", "anew", "by warcio"])
def test_records_put_otherwise_are_found(change: str, whole: Path) -> None:
    raws = [member.raw for member in members_of(whole)]
    match change:
        case "swap":
            raws[2:6] = [*raws[4:6], *raws[2:4]]
        case "twice":
            raws.insert(3, raws[2])
        case "after":
            raws.append(raws[2])
        case "anew":
            raws[-1] = packed(members_of(whole)[-1].plain)
        case "by warcio":
            raws[3] = gzip.compress(members_of(whole)[3].plain)
    whole.write_bytes(b"".join(raws))
    assert "was altered" in refused(whole)


def test_a_body_changed_with_all_its_checksums_is_found(whole: Path) -> None:
    all_ = members_of(whole)
    raws = [member.raw for member in all_]
    old = parsed(all_[2].plain)
    block = old.block.replace(b"Said", b"SAID")
    digest = sha256(block).hexdigest().encode()
    plain = (
        all_[2].plain.replace(old.block, block).replace(old.fields["warc-block-digest"].encode(), b"sha256:" + digest)
    )
    raws[2] = stored(plain)
    assert len(raws[2]) == len(all_[2].raw)
    whole.write_bytes(b"".join(raws))
    assert "a record before it was altered, added or taken away" in refused(whole)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"not a gzip file at all", gzip.compress(b"hello"), packed(b"WARC/1.1")]
)
def test_what_is_no_evidence_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    assert "or is no evidence kept by this program: record 1 at byte 0: " in refused(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "x.warc.gz").endswith("x.warc.gz: cannot be read: No such file or directory")
    assert "cannot be read" in refused(tmp_path)


def test_a_record_that_bursts_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("charter_audit.archive.members.MOST", 100_000)
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(b"\0" * 100_001))
    assert "it has more than 100000 bytes" in refused(path)


# ---- going on --------------------------------------------------------------------------------------------------


def broken_off(path: Path, *done: str, under_way: str = "") -> None:
    """A scan of three offices that its process did not survive."""
    keep = Archive.begin(path, kept.order(*NAMES))
    for name in done:
        kept.visit(keep, name)
    if under_way:
        keep.exchange(kept.office(under_way), kept.exchange(kept.home(under_way), kept.HTML))
    keep.leave()


async def test_an_unfinished_scan_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    broken_off(path, "a", "b", under_way="c")
    assert "is cut off or unfinished" in refused(part_of(path))
    keep, contents = Archive.resume(path)
    assert (contents.order, list(contents.visits), contents.dropped) == (kept.order(*NAMES), ["a", "b"], 0)
    told = kept.answers("a")
    assert await kept.again(Replay(contents), "a", list(told)) == kept.as_fetched(told)
    with keep:
        kept.visit(keep, "c")
    replay = Replay.of(path)
    for name in NAMES:
        told = kept.answers(name)
        assert await kept.again(replay, name, list(told)) == kept.as_fetched(told)
    assert b'"offices":3}' in members_of(path)[-1].plain


def test_wherever_a_process_is_killed_only_what_was_under_way_is_lost(tmp_path: Path) -> None:
    whole = kept.filled(tmp_path / "whole.warc.gz")
    content, path = whole.read_bytes(), tmp_path / "x.warc.gz"
    ends, at, first = [], 0, 0
    for number, member in enumerate(members_of(whole)):
        at += len(member.raw)
        first = at if number == 1 else first
        ends += [at] if b"urn:charter-audit:visit:" in member.plain else []
    for cut in (first, *Random(7).sample(range(first, len(content)), 50)):
        part_of(path).write_bytes(content[:cut])
        keep, contents = Archive.resume(path)
        done = NAMES[: sum(end <= cut for end in ends)]
        assert tuple(contents.visits) == done
        with keep:
            for name in NAMES[len(done) :]:
                kept.visit(keep, name)
        assert all(kept.office(name) in Replay.of(path) for name in NAMES)
        path.unlink()


def test_from_a_damaged_record_on_an_unfinished_file_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    broken_off(path, "a", "b")
    content = bytearray(part_of(path).read_bytes())
    content[content.rindex(b"b.gov.bd/1")] ^= 1
    part_of(path).write_bytes(content)
    keep, contents = Archive.resume(path)
    assert list(contents.visits) == ["a"]
    assert contents.dropped > 0
    assert part_of(path).stat().st_size == contents.end
    with keep:
        kept.visit(keep, "b")
    assert kept.office("b") in Replay.of(path)


@pytest.mark.parametrize("content", [b"", b"x", stored(b"WARC/1.1")])
def test_an_unfinished_file_without_its_order_cannot_be_gone_on_with(content: bytes, tmp_path: Path) -> None:
    part_of(tmp_path / "x.warc.gz").write_bytes(content)
    with pytest.raises(EvidenceError, match=r"x.warc.gz.part: (is cut off|was altered)"):
        Archive.resume(tmp_path / "x.warc.gz")


def test_nothing_to_go_on_with_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="cannot be gone on with: No such file"):
        Archive.resume(tmp_path / "x.warc.gz")


def test_the_latest_unfinished_scan_of_a_quarter_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHARTER_AUDIT_HOME", str(tmp_path))
    quarter = Quarter(2023, 2)
    assert latest_part(quarter) is None
    for second in (1, 3, 2):
        path = new_path(quarter, kept.NOW.replace(second=second))
        broken_off(path, "a")
        moment = datetime(2023, 11, 28, 4, 15, second, tzinfo=UTC).timestamp()
        os.utime(part_of(path), (moment, moment))
    assert latest_part(quarter) == new_path(quarter, kept.NOW).with_name("20231128T041503Z.warc.gz")


async def test_visits_that_are_kept_are_not_made_on_the_network(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    broken_off(path, "a")
    keep, contents = Archive.resume(path)
    with keep:
        looked = Resumed(Replay(contents), Web(Limits(), keep=keep))
        looked.expect([kept.office(name) for name in NAMES])
        first, second = looked.visit(kept.office("a")), looked.visit(kept.office("a"))
        async with first as made:
            assert made.asked == kept.trail(kept.answers("a"))
        async with second as made:
            assert made.asked == ()


def test_an_error_leaves_a_part_to_go_on_with(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    with pytest.raises(KeyboardInterrupt), Archive.begin(path, kept.order(*NAMES)) as keep:  # noqa: PT012
        kept.visit(keep, "a")
        raise KeyboardInterrupt
    assert not path.exists()
    keep, contents = Archive.resume(path)
    assert list(contents.visits) == ["a"]
    keep.leave()


# ---- trouble in keeping ----------------------------------------------------------------------------------------


def test_two_scans_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    with Archive.begin(path, kept.order("a")) as keep:
        with pytest.raises(EvidenceError, match=r"x.warc.gz.part: another scan is writing it"):
            Archive.begin(path, kept.order("a"))
        with pytest.raises(EvidenceError, match=r"x.warc.gz.part: another scan is writing it"):
            Archive.resume(path)
        kept.visit(keep, "a")
    assert kept.office("a") in Replay.of(path)


def test_evidence_is_never_written_over(whole: Path) -> None:
    before = whole.read_bytes()
    with pytest.raises(EvidenceError, match="is there already"):
        Archive.begin(whole, kept.order("a"))
    assert whole.read_bytes() == before
    assert not part_of(whole).exists()


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EvidenceError, match=r"x.warc.gz.part: cannot be written: File exists; --keep another path"):
        Archive.begin(tmp_path / "file" / "x.warc.gz", kept.order("a"))

    def read_only(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("charter_audit.archive.part.FileIO", read_only)
    with pytest.raises(EvidenceError, match="cannot be written: Permission denied"):
        Archive.begin(tmp_path / "x.warc.gz", kept.order("a"))


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """A disk on which no file may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    big = kept.exchange("https://b.gov.bd/", Random(3).randbytes(50_000))
    keep = Archive.begin(path, kept.order(*NAMES))
    kept.visit(keep, "a")
    full = pytest.raises(EvidenceError, match=r"x.warc.gz.part: cannot be written: File too large")
    with room_for(part_of(path).stat().st_size + 20_000), full:
        keep.exchange(kept.office("b"), big)
    with pytest.raises(EvidenceError, match="What was kept before stays"):
        keep.visited(kept.office("b"), {}, ())
    keep.leave()
    keep, contents = Archive.resume(path)
    assert (list(contents.visits), contents.dropped) == (["a"], 0)
    with keep:
        kept.visit(keep, "b")
    assert kept.office("b") in Replay.of(path)


# ---- size ------------------------------------------------------------------------------------------------------


def test_memory_does_not_grow_with_the_offices(tmp_path: Path) -> None:
    def peak(number: int) -> int:
        path = tmp_path / f"{number}.warc.gz"
        names = [f"o{n}" for n in range(number)]
        whole = kept.order(*names)
        tracemalloc.start()
        with Archive.begin(path, replace(whole, offices=whole.offices[:1])) as keep:
            for name in names:
                kept.visit(keep, name)
        replay = Replay.of(path)
        for name in names:
            asyncio.run(kept.again(replay, name, list(kept.answers(name))))
        return tracemalloc.get_traced_memory()[1]

    try:
        peak(2)
        assert peak(60) < peak(10) + 100_000
    finally:
        tracemalloc.stop()


async def test_a_scan_of_a_platform_that_was_down_is_judged_alike_again(tmp_path: Path) -> None:
    good = reply(b"<title>?</title><body>an unknown kind of page</body>")
    sites = [Site({"/": [reply(status=500)]}) for _ in range(6)] + [Site({"/": [good]}) for _ in range(4)]
    path = tmp_path / "scan.warc.gz"
    async with AsyncExitStack() as stack:
        urls = [(await stack.enter_async_context(serve(one))).url for one in sites]
        offices = tuple(replace(kept.office(f"o{n}"), url=url, alt=()) for n, url in enumerate(urls))
        order = audit.Order(offices, (catalogue()["CC-BOX-01"],), Quarter(2023, 2), date(2023, 11, 28))
        with Archive.begin(path, replace(kept.order("o0"), offices=offices)) as keep:
            web = Web(Limits(delay=0, backoff=0, read=2), keep=keep)
            then = await audit.scan(order, web, lambda _office, _row: None, Papers(Desk()).read)
    again = await audit.scan(order, Replay.of(path), lambda _office, _row: None, Papers(Desk()).read)
    assert [row.findings for row in again.rows] == [row.findings for row in then.rows]
    assert [row.findings[0].reason.slug for row in again.rows] == ["platform-outage"] * 6 + ["site-unrecognised"] * 4
