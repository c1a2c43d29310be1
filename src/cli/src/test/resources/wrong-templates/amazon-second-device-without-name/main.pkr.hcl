variable "device" {
  default = ""
}

source "amazon-ebs" "a" {
  region        = "eu-west-1"
  instance_type = "t3.micro"
  source_ami    = "ami-12345678"
  ssh_username  = "admin"
  ami_name      = "web"

  launch_block_device_mappings {
    device_name = "/dev/xvda"
  }

  launch_block_device_mappings {
    volume_size = 8
  }

  launch_block_device_mappings {
    device_name = var.device
    volume_size = 8
  }
}

build {
  sources = ["source.amazon-ebs.a"]
}
