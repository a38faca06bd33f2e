"""The embedded sample: an invented repository whose history is built when needed."""
