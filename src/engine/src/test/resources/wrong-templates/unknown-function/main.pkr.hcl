locals {
  a = uper("x")
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
