"""A file dropped into its folder is found; a malformed one is named."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from charter_audit import portals, reports, rules
from charter_audit.extend import Report, Rule, discover


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (tmp_path / "dropped").mkdir()
    (tmp_path / "dropped" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("dropped")]:
        monkeypatch.delitem(sys.modules, name)
    import dropped  # type: ignore[import-not-found]

    return dropped  # type: ignore[no-any-return]


def drop(package: ModuleType, name: str, text: str) -> None:
    (Path(package.__path__[0]) / f"{name}.py").write_text(text)


def test_a_dropped_file_is_found(package: ModuleType) -> None:
    drop(
        package,
        "lines",
        "from charter_audit.extend import Report\nREPORT = Report('lines', '.l', lambda s, l: '')\n",
    )
    assert discover(package, "REPORT", Report)["lines"].suffix == ".l"


@pytest.mark.parametrize("text", ["", "REPORT = 'no report'"])
def test_a_malformed_file_is_named(package: ModuleType, text: str) -> None:
    drop(package, "broken", text)
    with pytest.raises(TypeError, match=r"dropped\.broken must define REPORT as a Report"):
        discover(package, "REPORT", Report)


def test_the_folders_of_the_project_are_whole() -> None:
    assert {name.upper().replace("_", "-") for name in discover(rules, "RULE", Rule)} == set(rules.catalogue())
    assert [rule.position for rule in rules.catalogue().values()] == list(range(1, 15))
    assert {"table", "csv", "json"} <= set(discover(reports, "REPORT", Report))
    assert {"npf1", "npf2", "npf3", "plain"} == {platform.name for platform in portals.platforms()}


def rule_with(**changes: object) -> Rule:
    whole = next(iter(rules.catalogue().values()))
    fields = {name: getattr(whole, name) for name in Rule.__dataclass_fields__}
    return Rule(**{**fields, **changes})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"doc": ""}, "needs a docstring"),
        ({"examples": ()}, "needs a docstring, reasons, and a good and a bad example"),
        ({"reasons": ()}, "needs a docstring, reasons"),
        ({"reasons": rules.catalogue()["CC-BOX-01"].reasons * 2}, "gives a reason twice"),
        ({"examples": rules.catalogue()["CC-COM-01"].examples}, "an example of a reason it does not give"),
    ],
)
def test_a_rule_that_is_not_whole_is_refused(changes: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        rule_with(**changes)
