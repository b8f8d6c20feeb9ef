"""JSON: the whole scan, from which every other report can be made (schema "charter-audit/scan/1")."""

from charter_audit import scanfile
from charter_audit.extend import Lang, Report
from charter_audit.matrices import as_json
from charter_audit.model import Scan


def render(scan: Scan, lang: Lang) -> str:  # noqa: ARG001 - the file has slugs, no sentences
    """The scan as one object, readable by `scanfile.read`."""
    return scanfile.write(scan)


REPORT = Report("json", ".json", render, as_json)
