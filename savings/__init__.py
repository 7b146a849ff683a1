"""Savings plans, budget gaps, appraisal and reassessment: the floor is laid, its first room comes with the baselines."""
