a = 1
b = 2
a = 3
c { d = 1 }
