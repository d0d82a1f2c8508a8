"""The nouns: frozen values that every other package hands over. Standard library and numpy only."""
