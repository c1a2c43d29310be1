variable "size" {
  type = nummber
}

variable "list" {
  type    = list(string, string)
  default = []
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
