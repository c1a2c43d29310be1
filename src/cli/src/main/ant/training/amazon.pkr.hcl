# What an Amazon build loads: read by the class data sharing of the build, see ../class-data-sharing.xml.
variable "ec2" {
  type    = string
  default = "http://127.0.0.1:1"
}

variable "port" { type = number }

source "amazon-ebs" "example" {
  access_key          = "AKIATRAINING"
  secret_key          = "secret-of-training"
  region              = "us-east-1"
  custom_endpoint_ec2 = var.ec2
  max_retries         = 1
  ami_name            = "taken"
  instance_type       = "t3.micro"
  ssh_username        = "example"
  ssh_port            = var.port
  ssh_interface       = "private_ip"
  ssh_timeout         = "20s"

  aws_polling {
    delay_seconds = 1
    max_attempts  = 2
  }

  source_ami_filter {
    filters     = { name = "example" }
    owners      = ["amazon"]
    most_recent = true
  }
}

build {
  sources = ["source.amazon-ebs.example"]

  provisioner "shell" {
    inline = ["true"]
  }
}
