source "amazon-ebs" "a" {
  region         = "eu-west-1"
  ami_name       = "web"
  instance_type  = "t3.micro"
  source_ami     = "ami-12345678"
  communicator   = "winrm"
  winrm_username = "Administrator"

  fast_launch {
    max_parallel_launches = 2

    region_launch_templates {
      region      = "us-east-1"
      template_id = "lt-1"
    }
  }
}
build {
  sources = ["source.amazon-ebs.a"]
}
