"""The words that reports print, in Bengali or English, and how days and numbers are printed in each."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from charter_audit.bangla import to_bengali_digits
from charter_audit.extend import Lang
from charter_audit.model import Verdict

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_SCHEMA = "charter-audit/print/1"


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
    """A span of days as facts hold it (2023-10-04 or first..last), printed."""
    return " - ".join(day(date.fromisoformat(part), lang) for part in iso.split(".."))
