"""The contender charter-audit: the scan itself, core rules; no evidence is kept unless that is what is measured.

`python -m rig.charter_audit_job PLAN ROWS [--gently SCALE] [--keep FILE | --replay FILE]
 [--plain-tls] [--profile FILE]`
As fast as it can, or with the politeness that is default, its seconds scaled. Writes the rows as
{id: [box, charter's day, letter's day]}.
"""

import argparse
import asyncio
import cProfile
import json
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from charter_audit import __version__, audit
from charter_audit.desk import Desk
from charter_audit.model import Office, Row, Scan, Tier
from charter_audit.papers import Papers
from charter_audit.quarter import Quarter
from charter_audit.rules import catalogue, core
from charter_audit.web import Limits, Trust, Web
from charter_audit.web.trust import system_store

MANY = 64


def limits(gently: float) -> Limits:
    """The default limits with their seconds scaled, or none at all; a ceiling of a group where the product has one."""
    if gently:
        usual = Limits()
        return Limits(delay=usual.delay * gently, backoff=usual.backoff * gently)
    ceiling: dict[str, Any] = {"per_group": MANY} if "per_group" in {one.name for one in fields(Limits)} else {}
    return Limits(delay=0.0, concurrency=MANY, **ceiling)


def store(ca: str, plain: bool) -> ssl.SSLContext:
    """The store that the product trusts with the test CA in it; or a context that OpenSSL makes with that CA alone."""
    if plain:
        return ssl.create_default_context(cafile=ca)
    made = system_store()
    made.load_verify_locations(ca)
    return made


def offices(plan: dict[str, Any]) -> tuple[Office, ...]:
    return tuple(
        Office(one["id"], one["name"], one["id"], Tier.UPAZILA, one["url"], group=one["group"])
        for one in plan["offices"]
    )


async def scanned(plan: dict[str, Any], given: argparse.Namespace) -> Scan:
    day = date.fromisoformat(plan["as_of"])
    order = audit.Order(offices(plan), tuple(catalogue()[code] for code in core()), Quarter.of(day), day)
    async with Desk() as desk:
        with network(order, plan["ca"], given) as network_:
            return await audit.scan(order, network_, lambda _office, _row: None, Papers(desk, False).read)


@contextmanager
def network(order: audit.Order, ca: str, given: argparse.Namespace) -> Iterator[Any]:
    """The network, with evidence kept of it or not; or the evidence in its place."""
    web = partial(Web, limits(given.gently), trust=Trust(lambda: store(ca, given.plain_tls)))
    if given.replay:
        from charter_audit.archive import Replay

        yield Replay.of(given.replay)
    elif given.keep:
        from charter_audit.archive import Archive, Ordered

        codes = tuple(rule.code for rule in order.rules)
        ordered = Ordered(order.quarter, order.as_of, order.own, codes, order.offices, __version__)
        with Archive.begin(given.keep, ordered) as keep:
            yield web(keep=keep)
    else:
        yield web()


def found(row: Row) -> list[str]:
    """Box, charter's day and letter's day, as the facts of the findings have them."""
    facts = {one.rule: one.facts for one in row.findings}
    names = (("CC-BOX-01", "title"), ("CC-UPD-01", "date"), ("CC-COM-01", "letter_date"))
    return [facts[rule].get(name, "") for rule, name in names]


def main(argv: Sequence[str] | None = None) -> None:
    words = argparse.ArgumentParser()
    words.add_argument("plan", type=Path)
    words.add_argument("rows", type=Path)
    words.add_argument("--gently", type=float, default=0.0)
    words.add_argument("--keep", type=Path)
    words.add_argument("--replay", type=Path)
    words.add_argument("--plain-tls", action="store_true")
    words.add_argument("--profile")
    given = words.parse_args(argv)
    plan = json.loads(given.plan.read_text(encoding="utf-8"))
    watch = cProfile.Profile()
    made = watch.runcall(asyncio.run, scanned(plan, given)) if given.profile else asyncio.run(scanned(plan, given))
    if given.profile:
        watch.dump_stats(given.profile)
    given.rows.write_text(
        json.dumps({row.office.id: found(row) for row in made.rows}, ensure_ascii=False), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
