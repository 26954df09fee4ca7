"""Question -> `Query`, by rules alone: when, where, what kind, what about."""
