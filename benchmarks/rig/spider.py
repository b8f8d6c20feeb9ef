"""The contender Scrapy: a spider with selectolax, tuned, that does the same minimal job.

`python -m rig.spider PLAN ROWS [obey]` runs in an environment of its own, without charter-audit. Front page, charter
box, its two live links, the day on each, one row: {id: [box, charter's day, letter's day]}. With "obey" it asks for
robots.txt first.
"""

import json
import re
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from selectolax.lexbor import LexborHTMLParser, LexborNode

MONTHS = ("জানু", "ফেব্রু", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টে", "অক্টো", "নভে", "ডিসে")
NUMBERS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
DAY = re.compile(r"(\d{1,2})(?:[/.-](\d{1,2})[/.-]|\s+([^\W\d]\S*)\s+)(\d{4})")
BOX = ".service-box, div.service-box-widget"
TITLE = "h4, .service-box-title"
BODY = "#printable_area, .html_text.body .value, rt-renderer"
SETTINGS = {
    "CONCURRENT_REQUESTS": 32,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
    "DOWNLOAD_DELAY": 0,
    "COOKIES_ENABLED": False,
    "REFERER_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "MEMUSAGE_ENABLED": False,
    "LOG_ENABLED": False,
    "DNS_RESOLVER": "scrapy.resolver.CachingThreadedResolver",
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "SPIDER_MIDDLEWARES": {
        "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
        "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    },
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    },
    "EXTENSIONS": {
        "scrapy.extensions.logstats.LogStats": None,
        "scrapy.extensions.corestats.CoreStats": None,
    },
}


def words(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ", strip=True).split()) if node is not None else ""


def day_after(text: str, mark: str) -> str:
    """The first day after a word, ISO 8601, or ""."""
    match = DAY.search(text.partition(mark)[2].translate(NUMBERS))
    if not match:
        return ""
    month = int(match[2]) if match[2] else next((n for n, name in enumerate(MONTHS, 1) if match[3].startswith(name)), 0)
    return date(int(match[4]), month, int(match[1])).isoformat() if month else ""


def charter_box(page: LexborHTMLParser) -> tuple[str, str, str]:
    """The title of the charter's box and where its links to charter and committee lead."""
    for box in page.css(BOX):
        title = words(box.css_first(TITLE))
        if "সেবা প্রদান" in title or "চার্টার" in title:
            links = [(words(link), link.attributes.get("href") or "") for link in box.css("li a")]
            committee = next((href for label, href in links if "কমিটি" in label), "")
            return title, next((href for _, href in links if href != committee), ""), committee
    return "", "", ""


class Charters(scrapy.Spider):
    name = "charters"

    def __init__(self, plan: dict[str, Any], rows: dict[str, list[str]]) -> None:
        super().__init__()
        self.plan = plan
        self.rows = rows

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for office in self.plan["offices"]:
            self.rows[office["id"]] = ["", "", ""]
            yield scrapy.Request(office["url"] + "/", self.front, cb_kwargs={"id_": office["id"]})

    def front(self, response: Response, id_: str) -> Iterator[scrapy.Request]:
        title, charter, committee = charter_box(LexborHTMLParser(response.body))
        self.rows[id_][0] = title
        for place, href, mark in ((1, charter, "হালনাগাদ"), (2, committee, "তারিখ")):
            if href.startswith("/") and len(href) > len("/bn/"):
                given = {"id_": id_, "place": place, "mark": mark}
                yield scrapy.Request(response.urljoin(href), self.inner, cb_kwargs=given, priority=1)

    def inner(self, response: Response, id_: str, place: int, mark: str) -> None:
        body = LexborHTMLParser(response.body).css_first(BODY)
        self.rows[id_][place] = day_after(words(body), mark)


if __name__ == "__main__":
    given, rows = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), dict[str, list[str]]()
    process = CrawlerProcess({**SETTINGS, "ROBOTSTXT_OBEY": "obey" in sys.argv[3:]})
    process.crawl(Charters, plan=given, rows=rows)
    process.start()
    Path(sys.argv[2]).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
