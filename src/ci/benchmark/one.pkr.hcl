# One source that creates nothing, and one command on this machine: what is left is the cost of the program itself.
variable "greeting" {
  type    = string
  default = "hello"
}

source "null" "one" {
  communicator = "none"
}

build {
  sources = ["source.null.one"]

  provisioner "shell-local" {
    inline = ["echo ${upper(var.greeting)}"]
  }
}
