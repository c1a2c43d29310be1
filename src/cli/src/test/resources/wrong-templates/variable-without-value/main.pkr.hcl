source "null" "a" {
  communicator = var.a
}

build {
  sources = ["source.null.a"]
}

variable "a" {
  type = string
}
