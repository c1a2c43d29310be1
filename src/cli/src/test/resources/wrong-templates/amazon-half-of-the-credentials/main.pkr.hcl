source "amazon-ebs" "a" {
  access_key    = "AKIAEXAMPLE"
  region        = "eu-west-1"
  ami_name      = "web"
  instance_type = "t3.micro"
  source_ami    = "ami-12345678"
  ssh_username  = "admin"
}
build {
  sources = ["source.amazon-ebs.a"]
}
