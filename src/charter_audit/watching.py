"""What a person sees while a scan runs, on stderr: a bar that names the office being read, or plain lines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from charter_audit.model import Office, Row, Verdict

Watch = Callable[[Office, Row | None], None]


@contextmanager
def watched(count: int, console: Console, quiet: bool) -> Iterator[Watch]:
    """A watcher for a scan of `count` offices: nothing if quiet, a bar on a terminal, else a line an office."""
    if quiet:
        yield lambda _office, _row: None
    elif console.is_terminal:
        with _bar(console) as bar:
            yield _moving(bar, count)
    else:
        yield _lines(count, console)


def _bar(console: Console) -> Progress:
    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, console=console, transient=True)


def _moving(bar: Progress, count: int) -> Watch:
    task = bar.add_task("", total=count)

    def watch(office: Office, row: Row | None) -> None:
        bar.update(task, description=office.called, advance=0 if row is None else 1)

    return watch


def _lines(count: int, console: Console) -> Watch:
    done = iter(range(1, count + 1))

    def watch(office: Office, row: Row | None) -> None:
        if row is not None:
            console.print(
                f"[{next(done)}/{count}] {office.id}: {said(row)}",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )

    return watch


def said(row: Row) -> str:
    """How an office came out, in a few words."""
    unchecked = [finding for finding in row.findings if finding.verdict is Verdict.UNCHECKED]
    if row.findings and len(unchecked) == len(row.findings):
        return f"not checked ({unchecked[0].reason.slug})"
    return f"read ({row.platform})" if row.platform else "read"
