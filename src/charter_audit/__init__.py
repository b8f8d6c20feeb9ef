"""Checks whether the offices of Bangladesh keep their citizen's charter updated in their website's service box."""

from importlib.metadata import version

__version__ = version("charter-audit")
