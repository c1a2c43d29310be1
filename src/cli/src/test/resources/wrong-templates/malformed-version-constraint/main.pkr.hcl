packer {
  required_version = "newest"
}
