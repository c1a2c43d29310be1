data "http" "x" {
  url = "http://example.com"
}

locals {
  a = data.http.x.body
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
