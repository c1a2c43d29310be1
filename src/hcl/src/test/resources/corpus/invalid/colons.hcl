a = b:c
