a = 1 + 2 * 3 - 4 / 5 % 6
b = (1 + 2) * 3
c = a && b || c && !d
d = a == b != c
e = a < b == c >= d
f = -a + -b
g = !a == b
h = !(a == b)
i = 1 - -1
j = a ? b : c ? d : e
k = a ? b ? c : d : e
l = a || b ? c && d : e + f
m = a-b
n = a -b
o = a - b
p = 10 % 3 * 2
q = !!a
r = --a
s = a > 1 && a <= 2
