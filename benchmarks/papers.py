"""Reading of files at the desk: how well two processes are used, whether memory stays flat, and what a page costs.

The committed papers of the evaluation, without those made to resist, are read in turns until there are enough; pictures
are known as such and not read by OCR, which is another program's time and has a line of its own. Prints ratios and one
Markdown table. Nothing in the tests depends on a time.
"""

import asyncio
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context

from charter_audit import documents, ocr
from charter_audit.desk import Desk
from charter_audit.model import Document, Unreadable
from evaluate.paperplan import DRAWN, Paper, papers

FEW, MANY = 100, 500
PROCESSES = 2
IN_FLIGHT = 8
"""Files that are held at once, as a scan holds those of the offices it is looking at."""

COUNTS = 5
OCR_EACH = 2
USED, GROWN = 1.7, 1.3
"""What is aimed at: CPU over wall time at least, peak memory of many files over that of few at most."""


def mixed() -> tuple[Paper, ...]:
    return tuple(paper for paper in papers() if paper.group != "hostile")


def processes() -> Executor:
    return ProcessPoolExecutor(PROCESSES, get_context("spawn"))


async def read(count: int) -> None:
    """So many papers at one desk."""
    places = asyncio.Semaphore(IN_FLIGHT)

    async def one(paper: Paper) -> None:
        async with places:
            await desk.read(paper.file.read_bytes(), paper.name)

    async with Desk(processes) as desk:
        await asyncio.gather(*(one(paper) for paper in islice(cycle(mixed()), count)))


def count_to(number: int) -> int:
    return sum(range(number))


def only_count() -> None:
    """As many processes at work that share nothing: what the machine has to give at this moment."""
    with processes() as pool:
        list(pool.map(count_to, [30_000_000] * 2 * PROCESSES * COUNTS))


def measured(count: int) -> dict[str, float]:
    """Wall and CPU seconds and the peak megabytes of this process and of the largest reading for it; 0 only counts."""
    begun = time.perf_counter()
    if count:
        asyncio.run(read(count))
    else:
        only_count()
    wall = time.perf_counter() - begun
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = children.ru_utime + children.ru_stime
    return {"wall": wall, "cpu": cpu, "own": own.ru_maxrss / 1024, "reader": children.ru_maxrss / 1024}


def in_a_process_of_its_own(count: int) -> dict[str, float]:
    """The same, where no earlier run has left its peak behind."""
    told = subprocess.run([sys.executable, __file__, str(count)], check=True, capture_output=True, text=True)  # noqa: S603
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


# ---- what a page costs -------------------------------------------------------------------------------------


def forms() -> Iterator[tuple[str, Sequence[Paper]]]:
    every = mixed()
    for form in dict.fromkeys(paper.group for paper in every):
        yield form, [paper for paper in every if paper.group == form]


def costs(every: Sequence[Paper], reader: Callable[[Paper], Document | Unreadable]) -> tuple[int, float]:
    """Pages (a file that knows of none is one) and wall milliseconds of a page; the second reading counts."""
    pages, spent = 0, 0.0
    for paper in every:
        reader(paper)
        begun = time.perf_counter()
        thing = reader(paper)
        spent += time.perf_counter() - begun
        pages += max(1, thing.pages)
    return pages, 1000 * spent / pages


def as_file(paper: Paper) -> Document | Unreadable:
    return documents.read(paper.file.read_bytes(), paper.name)


def as_picture(paper: Paper) -> Document | Unreadable:
    body = paper.file.read_bytes()
    return ocr.read_pictures(body, documents.read(body, "").file_type, paper.name)


def table() -> Iterator[str]:
    yield "| form | files | pages | ms a page |"
    yield "|---|---|---|---|"
    for form, every in forms():
        if form != "SutonnyMJ html":  # a page, not a file
            pages, spent = costs(every, as_file)
            yield f"| {form} | {len(every)} | {pages} | {spent:.1f} |"
    if missing := ocr.available():
        yield f"\nOCR is not measured: {missing}"
        return
    for form, every in forms():
        if form in DRAWN:
            pages, spent = costs(every[:OCR_EACH], as_picture)
            yield f"| {form}, by OCR | {len(every[:OCR_EACH])} | {pages} | {spent:.0f} |"


def main() -> None:
    few, many, idle = map(in_a_process_of_its_own, (FEW, MANY, 0))
    used, grown = many["cpu"] / many["wall"], (many["own"] + many["reader"]) / (few["own"] + few["reader"])
    print(f"\n{MANY} files on {PROCESSES} processes: {many['wall']:.1f} s, of CPU {many['cpu']:.1f} s,", end=" ")
    print(f"CPU over wall {used:.2f} (aimed at {USED} or more;", end=" ")
    print(f"{PROCESSES} processes that only count have {idle['cpu'] / idle['wall']:.2f} at this moment)")
    print(f"peak memory: {many['own']:.0f} MB beside {many['reader']:.0f} MB of the largest reader,", end=" ")
    print(f"{grown:.2f} times that of {FEW} files (aimed at {GROWN} or less)\n")
    print("\n".join(table()))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(int(sys.argv[1]))))
    else:
        main()
