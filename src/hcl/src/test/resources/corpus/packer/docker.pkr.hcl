packer {
  required_version = ">= 1.7.0"
  required_plugins {
    docker = {
      version = ">= 1.0.8"
      source  = "github.com/hashicorp/docker"
    }
  }
}

variable "base_image" {
  type        = string
  default     = "debian:12-slim"
  description = "Image to start from."
}

variable "labels" {
  type    = map(string)
  default = { team = "platform", tier = "base" }
}

locals {
  stamp = formatdate("YYYYMMDD-hhmm", timestamp())
  tags  = ["latest", local.stamp]
}

source "docker" "base" {
  image  = var.base_image
  commit = true
  changes = [
    "ENV LANG=C.UTF-8",
    "LABEL team=${var.labels["team"]}",
    "ENTRYPOINT [\"/usr/bin/tini\", \"--\"]",
  ]
}

build {
  name    = "base"
  sources = ["source.docker.base"]

  provisioner "shell" {
    environment_vars = ["DEBIAN_FRONTEND=noninteractive"]
    inline = [
      "apt-get update",
      "apt-get install -y --no-install-recommends tini ca-certificates",
      "rm -rf /var/lib/apt/lists/*",
    ]
  }

  post-processors {
    post-processor "docker-tag" {
      repository = "registry.example.org/base"
      tags       = local.tags
    }
    post-processor "docker-push" {}
  }
}
