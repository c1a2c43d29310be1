locals {
  text = "a ${var.b"
}
