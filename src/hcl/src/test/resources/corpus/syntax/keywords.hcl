true = false
null = null
for  = for
in   = in
if   = if
a    = truex
b    = nullable
c    = for.each
