locals {
  a = local.nope
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
