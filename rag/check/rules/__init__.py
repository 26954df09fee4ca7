"""Whether the passages bear a sentence out, a rule a module.

contradicted     finds what a sentence says, and the nearest units say the opposite of
degrees          what a sentence says of how much, how often or how much better
                 something is
denied           finds what a clause says of something, and a short clause of the note
                 denies of it
exact            finds what is exact in a sentence, and not in the passages: numbers,
                 names, dates
invention_signs  what tells that a sentence may be invented, and how much each sign of
                 it weighs
misattributed    finds what a sentence says of one thing, and the note says of another
off_question     whether what a sentence adds to the question stands where that is
                 spoken of
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
"""
