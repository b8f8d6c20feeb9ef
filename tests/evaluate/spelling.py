"""The evaluation's own words, and days and quarters as offices spell them."""

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

NEW = 0.4
"""How many of ten words are taken from those that the program's own lists do not hold."""

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
MONTHS = (
    ["জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"]
)  # fmt: skip
ENGLISH = (
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)  # fmt: skip
_BANGLA = ["বৈশাখ", "জ্যৈষ্ঠ", "আষাঢ়", "শ্রাবণ", "ভাদ্র", "আশ্বিন", "কার্তিক", "অগ্রহায়ণ", "পৌষ", "মাঘ", "ফাল্গুন", "চৈত্র"]  # fmt: skip
_LENGTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 29, 30)
ORDINALS = {1: "১ম", 2: "২য়", 3: "৩য়", 4: "৪র্থ"}


@cache
def words() -> Mapping[str, Any]:
    """The words as they stand in words.yaml."""
    loaded: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    return loaded


def forms(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms of a kind of word: those seen, and the new ones."""
    told = words()[kind]
    return tuple(form for form, _ in told["seen"]), tuple(told["new"])


def pick(rng: Random, kind: str) -> str:
    """One form of a kind of word: as often as it was seen, or a new one."""
    seen, new = forms(kind)
    if rng.random() < NEW:
        return nfc(rng.choice(new))
    times = [times for _, times in words()[kind]["seen"]]
    return nfc(rng.choices(seen, times)[0])


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def bengali(text: object) -> str:
    """The text with Bengali digits."""
    return str(text).translate(_DIGITS)


def spelt(rng: Random, day: date, slashes: bool = True) -> str:
    """A day as an office spells it; without slashes where the platform takes them out of titles."""
    form = next(form for form in iter(lambda: pick(rng, "days"), "") if slashes or "/" not in form)
    return bengali(form.format(**_parts(day)))


def _parts(day: date) -> Mapping[str, object]:
    return {
        "d": f"{day.day:02}",
        "m": f"{day.month:02}",
        "D": day.day,
        "M": day.month,
        "y": day.year,
        "y2": f"{day.year % 100:02}",
        "month": MONTHS[day.month - 1],
        "en": ENGLISH[day.month - 1],
        "th": "th" if day.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th"),
        "bangla": bangla_day(day),
    }


def bangla_day(day: date) -> str:
    """The day by the Bangla calendar as it has been since 2019."""
    new_year = date(day.year, 4, 14) if day >= date(day.year, 4, 14) else date(day.year - 1, 4, 14)
    past = (day - new_year).days
    leap = (date(new_year.year + 1, 3, 1) - timedelta(days=1)).day == 29
    for name, length in zip(_BANGLA, (*_LENGTHS[:10], 30 if leap else 29, 30), strict=True):
        if past < length:
            return f"{past + 1:02} {name} {new_year.year - 593}"
        past -= length
    raise AssertionError(day)


def quarter_of(rng: Random, start: int, number: int) -> str:
    """A quarter of the fiscal year that begins in `start`, as an office spells it."""
    first = (number * 3 + 4 - 1) % 12
    year = start if number < 3 else start + 1
    form = pick(rng, "quarters")
    told = form.format(
        nth=ORDINALS[number],
        fy=f"{start}-{(start + 1) % 100:02}",
        fy_long=f"{start}-{start + 1}",
        y=year,
        **{"from": MONTHS[first], "to": MONTHS[first + 2]},
    )
    return bengali(told)


def stamp_npf1(day: date) -> str:
    """A day as npf1 stamps it: ordinals st, nd, rd stay, th is dropped, August stays English."""
    ordinal = "" if day.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "")
    month = "August" if day.month == 8 else MONTHS[day.month - 1]
    return f"{bengali(day.day)}{ordinal} {month} {bengali(day.year)}"


def weekday(day: date) -> str:
    return ["সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"][day.weekday()]
