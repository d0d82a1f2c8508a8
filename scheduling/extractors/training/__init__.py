"""Scripts that make the shipped weights from named public data. Not used at run time."""
