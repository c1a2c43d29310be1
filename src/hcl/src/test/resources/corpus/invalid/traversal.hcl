a = b.
c = d.*.
e = f.*.*
g = h[*
i = j[1
k = l["x" "y"]
