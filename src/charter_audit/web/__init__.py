"""The only code that talks to the network: `Web(limits).visit(office)` gives a `Visit`, and that gives pages.

Trouble is a value, `Unreachable` with its cause, never an exception.
"""

from charter_audit.web.causes import LAWS
from charter_audit.web.client import Visit, Web
from charter_audit.web.limits import Limits
from charter_audit.web.trust import Trust
from charter_audit.web.turns import Ceiling, Time

__all__ = ["LAWS", "Ceiling", "Limits", "Time", "Trust", "Visit", "Web"]
