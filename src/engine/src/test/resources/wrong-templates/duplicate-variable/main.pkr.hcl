variable "a" {
  default = 1
}

variables {
  a = 2
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
