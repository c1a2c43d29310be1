variable "image" {
  type    = string
  default = "debian:12-slim"
}

variable "volumes" {
  type    = map(string)
  default = {}
}

source "docker" "web" {
  image   = var.image
  pull    = false
  volumes = var.volumes
  commit  = true
}

build {
  sources = ["source.docker.web"]

  provisioner "puppet-server" {
    puppet_server   = "puppet.example.org"
    puppet_node     = "web.example.org"
    extra_arguments = ["--test"]
    prevent_sudo    = true
  }
}
