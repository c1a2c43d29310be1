source "amazon-ebs" "a" {
  region        = "eu-west-1"
  ami_name      = "web ${"2026-01-31T12:00:00Z"}"
  instance_type = "t3.micro"
  source_ami    = "ami-12345678"
  ssh_username  = "admin"
}
build {
  sources = ["source.amazon-ebs.a"]
}
