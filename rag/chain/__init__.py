"""The main road: question -> understood -> passages -> cited answer.

replies      the answers that assert nothing: small talk, silence, and what an order
             stood by
search       decides where to look: within the filters that were understood, or without
by_quotes    the road without a model: passages -> quotations
model_calls  asks a model, counts what that takes, and hangs up however the listener
             leaves
by_model     the road with a model: passages -> draft -> checked, mended -> answer
follow_on    answers that go on from the one before: its sources, and more of its note
stopwatch    measures the steps of one answer
answerer     the main road: question -> understood -> passages -> cited answer
as_of_now    answers as another does, and says how the answer stands to the notes of now
runnable     the chain as LangChain knows it: a Runnable from `Ask` to `Answer`
"""
