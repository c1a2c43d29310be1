variable "a" {
  default = 
}

locals {
  b = [1 2]
}

source "null" {
}
