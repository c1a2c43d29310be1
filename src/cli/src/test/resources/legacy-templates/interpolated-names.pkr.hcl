
variable "kind" {
  type    = string
  default = "small"
}

source "null" "machine-_user__kind_" {
  communicator = "none"
}

source "null" "other" {
  communicator = "none"
}

build {
  sources = ["source.null.machine-_user__kind_", "source.null.other"]

  provisioner "shell-local" {
    inline = ["echo ${build.name}"]
    only   = ["null.machine-_user__kind_"]
  }

}
