"""A question by itself, and whether it leans on what was said before.

followup       questions that lean on what was said before
named_filters  what it names for filters: when, where, where not, what notes hold
standalone     reads a question by itself: its filters, its kind, what it looks for
"""
