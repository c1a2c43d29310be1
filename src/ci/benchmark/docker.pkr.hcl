# A real image: a container is started, one command runs in it, and it is committed.
variable "image" {
  type    = string
  default = "packer-test/busybox:latest"
}

source "docker" "image" {
  image  = var.image
  pull   = false
  commit = true
}

build {
  sources = ["source.docker.image"]

  provisioner "shell" {
    inline = ["echo built > /etc/built"]
  }
}
