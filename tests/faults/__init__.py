"""A fault matrix: websites on loopback that fail in named ways, and what a scan may say of each."""
