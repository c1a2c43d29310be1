build {
  hcp_packer_registry {
    bucket_name = "learn"
    description = <<EOT
Some ${"nice"} text.
EOT
    bucket_labels = {
      "os" = "Ubuntu",
      "v"  : 22.04
    }
  }
}
data "hcp-packer-version" "v" {
  bucket_name = "learn"; channel = "latest"
}
