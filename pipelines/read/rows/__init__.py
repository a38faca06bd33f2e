"""From what the readers say to rows of schema `parsed`: one module per reader."""
