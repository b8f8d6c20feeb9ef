"""All that a text says of when: days, months, quarters, stamps; no opinion on what they mean."""

from charter_audit.dates.calendars import bangla_day
from charter_audit.dates.days import Named, days_after, days_in
from charter_audit.dates.quarters import Period, quarters_in
from charter_audit.dates.stamps import Stamp, page_stamps, published_days, site_stamps

__all__ = [
    "Named",
    "Period",
    "Stamp",
    "bangla_day",
    "days_after",
    "days_in",
    "page_stamps",
    "published_days",
    "quarters_in",
    "site_stamps",
]
