"""Turns dated notes into cited answers; knows no front end.

Each knows only those that stand above it.

errors       everything tilbot can fail with, as one tree
query_types  what is asked for: the kind of a question, its filters, a `Query`
types        the values that travel between the parts of tilbot; all of them frozen
index_types  what is told of an index: its state, and what became of a run
variables    settings as people write them into variables: read, and what is wrong
             gathered
settings     what `rag` needs to know, read from a mapping once and at the edge
protocols    the services that the chain and the front ends rely on
analyse/     text -> the terms by which words are ranked: morphemes, grams, sounds
dates/       the calendar: stretches of it, and arithmetic with days
text/        Markdown as text: blocks, sentences, passages, and what a note holds beside
             prose
wording/     what tilbot says in its own words, in Korean and in English
citations/   markers in a text, and the quotes of the notes that they stand for
injection/   tells orders to the program from questions and from what notes say
relevance/   how far a passage answers a question
compare/     makes two texts comparable: words of both languages, numbers, names,
             negation
conflicts/   notes of different dates that say different things of one matter
corpus/      the only readers of note files: bytes in, entries and problems out
models/      the doors to the models: chat and embeddings, of a vendor or built in
prompt/      every word that is said to the chat model
understand/  question -> `Query`, by rules alone: when, where, what kind, what about
index/       what is stored of the notes, and how it comes about
quotes/      extractive answers: which sentences of the notes are quoted
retrieval/   `Query` -> `Hit`s: by words and by vectors, fused, filtered, reranked
lists/       answers from metadata: lists, counts and aggregates of notes
check/       holds what a model wrote against the passages that it cites
chain/       the main road: question -> understood -> passages -> cited answer
traces/      how each answer came about, kept to be asked for
"""
