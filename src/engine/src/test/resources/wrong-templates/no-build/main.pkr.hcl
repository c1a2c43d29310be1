source "machine" "one" {
  image = "i"
}
