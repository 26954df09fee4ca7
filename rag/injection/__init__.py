"""Tells orders to the program from questions and from what notes say.

addressed      how a text talks to whoever answers from it, instead of saying something
commands       how people order a program about, in English and in Korean
narrated       tells who disregarded an order from the order to disregard it
deeds          tells the name of a deed, as it stands above a note, from an order to do
               it
detection      tells instructions to the program from questions to the notes
about_answers  tells sentences of a note about answers from those about its subject
disarming      takes orders to the program out of what a model is shown
"""
