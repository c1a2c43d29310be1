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

  # Ansible itself is on the machine.
  provisioner "ansible-local" {
    playbook_file           = "${path.root}/site.yml"
    role_paths              = ["${path.root}/roles/web"]
    inventory_groups        = ["web"]
    clean_staging_directory = true
  }
}
