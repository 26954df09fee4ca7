"""Question -> `Query`, by rules alone: when, where, what kind, what about.

Each knows only those that stand above it.

language/      the words around a question: how it is typed, inflected, framed and
               negated
talk/          what is said that no note answers: small talk, and tasks for somebody
               else
dates/         when a question asks about, in Korean and in English
intent/        what kind of answer is wanted: passages, a list, a count, an aggregate
filters/       which notes a question keeps to, other than by their dates
question/      a question by itself, and whether it leans on what was said before
anchors/       notes that a question tells by the date of another note
conversation/  what a question means in the light of the turns before it
query          puts together what was understood of a question
"""
