"""The verdict on each sentence of a reply.

judgement  what the check says of a sentence
checker    judges the sentences of a reply, some at a time
judge      what the notes say to sentences of one reply, by the numbers that these cite
"""
