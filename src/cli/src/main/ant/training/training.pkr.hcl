# What a small run loads: read by the class data sharing of the build, see ../class-data-sharing.xml.
packer {
  required_version = ">= 1.0.0"
}

variable "greeting" {
  type        = string
  default     = "hello"
  description = "What is said."

  validation {
    condition     = length(var.greeting) > 0
    error_message = "The greeting must not be empty."
  }
}

locals {
  words = [for word in [var.greeting, "world"] : upper(word)]
}

source "null" "example" {
  communicator = "none"
}

source "file" "example" {
  content = join(" ", local.words)
  target  = "out/greeting.txt"
}

build {
  sources = ["source.null.example", "source.file.example"]

  provisioner "shell-local" {
    environment_vars = ["GREETING=${var.greeting}"]
    inline           = ["echo $GREETING from ${source.name}"]
  }

  post-processor "manifest" {
    output = "out/manifest.json"
  }
}
