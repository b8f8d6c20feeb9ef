"""Checks whether the offices of Bangladesh keep their citizen's charter updated in their website's service box."""

__version__ = "0.1.0"
