"""What watches a flow: it sees every step before and after, and never steers."""
