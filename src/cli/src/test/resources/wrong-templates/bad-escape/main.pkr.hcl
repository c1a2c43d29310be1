locals {
  path = "C:\Users\qwe"
}
