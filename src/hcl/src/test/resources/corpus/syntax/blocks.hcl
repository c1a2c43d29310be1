a {
}
b "x" {
}
c "x" "y" z {
}
d {}
e { f = 1 }
g "h" { i = [
  1
] }
j {
  k {
    l {
      m = 1
    }
  }
  k {
  }
}
n "" {
}
o { p = {
  q = 1
} }
for { in = 1 }
if "x" { else = true }
