source "amazon-ebs" "one" {
  region = "eu-west-1"
}

build {
  sources = ["source.amazon-ebs.one"]
}
