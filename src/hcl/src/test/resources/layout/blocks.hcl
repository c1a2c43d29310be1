packer{
required_version=">= 1.9"
    required_plugins {
docker={
source="github.com/hashicorp/docker"
  version = "~> 1"
}
    }
}


source   "docker"    "web" {
image="debian:12"
commit=true
      changes=["EXPOSE 80","CMD [\"nginx\"]"]
run_command=["-d","-i","-t",
"--entrypoint=/bin/sh","--",
"{{.Image}}"]
login { }
auth {user="me"}
}
build{
sources=["source.docker.web"]
provisioner "shell"{
inline=[
"echo one","echo two",
]
environment_vars = ["A=1", "B=${var.b}" ]
        override={ web={ x=1 } }
}
post-processors{
post-processor "docker-tag"{
repository="r"
tags=["latest"]
}
}
}
