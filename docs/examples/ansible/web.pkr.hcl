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

  # ansible-playbook runs here; the container needs Python, and nothing of Ansible or SSH.
  provisioner "ansible" {
    playbook_file   = "${path.root}/site.yml"
    groups          = ["web"]
    extra_arguments = ["--extra-vars", "greeting=hello"]
    ansible_env_vars = [
      "ANSIBLE_NOCOLOR=1",
      "ANSIBLE_PIPELINING=True",
    ]
  }
}
