source "null" "a" {
  communicator = var.secret
}

build {
  sources = ["source.null.a"]
}

variable "secret" {
  default   = "hunter2"
  sensitive = true
}
