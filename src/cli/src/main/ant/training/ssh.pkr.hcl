# What builds over SSH load: read by the class data sharing of the build, see ../class-data-sharing.xml. The second
# source needs nothing on the machine where this runs, not even scp.
variable "port" { type = number }
variable "rsa" { type = string }
variable "ecdsa" { type = string }
variable "folder" { type = string }

source "null" "scp" {
  ssh_host             = "127.0.0.1"
  ssh_port             = var.port
  ssh_username         = "example"
  ssh_private_key_file = var.rsa
}

source "null" "sftp" {
  ssh_host                 = "127.0.0.1"
  ssh_port                 = var.port
  ssh_username             = "example"
  ssh_private_key_file     = var.ecdsa
  ssh_file_transfer_method = "sftp"
}

build {
  sources = ["source.null.scp", "source.null.sftp"]

  provisioner "shell" {
    inline        = ["echo true"]
    remote_folder = var.folder
  }

  provisioner "file" {
    source      = var.rsa
    destination = "${var.folder}/${source.name}"
  }

  provisioner "file" {
    source      = "${path.root}/tree"
    destination = "${var.folder}/up-${source.name}"
  }

  provisioner "file" {
    direction   = "download"
    source      = "${var.folder}/up-${source.name}/"
    destination = "${var.folder}/down-${source.name}/"
  }

  provisioner "shell" {
    inline        = ["rm -rf '${var.folder}/${source.name}' '${var.folder}/up-${source.name}' '${var.folder}/down-${source.name}'"]
    remote_folder = var.folder
  }
}
