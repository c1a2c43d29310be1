variable "port" { type = number }
variable "key" { type = string }

source "null" "machine" {
  ssh_host             = "127.0.0.1"
  ssh_port             = var.port
  ssh_username         = "root"
  ssh_private_key_file = var.key
}

build {
  sources = ["null.machine"]
  provisioner "shell" {
    inline = ["echo \"this is $(uname -s), reached as ${build.User}@${build.Host}\""]
  }
}
