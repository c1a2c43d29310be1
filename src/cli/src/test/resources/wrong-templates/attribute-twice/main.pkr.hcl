source "null" "a" {
  communicator = "none"
  communicator = "none"
}
