"""The main road: question -> understood -> passages -> cited answer.

as_of_now  answers as another does, and says how the answer stands to the notes of now
asking     asks a model, counts what that takes, and hangs up however the listener
           leaves
find       decides where to look: within the filters that were understood, or without
replies    the answers that assert nothing: small talk, silence, and what an order stood
           by
by_quotes  the road without a model: passages -> quotations
by_model   the road with a model: passages -> draft -> checked, mended -> answer
onward     answers that go on from the one before: its sources, and more of its note
stopwatch  measures the steps of one answer
chain      the main road: question -> understood -> passages -> cited answer
runnable   the chain as LangChain knows it: a Runnable from `Ask` to `Answer`
"""
