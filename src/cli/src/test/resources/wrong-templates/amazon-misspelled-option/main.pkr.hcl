source "amazon-ebs" "a" {
  region        = "eu-west-1"
  ami_name      = "web"
  instance_typ  = "t3.micro"
  source_ami    = "ami-12345678"
  ssh_username  = "admin"
  communicator  = "ssh"
}
build {
  sources = ["source.amazon-ebs.a"]
}
