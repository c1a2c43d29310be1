a = f(1, "two", [3])
b = f(args...)
c = f(1, args...)
d = f(g(h()))
e = f(
  a,
  b...
)
g = max([1, 2]...)
h = f (1)
i = upper("x").y
