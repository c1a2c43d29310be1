locals {
  a = "x ${upper("y")"
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
