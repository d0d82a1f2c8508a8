"""What is particular to a language: its words, its numbers, its grammar of dates."""
