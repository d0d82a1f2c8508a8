"""Sound → words."""
