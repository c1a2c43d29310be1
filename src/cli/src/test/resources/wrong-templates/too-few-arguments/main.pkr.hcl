locals {
  a = join()
}
