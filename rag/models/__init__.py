"""The doors to the models: chat and embeddings, of a vendor or built in.

service            a service that we ask: how to speak of it, and how patiently to ask
                   it
failure_words      what is said of a model that fails, to whoever asked, in both
                   languages
vendor_errors      what a failure of a model's vendor means for us
chat               speaks with the chat model; LangChain's messages end here
embedding_batches  how much text goes into one request for vectors
embedding_cache    keeps what an embedding service was paid for, across crashes and
                   generations
embeddings         vectors from a service: text in batches, paid for once
local_embeddings   the built-in embedding: terms hashed into a fixed number of
                   dimensions
"""
