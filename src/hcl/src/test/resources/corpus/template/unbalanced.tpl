%{ if a }x
