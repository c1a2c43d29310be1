source "amazon-ebs" "a" {
  region        = "eu-west-1"
  ami_name      = "web"
  instance_type = "t3.micro"
  source_ami    = "ami-12345678"
  ssh_username  = "admin"
  ssh_interface = "session_manager"
}
build {
  sources = ["source.amazon-ebs.a"]
}
