"""`python -m charter_audit`."""

from charter_audit.cli import main

main()
