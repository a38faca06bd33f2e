"""READ: the texts in schema `raw` -> what they say, as the tables of schema `parsed`.

Everything here is pure: text in, records out. Only `run.py` touches the database.
"""
