"""Extractive answers: which sentences of the notes are quoted.

earlier_quotes  what an earlier answer quoted, found again in the notes; pure
units           the units that a note is quoted by: sentences, list items, fences,
                formulae
named           the section that is called by the question, and what stands first in it
hollow          what of a note says nothing itself: pictures, contents, lists of
                sources
item_heads      ``1. Robustness: ...``: what the items of a long list are called, for
                all of them
asked_heading   what headings are called below which questions of some form are
                answered
sections        the section of a note whose heading says what is asked
term_weights    what the terms of a question say about a text that holds them
around          which part of a long note is read for what to quote of it
rivals          which notes are quoted beside the best one
later_notes     which notes to quote when they are of different dates, and which one
                leads
weighing        what each unit of a note says about the question
picking         which sentences of one note to quote: whole, as far as there is room
extract         the answer when there is no model: the sentences of the notes that
                answer
"""
