"""The Sirajganj meeting of 28 November 2023 as ten websites on loopback.

Nothing in the scanner knows of them.
"""

from charter_audit.demo.data import load_sites
from charter_audit.demo.deal import redealt, registry_text
from charter_audit.demo.rendering import pages
from charter_audit.demo.server import serve
from charter_audit.demo.site import LetterAt, Platform, Site

__all__ = ["LetterAt", "Platform", "Site", "load_sites", "pages", "redealt", "registry_text", "serve"]
