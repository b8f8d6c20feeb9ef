"""The rules: one file each, found by being here. `judge(Evidence, Question) -> Finding`, pure."""

from functools import cache

from charter_audit import rules
from charter_audit.extend import Rule, discover


@cache
def catalogue() -> dict[str, Rule]:
    """Every rule by its code, in the order of the catalogue.

    Raises TypeError naming the module where a file here is no rule, ValueError where two give one code.
    """
    found = sorted(discover(rules, "RULE", Rule).values(), key=lambda rule: rule.position)
    by_code = {rule.code: rule for rule in found}
    if len(by_code) != len(found):
        raise ValueError("two rules give the same code")
    return by_code


def core() -> tuple[str, ...]:
    """Codes of the core rules."""
    return tuple(code for code, rule in catalogue().items() if rule.core)
