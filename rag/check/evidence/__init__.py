"""Passages as evidence: their units, fields and topics, and what comes nearest.

parts     the parts of a sentence that say something of their own, and rows of a table
fields    reads a text as fields: what its clauses, items and rows are about, and say of
          it
laid      takes a passage apart: its sentences, what each stands under, its mere
          letters
passages  reads a passage as evidence: its sentences, and what each stands under
nearest   finds the units of the passages that come nearest to a sentence, or a part of
          it
topics    what a text speaks of, and which sentences of a note do as well
"""
