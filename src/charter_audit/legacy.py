"""Text of pages that was typed for a Bijoy font (SutonnyMJ and its like), in Unicode before anything else reads it."""

import re
from collections.abc import Iterator, Mapping

from charter_audit import markup, textlayer
from charter_audit.bangla import from_bijoy, has_bengali
from charter_audit.markup import Dom, Node

_FONTS = tuple("MJ" + after for after in "\"';,}-& >")
_LETTERS = ("\u2021", "\u2020", "\u02c6", "\u00a8", "\u00d6", "\u00aa", "\u00e6", "\u00af")
_WRITTEN = ("&Dagger;", "&dagger;", "&circ;", "&#8225;", "&#8224;", "&#710;")
"""What no longer Bijoy text can do without: a font's name, or signs rare elsewhere. Most pages have neither."""

_STYLE = re.compile(r"font-family\s*:[\s\"']*([^;,\"'}]+)", re.I)
"""The first font of a list; the others are for readers who lack it."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def in_unicode(dom: Dom, html: str) -> Dom:
    """The same page, its Bijoy texts changed in place; `html` is what it was parsed from.

    A Bijoy font says that a text is Bijoy, unless Bengali letters stand in such a font too: then the page only names
    it. Where no font is named the words decide, as for files.
    """
    if any(letter in html for letter in _LETTERS) or _is_named(html):
        _change(dom)
    return dom


def _is_named(html: str) -> bool:
    """Whether the page names such a font, or writes such letters by their names."""
    fonts = "MJ" in html and any(font in html for font in _FONTS)
    return fonts or any(name in html for name in _WRITTEN)


def _change(dom: Dom) -> None:
    fonts = _fonts(dom)
    told = [(part, _font_of(part, fonts)) for part in _texts(dom)]
    for part in _in_bijoy_font(told):
        part.replace_with(from_bijoy(markup.own_text(part)))
    free = [part for part, font in told if not font]
    shown = textlayer.shown_as("\n".join(map(markup.own_text, free)))
    for part in free:
        text = markup.own_text(part)
        if (right := shown(text)) != text:
            part.replace_with(right)


def _in_bijoy_font(told: list[tuple[Node, str]]) -> list[Node]:
    named = [part for part, font in told if textlayer.is_bijoy_font(font)]
    return [] if any(has_bengali(markup.own_text(part)) for part in named) else named


def _texts(dom: Dom) -> Iterator[Node]:
    """The texts that a reader sees, gathered before any of them is changed."""
    return iter([part for part in markup.texts(dom.root) if markup.own_text(part).strip()] if dom.root else [])


def _font_of(part: Node, fonts: Mapping[int, str]) -> str:
    """The font that the nearest element round a text names."""
    above = part.parent
    while above is not None:
        if font := fonts.get(above.mem_id):
            return font
        above = above.parent
    return ""


def _fonts(dom: Dom) -> Mapping[int, str]:
    """Fonts by the element that names them: by a rule of the page's own style sheet, its `face`, its `style`."""
    found = {}
    for selector, font in _rules(dom):
        found.update(dict.fromkeys((node.mem_id for node in markup.matching(dom, selector)), font))
    for node in dom.css("[face]"):
        found[node.mem_id] = markup.attribute(node, "face")
    for node in dom.css("[style]"):
        if match := _STYLE.search(markup.attribute(node, "style")):
            found[node.mem_id] = match[1]
    return found


def _rules(dom: Dom) -> Iterator[tuple[str, str]]:
    for sheet in dom.css("style"):
        for selector, block in _RULE.findall(sheet.text()):
            if match := _STYLE.search(block):
                yield selector.strip(), match[1]
