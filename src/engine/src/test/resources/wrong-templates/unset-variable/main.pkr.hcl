variable "region" {
  type = string
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]

  # What depends on the variable is not known, and no mistake of its own.
  provisioner "shell" {
    only   = var.region == "eu" ? ["machine.one"] : ["machine.two"]
    inline = ["true"]
  }
}
