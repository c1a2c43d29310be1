region = "eu-west-1"
zones  = ["a", "b"]
nested = { a = { b = { c = [1, 2, { d = null }] } } }
count  = 3
ratio  = 0.25
big    = 123456789012345678901234567890.125
tiny   = 1.5e-10
on     = true
none   = null
