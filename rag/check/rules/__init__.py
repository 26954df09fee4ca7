"""Whether the passages bear a sentence out, a rule a module.

compared         finds what a sentence says is more than what the note says is less than
                 it
contradicted     finds what a sentence says, and the nearest units say the opposite of
degrees          what a sentence says of how much, how often or how much better
                 something is
denied           finds what a clause says of something, and a short clause of the note
                 denies of it
denied_of_topic  finds what a clause says of something, and one of the note about the
                 same denies
exact            finds what is exact in a sentence, and not in the passages: numbers,
                 names, dates
exchanged        finds what two clauses of a sentence say each of the other's thing
invention_signs  what tells that a sentence may be invented, and how much each sign of
                 it weighs
joined_clauses   cuts a text into clauses, and tells what each of two joined ones has
                 of its own
misattributed    finds what a sentence says of one thing, and the note says of another
off_question     whether what a sentence adds to the question stands where that is
                 spoken of
people           finds who is named in a sentence, and in no passage: ``김하늘님``
placed_terms     the words, names and numbers of a text where they stand, with their
                 particles
proportions      finds what a sentence says grows with something, and the note says
                 shrinks with it
reversed         finds what a sentence says the other way round: first and then, from
                 and to, than
said_of          tells of what, and in which case, a clause says a word, where another
                 opposes it
short_sentences  sentences too short to be weighed by their words: numbers, dates,
                 frames
swapped          finds what a sentence says crosswise: of two things, of each what the
                 other is
table_cells      finds what a sentence affirms where a table says no, or the other way
                 round
support          holds one sentence against the passages that it cites
tallies          counts that no note prints, but that its lists, tables and blocks have
term_lines       the terms of a sentence or a row of a table in order, and where each of
                 them stands
"""
