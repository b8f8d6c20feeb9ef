"""The fiscal year of Bangladesh (July to June) and its quarters."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from charter_audit.bangla import to_bengali_digits

NAMES_BN = ("জুলাই-সেপ্টেম্বর", "অক্টোবর-ডিসেম্বর", "জানুয়ারি-মার্চ", "এপ্রিল-জুন")
NAMES_EN = ("July-September", "October-December", "January-March", "April-June")
ORDINALS_BN = ("১ম", "২য়", "৩য়", "৪র্থ")
FIRST_MONTHS = (7, 10, 1, 4)

_FORM = re.compile(r"(?P<start>[0-9]{4})-(?P<end>[0-9]{2})/Q(?P<number>[1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Quarter `number` (1-4) of the fiscal year that begins in July of `year`. Ordered by time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4):
            raise ValueError(f"a fiscal year has quarters 1 to 4, not {self.number}")
        if not 1 < self.year < 9998:
            raise ValueError(f"no fiscal year begins in {self.year}")

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter that a day lies in: 2023-11-28 is in 2023-24/Q2."""
        number = FIRST_MONTHS.index((day.month - 1) // 3 * 3 + 1) + 1
        return cls(day.year if day.month >= 7 else day.year - 1, number)

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """The quarter written as 2023-24/Q2. Raises ValueError with the form that is wanted."""
        match = _FORM.fullmatch(text.strip())
        if not match:
            raise ValueError(f"{text!r} is no quarter; write it as 2023-24/Q2")
        start = int(match["start"])
        if int(match["end"]) != (start + 1) % 100:
            raise ValueError(f"{text!r}: the fiscal year that begins in {start} is {start}-{(start + 1) % 100:02d}")
        return cls(start, int(match["number"]))

    def __str__(self) -> str:
        return f"{self.fiscal_year}/Q{self.number}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def fiscal_year(self) -> str:
        """As 2023-24."""
        return f"{self.year}-{(self.year + 1) % 100:02d}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year if self.number <= 2 else self.year + 1, FIRST_MONTHS[self.number - 1], 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def fiscal_year_first(self) -> date:
        """The first day of the fiscal year."""
        return date(self.year, 7, 1)

    def days_left(self, day: date) -> int:
        """Days from `day` to the quarter's last day; 0 on it and after it."""
        return max(0, (self.last - day).days)

    @property
    def name_bn(self) -> str:
        """As ২য় ত্রৈমাসিক, অক্টোবর-ডিসেম্বর ২০২৩."""
        year = to_bengali_digits(str(self.first.year))
        return f"{ORDINALS_BN[self.number - 1]} ত্রৈমাসিক, {NAMES_BN[self.number - 1]} {year}"

    @property
    def name_en(self) -> str:
        """As Q2, October-December 2023."""
        return f"Q{self.number}, {NAMES_EN[self.number - 1]} {self.first.year}"
