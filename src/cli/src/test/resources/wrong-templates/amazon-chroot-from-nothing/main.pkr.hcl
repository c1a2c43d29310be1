source "amazon-chroot" "a" {
  region           = "eu-west-1"
  ami_name         = "web"
  from_scratch     = true
  root_volume_type = "io1"
  chroot_mounts    = [["proc", "/proc"]]
}

source "amazon-chroot" "b" {
  region           = "eu-west-1"
  ami_name         = "web"
  source_ami       = "ami-12345678"
  root_device_name = "/dev/xvda"
}

source "amazon-chroot" "c" {
  region                 = "eu-west-1"
  ami_name               = "web"
  source_ami             = "ami-12345678"
  root_device_name       = "/dev/xvda"
  root_volume_kms_key_id = "images"

  ami_block_device_mappings {
    device_name = "/dev/xvdb"
  }
}

source "amazon-chroot" "d" {
  region          = "eu-west-1"
  ami_name        = "web"
  source_ami      = "ami-12345678"
  command_wrapper = "sudo {{.Command"
}

build {
  sources = ["source.amazon-chroot.a", "source.amazon-chroot.b", "source.amazon-chroot.c", "source.amazon-chroot.d"]
}
