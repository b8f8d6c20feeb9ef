"""How far the text of a file is to be trusted, and its Bijoy lines in Unicode.

Programs that make files often keep letters but lose their order; such text holds words that no one can write.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby

from charter_audit.bangla import from_bijoy, has_bengali
from charter_audit.wording import unicode_of

UNHEALTHY = 0.03
"""Share of impossible words from which a text is not to be trusted (measured: good 0 to 1 %, bad 6 to 64 %)."""

PARTLY = " (partly)"
"""Ends the file type of a document that was not read as a whole: what is missing in it is not absent."""

_BIJOY_SHARE = 0.25
_LETTER = "[\u0985-\u09b9\u09ce\u09dc-\u09e1]"
_VOWELS = "\u09be-\u09cc\u09d7"
_MARKS = f"{_VOWELS}\u0981-\u0983\u09bc\u09cd"
_BROKEN = "\ue000-\uf8ff\ufffd\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~\u0964\u0965\u2010-\u2015\u2018-\u201d\u2022\u2026]+")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_IMPOSSIBLE = re.compile(
    f"^[{_MARKS}]|[{_VOWELS}]{{2}}|\u09cd[{_VOWELS}]|[{_VOWELS}]\u09cd|\u09cd$|[{_BROKEN}]"
    f"|[\u0980-\u09ff][A-Za-z\u00a1-\u024f]|[A-Za-z\u00a1-\u024f][\u0980-\u09ff]"
)
_ONLY_MARKS = re.compile(f"[{_MARKS}]+")
_OF_THE_FIELD = re.compile(f"{_LETTER}|[{_BROKEN}]")
_CODES = re.compile("[\u0080-\u00ff\u0152-\u0178\u0192\u02c6\u02dc\u2020-\u2022\u2026\u2030\u2039\u203a\u2122]")
_LATIN = re.compile("[A-Za-z]")


def impossible_share(text: str) -> float:
    """The share (0 to 1) of the Bengali words of a text that cannot be; 0 where it has none."""
    words = [word for word in _WORD.findall(_UNSEEN.sub("", unicodedata.normalize("NFC", text))) if _counts(word)]
    return sum(1 for word in words if _IMPOSSIBLE.search(word)) / len(words) if words else 0.0


def _counts(word: str) -> bool:
    return bool(_OF_THE_FIELD.search(word)) or (len(word) > 1 and bool(_ONLY_MARKS.fullmatch(word)))


def is_healthy(text: str) -> bool:
    """Whether a text holds so few impossible words that it can be read."""
    return impossible_share(text) <= UNHEALTHY


def is_bijoy_font(font: str) -> bool:
    """Whether a font of this name shows Bijoy: SutonnyMJ and its family, not the Unicode fonts that end in OMJ.

    A subset's prefix and a style ("ABCDEF+SutonnyMJ-Bold") are no part of the name.
    """
    name = re.split(r"[-,]", font.rpartition("+")[2].strip(" \"'"), maxsplit=1)[0].upper().removesuffix("BOLD").strip()
    return name.endswith("MJ") and not name.endswith("OMJ")


def looks_bijoy(text: str) -> bool:
    """Whether many of a text's words mix Latin letters with the codes that only Bijoy text has inside words."""
    if has_bengali(text):
        return False
    words = [word for word in text.split() if _LATIN.search(word) or _CODES.search(word)]
    mixed = sum(
        1 for word in words if _CODES.search(word.strip("\u2018\u2019\u201c\u201d\u2022\u2026\u2122\u00ae\u00a9"))
    )
    return bool(words) and mixed / len(words) >= _BIJOY_SHARE


def in_order(runs: list[tuple[str, bool]]) -> str:
    """One text of runs (text, whether its font shows Bijoy), in Unicode.

    Neighbours in Bijoy are joined first: a sign and the letter it belongs to may stand in two runs.
    """
    parts = [(bijoy, "".join(text for text, _ in group)) for bijoy, group in groupby(runs, key=lambda run: run[1])]
    return "".join(from_bijoy(text) if bijoy else text for bijoy, text in parts)


def shown_as(text: str) -> Callable[[str], str]:
    """How to bring any line of this text into Unicode, where no font says what it is.

    A line is Bijoy if, converted, it holds words of this field; where one is, those that look like it are too.
    """
    known = any(unicode_of(line) != line for line in text.splitlines() if line and not has_bengali(line))
    return _of_a_bijoy_text if known else str


def _of_a_bijoy_text(text: str) -> str:
    return "\n".join(from_bijoy(line) if looks_bijoy(line) else unicode_of(line) for line in text.split("\n"))
