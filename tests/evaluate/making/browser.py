"""Pages in HTML, in Unicode or in SutonnyMJ; PDF and JPEG by Chromium."""

import base64
import re
import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

from evaluate.making.bijoy import to_bijoy
from evaluate.making.typesetting import FONT, is_wide
from evaluate.paperplan import Block, Line, Paper

TITLES = {"charter": "সেবা প্রদান প্রতিশ্রুতি", "committee": "ফোকাল পয়েন্ট কর্মকর্তা/পরিবীক্ষণ কমিটি"}
QUALITY = 0.35


def page(paper: Paper) -> bytes:
    """The paper as a page of the portal, its text pasted into the page's frame."""
    body = "".join(_block(block, paper.bijoy) for block in paper.blocks)
    if paper.bijoy:
        body = f'<div style="font-family: SutonnyMJ">{body}</div>'
    title = TITLES[paper.behind]
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        "<form id='lang_form'></form><div id='printable_area'>"
        f"<h3>{title}</h3>{body}</div></body></html>"
    ).encode()


def _block(block: Block, bijoy: bool = False) -> str:
    def said(text: str) -> str:
        return escape(to_bijoy(text) if bijoy else text)

    if isinstance(block, Line):
        return f"<p class='head'>{said(block.text)}</p>" if block.head else f"<p>{said(block.text)}</p>"
    rows = ["".join(f"<td>{said(cell)}</td>" for cell in row) for row in block.cells]
    return f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>"


def pdf(paper: Paper, folder: Path) -> bytes:
    """The paper as Chromium prints it."""
    side = "landscape" if is_wide(paper.blocks) else "portrait"
    style = (
        f"@page {{ size: A4 {side}; margin: 1.6cm }} body {{ font: 10pt '{FONT}' }} .head {{ text-align: center }}"
        "table { border-collapse: collapse; width: 100% } td { border: 1px solid black; padding: 2pt; font-size: 8pt }"
    )
    body = "".join(map(_block, paper.blocks))
    html = f"<!DOCTYPE html><html lang='bn'><meta charset='utf-8'><title>paper</title><style>{style}</style>{body}"
    (folder / "page.html").write_text(html, encoding="utf-8")
    out = folder / "page.pdf"
    out.unlink(missing_ok=True)
    _run(folder, "--no-pdf-header-footer", f"--print-to-pdf={out}")
    return out.read_bytes()


def jpeg(png: bytes, folder: Path) -> bytes:
    """A picture as a photograph of it: by the browser's own canvas."""
    picture = base64.b64encode(png).decode("ascii")
    script = (
        "const c = document.createElement('canvas'); const i = document.images[0]; window.onload = () => {"
        "c.width = i.naturalWidth; c.height = i.naturalHeight; c.getContext('2d').drawImage(i, 0, 0);"
        f"document.body.textContent = c.toDataURL('image/jpeg', {QUALITY}) }}"
    )
    (folder / "page.html").write_text(
        f"<body><img src='data:image/png;base64,{picture}'><script>{script}</script>", encoding="utf-8"
    )
    shown = _run(folder, "--virtual-time-budget=10000", "--dump-dom")
    found = re.search(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", shown)
    if found is None:
        raise RuntimeError("Chromium made no JPEG")
    return base64.b64decode(found[1])


def _run(folder: Path, *options: str) -> str:
    profile = f"--user-data-dir={folder / 'chromium'}"
    command: Sequence[str] = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", profile, *options]
    target = (folder / "page.html").as_uri()
    return subprocess.run([*command, target], check=True, capture_output=True, text=True, timeout=120).stdout
