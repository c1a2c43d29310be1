variable "a" {
  default    = 1
  sensitve   = true
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
