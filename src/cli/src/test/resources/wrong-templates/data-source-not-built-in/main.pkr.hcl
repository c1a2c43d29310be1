data "hcp-packer-version" "base" {
  bucket_name  = "base"
  channel_name = "production"
}
