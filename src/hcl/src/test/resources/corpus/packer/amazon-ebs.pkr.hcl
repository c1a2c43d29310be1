# Builds the web server's image in two regions.
data "amazon-ami" "ubuntu" {
  filters = {
    name                = "ubuntu/images/*22.04-amd64-server-*"
    root-device-type    = "ebs"
    virtualization-type = "hvm"
  }
  most_recent = true
  owners      = ["099720109477"]
  region      = var.region
}

variable "region" {
  type    = string
  default = "eu-west-1"
  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[0-9]$", var.region))
    error_message = "This is not the name of a region."
  }
}

variable "secret" {
  type      = string
  sensitive = true
  default   = env("BUILD_SECRET")
}

source "amazon-ebs" "web" {
  ami_name        = "web-${formatdate("YYYY-MM-DD", timestamp())}-${substr(uuidv4(), 0, 8)}"
  ami_description = <<-EOT
    Web server, built by ${var.secret != "" ? "CI" : "hand"}
      on ${timestamp()}
  EOT
  ami_regions     = [for r in ["eu-west-1", "us-east-1"] : r if r != var.region]
  instance_type   = "t3.small"
  region          = var.region
  source_ami      = data.amazon-ami.ubuntu.id
  ssh_username    = "ubuntu"
  ssh_timeout     = "5m"

  launch_block_device_mappings {
    device_name           = "/dev/sda1"
    volume_size           = 20
    volume_type           = "gp3"
    iops                  = 3000
    delete_on_termination = true
  }

  tags = merge(
    { for k, v in { a = 1, b = 2 } : upper(k) => tostring(v) },
    {
      Name          = "web"
      "Base AMI"    = "{{ .SourceAMI }}"
      Extra         = "<no value>"
    },
  )
}

build {
  source "amazon-ebs.web" {
    name = "primary"
  }

  provisioner "file" {
    source      = "${path.root}/files/nginx.conf"
    destination = "/tmp/nginx.conf"
    only        = ["amazon-ebs.primary"]
  }

  provisioner "shell" {
    execute_command = "chmod +x {{ .Path }}; {{ .Vars }} sudo -E sh '{{ .Path }}'"
    inline = [<<EOF
set -eu
apt-get install -y nginx
install -m 644 /tmp/nginx.conf /etc/nginx/nginx.conf
echo "$${HOME} is ${"$"}{HOME}"
EOF
    ]
    max_retries  = 3
    pause_before = "10s"
  }

  error-cleanup-provisioner "shell-local" { inline = ["echo failed"] }

  post-processor "manifest" {
    output     = "manifest.json"
    strip_path = true
    custom_data = {
      source = "${build.SourceAMI}"
      id     = build.ID
    }
  }
}
