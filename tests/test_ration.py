"""What one task may spend."""

import signal
import sys
import threading
import time

import pytest

from charter_audit import documents
from charter_audit.model import Document, Unread, Unreadable
from charter_audit.ration import Spent, rationed
from papers import AT, unicode_pdf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither limit")


def test_a_task_that_is_quick_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with rationed(5):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def go_on_for_ever(caught: tuple[type[Exception], ...]) -> None:
    while True:
        try:
            time.sleep(0.01)
        except caught:
            continue


@pytest.mark.parametrize("caught", [(), (Exception,)], ids=["plain", "where every exception is caught"])
def test_a_task_that_takes_too_long_is_stopped(caught: tuple[type[Exception], ...]) -> None:
    with pytest.raises(Spent) as spent, rationed(0.05):
        go_on_for_ever(caught)
    assert spent.value.why == "too-slow"


def test_a_task_that_asks_for_too_much_is_stopped() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(Spent) as spent, rationed(10, memory=200_000_000):
        bytearray(400_000_000)
    assert spent.value.why == "too-large"
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_outside_the_main_thread_a_task_runs_without_limits() -> None:
    done = []

    def task() -> None:
        with rationed(0.01):
            time.sleep(0.05)
        done.append(True)

    thread = threading.Thread(target=task)
    thread.start()
    thread.join()
    assert done == [True]


def test_reading_within_limits_gives_what_reading_gives() -> None:
    body = unicode_pdf("সেবা প্রদান")
    assert isinstance(documents.read_limited(body, AT), Document)
    assert documents.read_limited(body, AT) == documents.read(body, AT)


@pytest.mark.parametrize(
    ("fault", "why"), [("while True: pass", "too-slow"), ("raise MemoryError", "too-large")], ids=["slow", "large"]
)
def test_a_file_beyond_the_limits_is_a_value(fault: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "read", lambda _body, _at: exec(fault))
    assert documents.read_limited(b"%PDF-", AT, 0.05) == Unreadable(AT, Unread.UNREADABLE, why, "pdf")
