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

  provisioner "salt-masterless" {
    local_state_tree   = "${path.root}/states"
    local_pillar_roots = "${path.root}/pillar"
    skip_bootstrap     = true
    disable_sudo       = true
  }
}
