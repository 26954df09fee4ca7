"""Markers in a text, and the quotes of the notes that they stand for.

markers       how a citation looks in what a model writes
scanner       finds the markers in a reply, checks them and renumbers them
resolution    checks what the model cites against what it was shown, and cuts the quotes
title_markup  how the title of a note stands in an answer
"""
