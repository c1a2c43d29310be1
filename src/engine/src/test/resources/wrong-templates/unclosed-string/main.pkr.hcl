locals {
  a = "never ends
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
