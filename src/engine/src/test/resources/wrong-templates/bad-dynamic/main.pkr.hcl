source "machine" "one" {
  image = "i"
  dynamic "mont" {
    for_each = ["a"]
    content {
      source = mont.value
    }
  }
  dynamic "mount" {
    for_each = "a"
    content {
    }
  }
}

build {
  sources = ["machine.one"]
}
