"""A planned site over HTTP on loopback: its pages, and its faults."""

import asyncio
from urllib.parse import urlsplit

from evaluate.addresses import article_at, found_by, roll_at
from evaluate.pages import DRAWN, pages
from evaluate.plan import NEIGHBOUR, Answer, Face, Site
from loopback import Answers, Send, hang, reply
from loopback import Site as Served

HTML = "Content-Type: text/html; charset=utf-8"
JSON = "Content-Type: application/json"
PDF = "Content-Type: application/pdf"
JPG = "Content-Type: image/jpeg"
BROKEN_JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00broken off"
BROKEN_PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Length 12>> stream\nbroken off"
BROKEN = {"pdf": reply(BROKEN_PDF, PDF), "jpg": reply(BROKEN_JPG, JPG)}
WORKED_ON = "Under Construction. Please visit again soon!"
STRANGE = (
    "<html><head><title>index</title></head><body><div id='app'></div><script src='/main.js'></script></body></html>"
)
NO_RECORD = {
    "npf1": "Invalid content...",
    "npf2": "No Data Found",
    "npf3": "দুঃখিত, পাতাটি খুঁজে পাওয়া যায়নি",
    "plain": "404 Not Found",
}


class Server(Served):
    """Finds its answers by the decoded path; what is not planned is answered 404, a file with a damaged one."""

    def __init__(self, site: Site, beside: str = "") -> None:
        super().__init__(answers(site, beside))

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        key = found_by(path)
        ending = urlsplit(path).path.rpartition(".")[2]
        if key not in self.answers and ending in BROKEN:
            self.answers[key] = [BROKEN[ending]]
        await super()._answer(key, writer)


def page(text: str) -> bytes:
    return reply(text.encode(), JSON if text.startswith("{") else HTML)


def answers(site: Site, beside: str = "") -> Answers:
    """What the site says, by the key of the address; `beside` is where its neighbour stands."""
    drawn = {key: text.replace(NEIGHBOUR, beside) for key, text in pages(site).items()}
    made: dict[str, list[bytes | Send]] = {key: [page(text)] for key, text in drawn.items()}
    for article in site.articles:
        made[found_by(article_at(site, article))] = [
            said(site, article.answer, made[found_by(article_at(site, article))][0])
        ]
    for roll in site.rolls:
        for query in ("", "?archived=true"):
            key = found_by(roll_at(site, roll) + query)
            made[key] = [said(site, roll.answer, made[key][0])]
    made.update(
        {path: [reply(body.replace(NEIGHBOUR.encode(), beside.encode()), HTML)] for path, body in site.pages.items()}
    )
    if site.face is not Face.ITSELF:
        made.update(dict.fromkeys(("/", "/bn"), [face(site, made["/"][0])]))
    return made


def said(site: Site, answer: Answer, itself: bytes | Send) -> bytes | Send:
    draw = DRAWN[site.platform]
    match answer:
        case Answer.PAGE:
            return itself
        case Answer.SILENT:
            return hang
        case Answer.SOFT_GONE if site.platform == "npf3":
            return reply(draw.said(site, NO_RECORD["npf3"]).encode(), HTML, status=404)
        case Answer.SOFT_GONE:
            return page(draw.said(site, NO_RECORD[site.platform]))
        case Answer.BLANK:
            return page(draw.said(site, ""))
        case Answer.CONSTRUCTION:
            return page(draw.said(site, WORKED_ON))
        case _:
            status = {Answer.GONE: 404, Answer.FAULT: 500, Answer.BUSY: 503, Answer.REFUSED: 403}[answer]
            return reply(b"<h1>Sorry</h1>", HTML, status=status)


def face(site: Site, itself: bytes | Send) -> bytes | Send:
    bare = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p><a href='/x'>x</a></body></html>"
    match site.face:
        case Face.SILENT:
            return hang
        case Face.FAULT:
            return reply(b"<h1>Internal Server Error</h1>", HTML, status=500)
        case Face.GONE:
            return reply(b"<h1>Not Found</h1>", HTML, status=404)
        case Face.REFUSED:
            return reply(b"<h1>Forbidden</h1>", HTML, status=403)
        case Face.EMPTY:
            return reply(b"", HTML)
        case Face.CONSTRUCTION:
            return page(
                bare.format("Site under construction", "The page is under-construction. Please visit again soon!")
            )
        case Face.CHALLENGE:
            return page(bare.format("Just a moment...", "Checking your browser before accessing the site."))
        case Face.PARKED:
            return page(bare.format("Welcome to nginx!", "This domain is for sale."))
        case Face.STRANGE:
            return page(STRANGE)
        case Face.NO_BOXES:
            return page(DRAWN[site.platform].frame(site, "", "<p>স্বাগতম</p>"))
        case _:
            return itself
