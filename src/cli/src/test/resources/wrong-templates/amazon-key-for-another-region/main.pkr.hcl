source "amazon-ebs" "a" {
  region             = "eu-west-1"
  ami_name           = "web"
  ami_regions        = ["eu-central-1"]
  encrypt_boot       = true
  region_kms_key_ids = { us-east-1 = "alias/images" }
  instance_type      = "t3.micro"
  source_ami         = "ami-12345678"
  ssh_username       = "admin"
}
build {
  sources = ["source.amazon-ebs.a"]
}
