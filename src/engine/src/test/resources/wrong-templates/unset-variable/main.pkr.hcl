variable "region" {
  type = string
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
