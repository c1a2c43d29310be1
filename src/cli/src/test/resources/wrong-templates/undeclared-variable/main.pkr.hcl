source "null" "a" {
  communicator = var.comunicator
}

build {
  sources = ["source.null.a"]
}

variable "communicator" {
  default = "none"
}
