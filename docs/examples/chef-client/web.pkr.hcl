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

  # Registers the machine, runs its recipes, and takes node and client off the server again.
  provisioner "chef-client" {
    server_url      = "https://chef.example.org/organizations/example"
    node_name       = "web-image"
    run_list        = ["role[web]"]
    skip_install    = true
    prevent_sudo    = true
    ssl_verify_mode = "verify_peer"
  }
}
