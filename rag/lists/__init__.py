"""Answers from metadata: lists, counts and aggregates of notes.

entry_line     the line of a list that an entry gets: what it is, and the words it opens
               with
counting       counts of entries by day, month, year or category, and which has most or
               least
headlines      the first line of a list or a count: how many, of what, in which order
telling        what is told of notes' dates and categories, and the notes that it rests
               on
extremes       tells which notes are the longest or shortest, and of both ends in time
stretches      tells of the time between notes: gaps, streaks, what has passed since
aggregates     tells of notes by day, month or category: how many, which, what share
anchors        which note another is told by, and which lie beside it by their dates
listing        answers from metadata alone: which entries there are, and how many
anchored_list  answers which notes lie beside another: after it, before it, of the same
               day
topic_list     lists, counts and dates of the notes that speak of a subject
shown_before   keeps to the notes of a list that was shown: ``거기서 ML & DL만``
pieces         shows the tables, the code or the pictures of one note, which is named
sums           adds up what was counted turn by turn, and says which of it is most
"""
