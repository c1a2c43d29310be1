a-b = a-b
_a = __
a1 = a_1-
a--b = a--b
A = Z
