# What a docker build loads: read by the class data sharing of the build, see ../class-data-sharing.xml.
source "docker" "example" {
  image  = "example"
  commit = true
  pull   = false
}

build {
  sources = ["source.docker.example"]

  provisioner "shell" {
    inline = ["true"]
  }

  post-processor "docker-tag" {
    repository = "example"
  }
}
