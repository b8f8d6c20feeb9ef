"""Waivers that change nothing: what is to be said of them, so that nobody relies on one."""

from collections.abc import Collection, Iterable, Iterator

from charter_audit.model import Office, Waiver
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue
from charter_audit.yamlfile import nearest


def warnings(offices: Iterable[Office], asked: Collection[str], quarter: Quarter) -> Iterator[str]:
    """One message for each waiver that has ended, or whose rule is none, is not the office's or was not asked."""
    for office in offices:
        for waiver in office.waivers:
            if told := _told(waiver, office, asked, quarter):
                yield f"{office.id}: the waiver of {waiver.rule} ({waiver.ref}) {told}"


def _told(waiver: Waiver, office: Office, asked: Collection[str], quarter: Quarter) -> str:
    rule = catalogue().get(waiver.rule)
    if rule is None:
        near = nearest(waiver.rule, tuple(catalogue()))
        return f"waives nothing: there is no such rule{f'; did you mean {near}?' if near else ''}"
    if office.tier not in rule.tiers:
        return f"waives nothing: the rule is not asked of an office of this tier, {office.tier}"
    if waiver.until < quarter:
        return f"ended with {waiver.until} and holds no more in {quarter}; renew it or take it out of the registry"
    return "" if waiver.rule in asked else "changes nothing here: the rule was not asked for in this scan"
