a = "café"
b = 1 # é
