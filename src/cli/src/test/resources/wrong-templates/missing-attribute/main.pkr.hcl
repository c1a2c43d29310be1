locals {
  a = { name = "x" }
  b = local.a.nam
}
