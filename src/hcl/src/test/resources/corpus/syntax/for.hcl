a = [for x in y : x]
b = [for i, x in y : i]
c = [for x in y : x if x != null]
d = { for x in y : x => x }
e = { for k, v in m : k => v... }
f = { for k, v in m : k => v... if v }
g = [for x in [for z in y : z] : x]
h = { for k, v in m : "${k}" => [v] }
i = [for for in for : for]
j = { for k in m : (k) => { v = k } }
k = [ for x in y : x ? a : b ]
l = [for x in y: x]
m = {for x in y: x=>x}
