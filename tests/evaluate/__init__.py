"""How truly websites are read: sites of a seeded plan, served on loopback, scanned, and compared with the plan."""
