packer {
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = "~> 1"
    }
    ansible = {
      source  = "github.com/hashicorp/ansible"
      version = "~> 1"
    }
  }
}

variable "region" {
  type    = string
  default = "us-east-1"
}

locals { timestamp = regex_replace(timestamp(), "[- TZ:]", "") }

source "amazon-ebs" "database" {
  ami_name      = "db-${local.timestamp}"
  instance_type = "t2.large"
  region        = "${var.region}"
  source_ami    = "ami-12345678"
  ssh_username  = "ubuntu"
}

source "amazon-ebs" "web_server" {
  ami_name      = "web-${local.timestamp}"
  instance_type = "t2.micro"
  launch_block_device_mappings {
    delete_on_termination = true
    device_name           = "/dev/sda1"
    volume_size           = 40
    volume_type           = "gp2"
  }
  launch_block_device_mappings {
    device_name = "/dev/sdb"
    volume_size = 100
  }
  region       = "${var.region}"
  source_ami   = "ami-12345678"
  ssh_username = "ubuntu"
}

build {
  sources = ["source.amazon-ebs.database", "source.amazon-ebs.web_server"]

  provisioner "ansible-local" {
    playbook_file = "site.yml"
    role_paths    = ["roles/common"]
  }

}
