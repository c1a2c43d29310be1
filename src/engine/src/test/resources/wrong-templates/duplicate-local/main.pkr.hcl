locals {
  a = 1
}

local "a" {
  expression = 2
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
