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
check/       what a model wrote, held against the passages that it cites
chain        question -> `Answer`: the main road, which forks into
by_quotes    passages -> quotations, without a model
by_model     passages -> what a model writes, checked
runnable     the chain as a LangChain Runnable
"""
