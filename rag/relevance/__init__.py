"""How far a passage answers a question.

amounts          which sentences tell an amount, and whether what is counted is there
answer_type      what an answer must contain, as far as a question says so
code_only        whether a passage has what is to be explained in its code alone
evidence         how far a passage answers a question: what it speaks of, and what it
                 lacks
items            whether a question asks for the items of something, one by one
languages        whether a note is in another programming language than a question names
missing_names    whether a passage lacks a term that the question names by its own name
unknown_subject  whether a question is about something that no note has heard of
"""
