locals {
  a = "x" + 1
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
