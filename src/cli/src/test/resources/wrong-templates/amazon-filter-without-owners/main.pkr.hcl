source "amazon-ebs" "a" {
  region        = "eu-west-1"
  ami_name      = "web"
  instance_type = "t3.micro"
  ssh_username  = "admin"

  source_ami_filter {
    filters     = { name = "debian-12-amd64-*" }
    most_recent = true
  }
}
build {
  sources = ["source.amazon-ebs.a"]
}
