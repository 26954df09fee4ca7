"""Makes two texts comparable: words of both languages, numbers, names, negation.

blanked        a text without what is compared to the letter, every character in its
               place
clause_ends    the endings by which a Korean clause is joined to the next
dates          dates that a text names, Korean and English
durations      how long something lasts, written without spaces
identifiers    code, names, formulae and quotations: what must stand in a note to the
               letter
objects_ko     what a Korean verb says it of: its object, its subject, the noun of a
               light verb
left_out_ko    what a Korean sentence neither says nor denies: what it leaves out, sets
               aside
lexicon        words that say the same, or the opposite, in Korean and in English
literal        whether code, names, formulae and quotations stand in a note to the
               letter
negation_en    what an English sentence denies
negation_ko    what a Korean sentence denies
numbers        quantities, in digits and in words, Korean and English
predicates_ko  what a Korean clause is about, and which words it ends with to say what
               of it
spelling_en    what an English word is by itself, whatever stands around it
words          a text as it is compared: words, what is exact, what is denied
word_keys      makes the words of a text comparable: by form, group, translation and
               sound
reading        reads a text for comparison: its words in both languages, what they deny
stances        how a clause says what it says: of a case, as asked, as mistaken, in
               contrast
word_match     when two words are taken for one: by form, group, translation, sound or
               concept
"""
