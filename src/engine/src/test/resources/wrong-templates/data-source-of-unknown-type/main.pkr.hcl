data "lookp" "x" {
  url = "http://example.com"
}

locals {
  a = data.lookp.x.body
}

source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
}
