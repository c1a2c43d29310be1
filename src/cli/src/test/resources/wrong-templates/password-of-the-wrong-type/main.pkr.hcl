source "null" "a" {
  ssh_host     = "127.0.0.1"
  ssh_username = "admin"
  ssh_password = ["hunter2"]
}

build {
  sources = ["source.null.a"]
}
