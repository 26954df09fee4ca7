"""Holds what a model wrote against the passages that it cites.

lexicon      words that say the same in two languages, and their opposites
numbers      quantities, however they are written
dates        days, likewise
short        what is too short to be weighed by its words
identifiers  code, names of functions, formulae, quotations
literal      whether these stand in a note to the letter
objects      what a Korean verb says it of
unsaid       what a Korean sentence neither says nor denies
negation     what a Korean sentence denies
english      what an English one does
spelt        what an English word is by itself
wording      the words of a text made comparable
predicates   what a Korean clause is about, and what it says of that
words        a text as it is compared, and `reading`, which makes one of it
passages     a passage as evidence: its sentences and what they stand under
claims       a reply as sentences with the passages that each cites
leads        what introduces something in a reply
assent       a yes or a no that leans on what stands behind it
comments     what a model adds to the code of a note
absence      what a sentence says that the notes lack
meeting      when two words are taken for one
nearest      the units of the passages that come nearest to a sentence
tallied      counts that no note prints, but that its lists have
counted      what is exact in a sentence, and not in the passages
stances      how a clause says it: asked, mistaken, in contrast, of a case
opposed      what the nearest units say the opposite of
bound        what a clause of the note denies of the same thing
cells        what a table says no to, or yes
parts        what a sentence says, part by part
crossed      what is said of each of two things that the note says of the other
fields       what clauses, items and rows are about, and say of it
owned        what is said of one thing that the note says of a rival
degrees      what a sentence says of how much, and the nearest units don't
ordered      what a sentence says the other way round
support      a sentence against its passages, all of this taken together
topics       what a text speaks of
tied         whether what a sentence adds has to do with the question
orders       what a text orders the program to do, and what that would show
closed       links and mentions that no note holds
checker      the verdict on a sentence
judged       what that verdict says
judge        the same by the numbers that the sentences of one reply cite
layout       the lines and lists of a reply that sentences are taken from
draft        a reply while it is written: heard, checked, released, repaired
wrapped      a reply that stands in JSON, taken out of it
heard        what has come of it, cut into sentences
settling     how these get their verdicts, one after the other
sought       what the question wants of them
written      those that have a verdict, and which of them go
mended       what becomes of those that a model was asked to word anew
reply        what all of it comes to: an answer, what is near, silence, nothing
shown        what of it is shown, and the verdicts as they are reported

Pure but for the morphemes, which come through a Protocol.
"""
