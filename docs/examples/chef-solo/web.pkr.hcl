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

variable "install_command" {
  type        = string
  description = "How Chef is installed; by default as Chef's own installer does."
  default     = null
}

build {
  sources = ["source.docker.web"]

  provisioner "chef-solo" {
    cookbook_paths  = ["${path.root}/cookbooks"]
    run_list        = ["recipe[web]"]
    json_string     = jsonencode({ web = { greeting = "hello" } })
    install_command = var.install_command
    version         = "18.5.0"
    prevent_sudo    = true
  }
}
