"""A reply while it is written: taken in, checked, mended, shown.

wrapped_json    replies that a model wraps in JSON, however it was asked
incoming        what has come of a reply, cut into sentences whose markers are the
                prompt's
question_needs  what a question wants of a reply, as sentences are held against it
settled         the sentences of a reply that have a verdict, and which of them go
outcome         what a reply comes to: an answer or what is near, silence or nothing
reworded        what becomes of sentences that a model was asked to word anew
settling        gives the sentences of a reply their verdicts, in the order in which
                they came
layout          keeps lines apart and lists numbered where sentences of a reply go
shown           what of a reply is shown: the sentences that stay, marked, and what
                became of all
draft           a reply while it is written: each sentence is shown once it is checked
"""
