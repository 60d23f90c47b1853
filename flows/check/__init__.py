"""`check`: does the help article still hold? It walks the documented screens, looks, and saves nothing."""
