"""Whether the passages bear a sentence out, a rule a module.

bound    finds what a clause says of something, and a short clause of the note denies of
         it
cells    finds what a sentence affirms where a table says no, or the other way round
counted  finds what is exact in a sentence, and not in the passages: numbers, names,
         dates
crossed  finds what a sentence says crosswise: of two things, of each what the other is
degrees  what a sentence says of how much, how often or how much better something is
opposed  finds what a sentence says, and the nearest units say the opposite of
ordered  finds what a sentence says the other way round: first and then, from and to,
         than
owned    finds what a sentence says of one thing, and the note says of another
short    sentences too short to be weighed by their words: numbers, dates, frames
support  holds one sentence against the passages that it cites
tallied  counts that no note prints, but that its lists, tables and blocks have
tied     whether what a sentence adds to the question stands where that is spoken of
"""
