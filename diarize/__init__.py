"""Sound → turns; turns and words → conversation."""
