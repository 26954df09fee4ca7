"""A question by itself, and whether it leans on what was said before.

followup    questions that lean on what was said before
standalone  reads a question by itself: its filters, its kind, what it looks for
"""
