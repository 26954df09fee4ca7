"""`Query` -> `Hit`s: by words and by vectors, fused, filtered, reranked.

bm25                 BM25 over the fields of an FTS5 table, each field scored by itself
lexical              ranks chunks by words: the sum of what each field of terms says
fusion               merges what the arms of a search found into one ranking
stored_terms         the terms of passages as they are stored, and how rare the words of
                     notes are
mentions             which notes speak of a subject: all of them, not those that rank
                     first
selection            which entries the filters of a query let through, by their metadata
metadata_filters     what filters alone let through, in a generation
rerank               reranking: of the first passages, those with a sentence that says
                     it come first
side_by_side         puts the notes of things that a question sets side by side in
                     front, together
question             a question as it is held against passages, and how strongly one
                     answers it
passing_mentions     which of the first passages only touch on what others are called by
hybrid               finds the passages for a query: words and vectors, fused and
                     filtered
langchain_retriever  the search as LangChain knows it: a retriever from a question to
                     Documents
title_lookup         which notes are titled by what is said: a look at the titles, and
                     no search
"""
