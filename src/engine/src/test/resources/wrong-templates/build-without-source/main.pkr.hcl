source "machine" "one" {
  image = "i"
}

build {
  name = "x"
}
