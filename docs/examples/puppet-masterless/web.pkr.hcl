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

  provisioner "puppet-masterless" {
    manifest_file = "${path.root}/site.pp"
    module_paths  = ["${path.root}/modules"]
    facter = {
      role = "web"
    }
    prevent_sudo            = true
    clean_staging_directory = true
  }
}
