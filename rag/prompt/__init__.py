"""Every word that is said to the chat model.

context              what a model gets to read of each note: all of it, or what stands
                     around a passage
messages             every word that is said to the model
standalone_question  lets a model make a follow-up complete, and checks what it made of
                     it
"""
