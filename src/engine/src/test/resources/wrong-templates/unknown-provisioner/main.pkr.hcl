source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
  provisioner "shel" {
  }
  provisioner "chef-solo" {
  }
  error-cleanup-provisioner "shll" {
  }
}
