"""PUBLISH: audit the finished build file, then put it in place of the published one.

Readers never wait and never see half a warehouse: the published name is only ever
opened for reading, and changes by one rename.
"""
