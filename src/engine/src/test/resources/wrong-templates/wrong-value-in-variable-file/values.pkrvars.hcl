n = "x"
other = 1
