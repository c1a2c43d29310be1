locals {
  a = upper()
  b = upper("x", "y")
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
