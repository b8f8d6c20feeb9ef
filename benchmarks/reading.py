"""CPU of reading a page, beside parsing it alone, and of refusing a page nested beyond reading.

Pages are made in the markup of two platforms at the sizes real ones have, 85 to 290 KB; contenders alternate, the
median of the rounds counts. Prints one Markdown table. Nothing in the tests depends on a time.
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from charter_audit import markup, portals
from charter_audit.demo import load_sites, pages
from charter_audit.model import Page

ROUNDS = 15
REPEATS = 10
SIZES = (85, 150, 290)


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of one call."""
    begun = time.process_time()
    for _ in range(REPEATS):
        work()
    return (time.process_time() - begun) * 1000 / REPEATS


def grown(html: str, kilobytes: int) -> bytes:
    """The page with a style sheet and a script as long as a real one's, and twice its own menu."""
    begin = html.index("mzr-links")
    menu = html[html.index(">", begin) + 1 : html.index("</ul>", begin)]
    longer = html.replace(menu, menu * 2, 1)
    missing = max(0, kilobytes * 1000 - len(longer.encode()))
    filler = "<style>" + ".x { margin: 0; padding: 4px }\n" * (missing // 62) + "</style><script>"
    filler += "var x = 'নোটিশ';\n" * (missing // 2 // len("var x = 'নোটিশ';\n".encode())) + "</script>"
    return longer.replace("</body>", f"{filler}</body>", 1).encode()


def page(body: bytes) -> Page:
    return Page("http://x/", "http://x/", 200, "text/html", body, datetime.now(UTC), "")


def measured(*contenders: Callable[[], object]) -> list[float]:
    """The median of each contender, taken in turns."""
    rounds = [[cpu(work) for work in contenders] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def main() -> None:
    print("| page | KB | parse alone, ms | read as front page, ms | ratio |")
    print("|---|---|---|---|---|")
    for id_ in ("sirajganj", "sirajganj.kazipur"):
        site = next(site for site in load_sites() if site.office.id == id_)
        home = next(iter(pages(site).values())) if "/" not in pages(site) else pages(site)["/"]
        for size in SIZES:
            body = grown(home, size)
            text = markup.decode(body)
            parse, read = measured(
                lambda text=text: markup.parse(text), lambda body=body: portals.read_front(page(body))
            )
            print(f"| {site.platform} | {len(body) // 1000} | {parse:.2f} | {read:.2f} | {read / parse:.1f} |")
    nested, flat = b"<div>" * 100_000, grown(home, 500)
    refuse, read = measured(lambda: portals.read_front(page(nested)), lambda: portals.read_front(page(flat)))
    print(f"\n100,000 nested elements (500 KB) are refused in {refuse:.2f} ms of CPU, {refuse / read:.2f} times what")
    print(f"reading a flat page of {len(flat) // 1000} KB takes ({read:.2f} ms).")


if __name__ == "__main__":
    main()
