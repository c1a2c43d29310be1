source "amazon-ebssurrogate" "a" {
  region        = "eu-west-1"
  ami_name      = "web"
  instance_type = "t3.micro"
  source_ami    = "ami-12345678"
  ssh_username  = "admin"
  boot_mode     = "bios"

  launch_block_device_mappings {
    device_name = "/dev/xvdf"
    volume_size = 8
  }

  ami_root_device {
    source_device_name = "/dev/xvdg"
    device_name        = "/dev/xvda"
  }
}
build {
  sources = ["source.amazon-ebssurrogate.a"]
}
