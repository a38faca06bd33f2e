"""What an auditor of change management asks for: population, sample, evidence."""
