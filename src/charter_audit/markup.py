"""Bytes to a parsed tree, and a tree to text, tables and targets: what all platforms' readers share."""

import re
from collections.abc import Iterator
from typing import TypeGuard

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from charter_audit.bangla import without_controls
from charter_audit.model import Table

Dom = LexborHTMLParser
Node = LexborNode

DEEPEST = 400
"""Nesting beyond which a page is refused: parsing is quadratic in it, real pages are at most 21 deep."""

MOST_TAGS = 60_000
"""Elements beyond which a page is refused; real pages have 550 to 1,100."""

WIDEST = 60
"""Columns of a table beyond which spans are not spread out."""

HEAD = 4_096
"""Letters of a page in which it begins."""

_UNSAID = frozenset({"style", "script", "noscript", "template"})
_BEGINS, _ENDS = re.compile("<html[\\s>]", re.I), re.compile("</html", re.I)
_BENGALI = re.compile("[\u0980-\u09ff]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_CLOSING = frozenset(["p", "li", "dd", "dt", "tr", "td", "th", "option", "thead", "tbody", "tfoot"])
_TWICE = re.compile("\u00e0\u00a6|\u00e0\u00a7")
_BYTE_OF = {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(256)}
_HIGH = re.compile(f"[{re.escape(''.join(_BYTE_OF)[128:])}]+")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(body: bytes) -> str:
    """The text of a page whatever its headers say: BOM, UTF-8, nearly UTF-8, else cp1252.

    Nearly UTF-8 has Bengali letters and at most five broken sequences, or fewer than one for twenty letters. UTF-8 that
    was encoded twice is put right.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, errors="replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly(body)
    return _once(text) if _TWICE.search(text) else text


def _nearly(body: bytes) -> str:
    text = body.decode("utf-8", errors="replace")
    broken, letters = text.count("\ufffd"), len(_BENGALI.findall(text))
    if letters and (broken <= 5 or broken * 20 < letters):
        return text
    return body.decode("cp1252", errors="replace")


def _once(text: str) -> str:
    """Run by run: the five bytes that cp1252 leaves open are in every hasanta, and right letters may stand beside."""
    return _HIGH.sub(_repaired, text)


def _repaired(run: re.Match[str]) -> str:
    try:
        return bytes(_BYTE_OF[character] for character in run[0]).decode("utf-8")
    except UnicodeDecodeError:
        return run[0]


def too_nested(html: str) -> bool:
    """Whether a page has so many or so deeply nested elements that parsing would take seconds. A linear look."""
    opened: dict[str, int] = {}  # by name, for an end that fits nothing closes nothing
    depth = 0
    if html.count("<") > 2 * MOST_TAGS or len(tags := _TAG.findall(html)) > MOST_TAGS:
        return True
    for end, written in tags:
        name = written.lower()
        if name in _VOID or name in _CLOSING:
            continue
        if not end:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
        elif opened.get(name):
            opened[name] -= 1
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def breaks_off(html: str) -> bool:
    """Whether a page begins and never ends: a server may call less than the whole page the whole.

    What would stand behind the break is not absent (every whole page of the three platforms has an end).
    """
    return bool(_BEGINS.search(html, 0, HEAD)) and not _ENDS.search(html)


def parse(html: str) -> Dom:
    """The tree of a page. Scripts and styles stay in it; `text` leaves them out."""
    return LexborHTMLParser(html)


def text(node: Node | None) -> str:
    """The text of a node with single spaces, without style and script; "" of nothing."""
    if node is None:
        return ""
    only = node.child  # most links and cells are one piece of text
    pieces = own_text(only) if _is_alone(only) and node.tag not in _UNSAID else " ".join(_words(node))
    return " ".join(pieces.split())


def _is_alone(child: Node | None) -> TypeGuard[Node]:
    return child is not None and child.tag == "-text" and child.next is None


def _words(node: Node) -> Iterator[str]:
    return map(own_text, texts(node))


def texts(node: Node) -> Iterator[Node]:
    """The pieces of text in a node, in reading order, without style and script."""
    for part in node.traverse(include_text=True):
        if part.tag == "-text" and not _hidden(part):
            yield part


def own_text(piece: Node) -> str:
    """What a piece of text says, with its white space, without what would steer a terminal or turn its direction."""
    return without_controls(piece.text(deep=False))


def _hidden(part: Node) -> bool:
    parent = part.parent
    return parent is not None and parent.tag in _UNSAID


def first(dom: Dom | Node, *selectors: str) -> Node | None:
    """The first node that one of these selectors matches, in the order of the selectors."""
    for selector in selectors:
        if node := dom.css_first(selector):
            return node
    return None


def matching(dom: Dom, selector: str) -> list[Node]:
    """What a selector finds; nothing for one that cannot be understood, as a page's own may be."""
    try:
        return dom.css(selector)
    except SelectolaxError:
        return []


def attribute(node: Node | None, name: str) -> str:
    """An attribute's value, "" where there is none."""
    return without_controls(node.attributes.get(name) or "") if node is not None else ""


def tables(node: Node) -> tuple[Table, ...]:
    """The tables in a node, also those inside others; spanned cells repeated in every place they cover."""
    return tuple(table for one in node.css("table") if (table := _table(one)).rows)


def _table(node: Node) -> Table:
    grid: list[tuple[str, ...]] = []
    reaching: dict[int, tuple[int, str]] = {}
    for row in _own(node, "tr", "table"):
        line, reaching = _row(row, reaching)
        if line:
            grid.append(line)
    return Table(tuple(grid))


def _own(node: Node, selector: str, owner: str) -> Iterator[Node]:
    """What a selector finds in a node and in none of its kind inside it."""
    for found in node.css(selector):
        above = found.parent
        while above is not None and above.tag != owner:
            above = above.parent
        if above is not None and above.mem_id == node.mem_id:
            yield found


_Reaching = dict[int, tuple[int, str]]
"""Cells of the rows above that reach down, by column: how many rows are left, and the text."""


def _row(row: Node, above: _Reaching) -> tuple[tuple[str, ...], _Reaching]:
    line: list[str] = []
    below: _Reaching = {}
    for cell in _own(row, ":is(td, th)", "tr"):
        _fill(line, above, below)
        said, tall = text(cell), _span(cell, "rowspan")
        for _ in range(_span(cell, "colspan")):
            if len(line) < WIDEST:
                if tall > 1:
                    below[len(line)] = (tall - 1, said)
                line.append(said)
    _fill(line, above, below)
    return tuple(line), below


def _fill(line: list[str], above: _Reaching, below: _Reaching) -> None:
    """The cells that reach down from above into the next columns."""
    while len(line) in above:
        left, said = above[len(line)]
        if left > 1:
            below[len(line)] = (left - 1, said)
        line.append(said)


def _span(cell: Node, name: str) -> int:
    value = attribute(cell, name).strip()
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() and int(value) > 0 else 1
