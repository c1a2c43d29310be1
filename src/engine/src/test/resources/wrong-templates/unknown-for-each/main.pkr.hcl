source "machine" "one" {
  image = "i"
  dynamic "mount" {
    for_each = build.Mounts
    content {
      source = "x"
    }
  }
}

build {
  sources = ["machine.one"]
}
