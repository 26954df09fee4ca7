"""Turns dated notes into cited answers; knows no front end.

corpus/      note files -> `Entry`
chunk        `Entry` -> `Chunk`
analyse/     text -> the terms that words are ranked by
index        keeps a generation of the index level with the notes
published    the generation that answers, whatever became of the latest one
library      where generations are kept: `generations` on disk, or
shared_*     the same on a Chroma server, for several machines
retrieve     `Query` -> `Hit`s
retriever    the same for LangChain: question -> Documents
understand/  question -> `Query`
chain        question -> `Answer`, as a LangChain Runnable
"""
