"""The commands: each file has one command (``NAME``, ``run``) or one group of them (``app``)."""
