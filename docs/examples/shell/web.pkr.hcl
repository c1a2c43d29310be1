variable "image" {
  type    = string
  default = "debian:12-slim"
}

source "docker" "web" {
  image  = var.image
  pull   = false
  commit = true
}

build {
  sources = ["source.docker.web"]

  provisioner "file" {
    source      = "${path.root}/files"
    destination = "/tmp"
  }

  provisioner "shell" {
    scripts = [
      "${path.root}/scripts/directories.sh",
      "${path.root}/scripts/site.sh",
    ]
    env = { GREETING = "It's ${source.name}" }
  }

  provisioner "file" {
    direction   = "download"
    source      = "/srv/site/index.html"
    destination = "dist/"
  }

  provisioner "shell-local" {
    inline = [
      "grep -q '<h1>' dist/index.html",
      "echo \"$PACKER_BUILD_NAME: $(cat dist/index.html)\"",
    ]
    only_on = ["linux", "darwin"]
  }
}
