"""Every word that is said to the chat model.

prompt    every word that is said to the model
complete  lets a model make a follow-up complete, and checks what it made of it
widened   what a model gets to read of each note: all of it, or what stands around a
          passage
"""
