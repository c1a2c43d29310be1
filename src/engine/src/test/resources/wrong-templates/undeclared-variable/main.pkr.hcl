variable "region" {
  default = "eu"
}

locals {
  a = var.regoin
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
