variable "size" {
  type    = number
  default = "big"
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
