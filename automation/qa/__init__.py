"""What the pytest plugin is made of: tenants to test against, ways in, and recordings that hold no secret."""
