locals {
  a = 1 b = 2
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
