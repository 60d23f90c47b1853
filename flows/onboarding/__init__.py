"""Many tenants: a manifest of what is wanted, a plan of what is to do, and an engine that does it."""
