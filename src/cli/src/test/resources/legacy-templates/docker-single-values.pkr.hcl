packer {
  required_plugins {
    docker = {
      source  = "github.com/hashicorp/docker"
      version = "~> 1"
    }
  }
}

source "docker" "single" {
  export_path = "image.tar"
  image       = "alpine"
  privileged  = "false"
  run_command = ["-d", "-i", "-t", "{{ .Image }}", "/bin/sh"]
  volumes = {
    "/tmp/cache" = "/cache"
  }
}

build {
  sources = ["source.docker.single"]

  provisioner "shell" {
    environment_vars = "A=1,B=2"
    inline           = "echo one,two"
  }

  post-processor "compress" {
  }
}
