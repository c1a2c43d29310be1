a = { b }
c = { d = }
