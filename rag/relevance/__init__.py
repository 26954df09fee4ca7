"""How far a passage answers a question.

evidence  how far a passage answers a question: what it speaks of, and what it lacks
unheard   whether a question is about something that no note has heard of
wanted    what an answer must contain, as far as a question says so
"""
