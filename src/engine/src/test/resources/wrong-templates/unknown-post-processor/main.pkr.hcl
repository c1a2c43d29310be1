source "machine" "one" {
  image = "i"
}

build {
  sources = ["machine.one"]
  post-processors {
    post-processor "manifst" {
    }
    post-processor "vagrant" {
    }
  }
}
