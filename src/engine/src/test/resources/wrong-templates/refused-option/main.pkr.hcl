source "machine" "one" {
  image    = "i"
  ssh_host = "h"
}

build {
  sources = ["machine.one"]
}
