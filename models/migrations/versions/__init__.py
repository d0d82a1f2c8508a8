"""Revisions of the database.

Columns are taken back in place (``op.drop_column``): made anew, as ``batch_alter_table`` does on SQLite, a table would
take with it whatever hangs on its rows. For the same reason nothing is altered in a table that others refer to.
"""
