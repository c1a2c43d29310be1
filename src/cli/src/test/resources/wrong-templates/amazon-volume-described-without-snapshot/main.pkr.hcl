source "amazon-ebsvolume" "a" {
  region        = "eu-west-1"
  instance_type = "t3.micro"
  source_ami    = "ami-12345678"
  ssh_username  = "admin"

  ebs_volumes {
    device_name          = "/dev/xvdf"
    volume_size          = 8
    volume_type          = "gp2"
    throughput           = 500
    snapshot_description = "the data"
  }
}
build {
  sources = ["source.amazon-ebsvolume.a"]
}
