"""What tilbot says in its own words, in Korean and in English.

bilingual   tables of sentences in both languages
lists       what lists and counts say in tilbot's own words, in both languages
aggregates  what is said of days, gaps, streaks and averages, in both languages
anchors     what is said of notes that are told by the date of another, in both
            languages
notices     what is told before an answer: of the index, and what it takes to have it
talk        what is said to talk that asks nothing of the notes, in both languages
phrases     what an answer says in tilbot's own words, in both languages
"""
