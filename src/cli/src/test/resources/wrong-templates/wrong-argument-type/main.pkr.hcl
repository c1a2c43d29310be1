locals {
  a = length(12)
}
