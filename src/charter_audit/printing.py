"""The words that reports print, in Bengali or English, and how days and numbers are printed in each."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from charter_audit.bangla import columns, to_bengali_digits
from charter_audit.extend import Lang
from charter_audit.model import Verdict
from charter_audit.vocabulary import entry

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_SCHEMA = "charter-audit/print/1"
FORMULA = ("=", "+", "-", "@")
"""A spreadsheet runs a cell that begins so."""


@cache
def _words() -> Mapping[str, object]:
    text = files("charter_audit").joinpath("data", "print.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the fast one where there is one
    if not isinstance(loaded, dict) or loaded.get("schema") != _SCHEMA:
        raise ValueError("data/print.yaml is not of this version")
    return loaded


def sign(verdict: Verdict) -> str:
    """The sign of a verdict, one column wide."""
    return _at(f"verdicts.{verdict}", "sign")


def phrase(path: str, lang: Lang) -> str:
    """The words at a dotted path. Raises KeyError naming the path where there are none in that language."""
    return _at(path, lang)


def _at(path: str, what: str) -> str:
    here: object = _words()
    for step in (*path.split("."), what):
        if not isinstance(here, dict) or step not in here:
            raise KeyError(f"data/print.yaml has no {path} in {what}")
        here = here[step]
    return str(here)


def known(path: str, lang: Lang) -> str:
    """The words at a dotted path, or "" where there are none."""
    try:
        return phrase(path, lang)
    except KeyError:
        return ""


def number(value: int | str, lang: Lang) -> str:
    """A number in the language's digits."""
    return to_bengali_digits(str(value)) if lang == "bn" else str(value)


def day(value: date, lang: Lang) -> str:
    """A day as ০৪/১০/২০২৩ in Bengali, 2023-10-04 in English."""
    return to_bengali_digits(value.strftime("%d/%m/%Y")) if lang == "bn" else value.isoformat()


def span(iso: str, lang: Lang) -> str:
    """A span of days as facts hold it (2023-10-04, first..last, or the month 2023-09), printed."""
    return " - ".join(
        day(date.fromisoformat(part), lang) if len(part) > len("2023-09") else month(part, lang)
        for part in iso.split("..")
    )


def month(iso: str, lang: Lang) -> str:
    """A month as সেপ্টেম্বর ২০২৩ in Bengali, as 2023-09 in English."""
    if lang == "en":
        return iso
    names = entry("dates.month_names")
    if not isinstance(names, list):
        raise TypeError("data/vocabulary.yaml: dates.month_names must be a list")
    return f"{names[int(iso[5:]) - 1]['bn'][0]} {to_bengali_digits(iso[:4])}"


def wrap(text: str, width: int, hanging: str = "", first: str = "") -> list[str]:
    """Lines of at most `width` columns, broken at spaces; a word longer than that stands alone on its line."""
    lines, line = [], first
    for word in text.split():
        joined = f"{line} {word}" if line.strip() else f"{line}{word}"
        if line.strip() and columns(joined) > width:
            lines.append(line)
            joined = f"{hanging}{word}"
        line = joined
    return [*lines, line]


def guarded(cell: str) -> str:
    """A cell that a spreadsheet shows as it stands and never runs; other control characters become spaces."""
    safe = "".join(" " if ord(letter) < 32 or 127 <= ord(letter) < 160 else letter for letter in cell)
    return f"'{safe}" if safe.startswith(FORMULA) or safe[:1] != cell[:1] else safe
