locals {
  a = "${local.b}-a"
  b = local.c
  c = [local.a]
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
