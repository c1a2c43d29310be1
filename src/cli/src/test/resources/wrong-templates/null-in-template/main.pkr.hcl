locals {
  a = null
  b = "x${local.a}"
}
