"""Website platforms, one module each; all HTML is read here."""

from charter_audit.model import Front, Listing, NoRecord, Page, Record, Unrecognised


def read_front(page: Page) -> Front | Unrecognised:
    """The front page as its platform prints it."""
    raise NotImplementedError(page.at)


def read_inner(page: Page) -> Record | Listing | NoRecord | Unrecognised:
    """What lies behind a link: a record, a list, or the platform's word that there is none."""
    raise NotImplementedError(page.at)
