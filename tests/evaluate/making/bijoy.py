"""Unicode text as it would have been typed for SutonnyMJ: the program's own table of codes, turned round.

What the program makes of each syllable is the proof that its codes are right.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product

from charter_audit.bangla import from_bijoy

_CONSONANT = "[\u0995-\u09b9\u09ce]\u09bc?"
_SYLLABLE = re.compile(
    f"(?P<reph>\u09b0\u09cd(?={_CONSONANT}))?(?P<cluster>{_CONSONANT}(?:\u09cd{_CONSONANT})*)"
    "(?P<vowel>[\u09be-\u09c4\u09c7\u09c8\u09cb\u09cc]?)(?P<end>[\u0981-\u0983]?)"
)
_PIECE = re.compile(f"{_SYLLABLE.pattern}|.", re.DOTALL)
_APART = {"\u09cb": ("\u09c7", "\u09be"), "\u09cc": ("\u09c7", "\u09d7")}
_BEFORE = ("\u09bf", "\u09c7", "\u09c8")
_USUAL = frozenset("Ö†")
"""Codes that are typed more often than the others of the same sign."""
_KINDS = ("letters", "more", "signs", "second", "first", "whole")


def to_bijoy(text: str) -> str:
    """The text in the codes of SutonnyMJ. Raises ValueError where it has no codes that read as it does."""
    made = _PIECE.sub(lambda found: _syllable(found[0]) if found["cluster"] else _single(found[0]), text)
    if from_bijoy(made) != text:
        raise ValueError(f"no Bijoy codes: {text!r} would read {from_bijoy(made)!r}")
    return made


def _single(letter: str) -> str:
    return _codes().get(letter, (letter,))[0]


@cache
def _syllable(text: str) -> str:
    found = _SYLLABLE.fullmatch(text)
    assert found, text
    before, after = _around(found["vowel"])
    reph = "©" if found["reph"] else ""
    parts = (before, tuple(_clusters(found["cluster"])), after, (reph,), _of(found["end"]))
    for made in map("".join, product(*parts)):
        if from_bijoy(made) == text:
            return made
    raise ValueError(f"no Bijoy codes for {text!r}")


def _around(vowel: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of a vowel sign before its letters, and those after them."""
    if vowel in _APART:
        before, after = _APART[vowel]
        return _of(before), _of(after)
    return (_of(vowel), ("",)) if vowel in _BEFORE else (("",), _of(vowel))


def _of(sign: str) -> tuple[str, ...]:
    return _codes().get(sign, ()) if sign else ("",)


def _clusters(cluster: str) -> Iterator[str]:
    """The ways to write a cluster: as one code, or a part and the rest."""
    if cluster in _codes():
        yield from _codes()[cluster]
    joins = [place for place, letter in enumerate(cluster) if letter == "\u09cd"]
    for place in reversed(joins):
        for head, cut in ((cluster[: place + 1], place + 1), (cluster[:place], place)):
            rests = _clusters(cluster[cut:]) if cut > place else iter(_codes().get(cluster[cut:], ()))
            heads = tuple(_codes().get(head, ())) if cut > place else tuple(_clusters(head))
            yield from map("".join, product(heads, tuple(rests)))
    if joins:
        yield from map("".join, product(_clusters(cluster[: joins[-1]]), ("&",), _clusters(cluster[joins[-1] + 1 :])))


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Every piece of Unicode with its codes, in the order of the table."""
    source = files("charter_audit").joinpath("data", "bijoy.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in source.splitlines() if not line.startswith("#"))
    tables = {name.rstrip(":"): [word.replace("\\u00AD", "\u00ad") for word in words] for name, *words in lines}
    codes: dict[str, tuple[str, ...]] = {}
    for kind in _KINDS:
        for code, text in zip(tables[kind][::2], tables[kind][1::2], strict=True):
            known = codes.get(text, ())
            codes[text] = (code, *known) if code in _USUAL else (*known, code)
    return codes
