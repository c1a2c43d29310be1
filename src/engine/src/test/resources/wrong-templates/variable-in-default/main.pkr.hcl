variable "a" {
  default = "x"
}

variable "b" {
  default = var.a
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
