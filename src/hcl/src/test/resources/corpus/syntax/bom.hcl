a = "x"
b = a
