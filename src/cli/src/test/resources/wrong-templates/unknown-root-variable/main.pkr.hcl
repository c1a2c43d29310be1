locals {
  a = vars.b
}
