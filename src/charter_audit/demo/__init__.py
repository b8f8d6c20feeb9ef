"""Meetings as websites on loopback: Sirajganj on 28 November 2023, the ICT Division on 25 September 2023.

Nothing in the scanner knows of them.
"""

from charter_audit.demo.data import load_sites
from charter_audit.demo.deal import redealt, registry_text
from charter_audit.demo.meeting import Meeting, declared, meeting
from charter_audit.demo.rendering import pages
from charter_audit.demo.server import serve
from charter_audit.demo.site import LetterAt, Platform, Site

__all__ = [
    "LetterAt",
    "Meeting",
    "Platform",
    "Site",
    "declared",
    "load_sites",
    "meeting",
    "pages",
    "redealt",
    "registry_text",
    "serve",
]
