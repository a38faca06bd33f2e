"""Tell of each published column from which source columns its value is made."""
