"""The words of words.json, and how offices print digits and days."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def bengali(text: object) -> str:
    return str(text).translate(_DIGITS)


def printed(day: date, form: int) -> str:
    """A day in one of the three forms that offices use, day first, in Bengali digits."""
    if form == 0:
        return bengali(f"{day:%d/%m/%Y}")
    return (
        bengali(f"{day:%d-%m-%Y}") if form == 1 else bengali(f"{day.day} {words()['months'][day.month - 1]} {day.year}")
    )


@cache
def words() -> Mapping[str, Any]:
    """The words of words.json."""
    text = (Path(__file__).parent / "words.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found
