a = (
  1
  +
  2
)
b = f(

  1,
  2

)
c = [
  1
  ,
  2
]
d = a[
  0
]
e = {

  a = 1

  b = 2,
  c : 3

}
f = { a = 1, b = 2 }
g = {}
h = []
i = f()
j = f(1,)
k = [1,]
l = { a = 1, }
m = "${
  a
}"
n = [for x in y :
  x
  if x
]
o = { for
  k, v
  in m
  :
  k
  =>
  v
}
p = {
  a = (1
    + 2)
  b = [
    1, 2]
}
