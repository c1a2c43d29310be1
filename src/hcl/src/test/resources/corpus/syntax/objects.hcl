a = {
  plain   = 1
  "quoted" = 2
  (var.x) = 3
  "${t}"  = 4
  a.b     = 5
  1       = 6
  true    = 7
  null    = 8
  f(x)    = 9
  x-y     = 10
  "a" + 1 = 11
  (a).b   = 12
}
c = { a = 1
  b = 2 }
d = {
  # comment
  a = 1 # c
  // d
  b = 2
}
