"""Savings plans, budget gaps, appraisal and reassessment: the floor is laid; the first room comes with baselines."""
