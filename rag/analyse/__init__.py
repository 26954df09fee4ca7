"""Text -> the terms by which words are ranked: morphemes, grams, sounds."""
