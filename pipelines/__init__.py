"""saydo: what a team's documents say, beside what the team did."""

VERSION = "0.1.0"
