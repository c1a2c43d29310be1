source vmware-iso base {
  disk_size            = 40960
  vmx_data = {
    "cpuid.coresPerSocket" = "1"
    memsize                = 4096
    (var.key)              = "v"
  }
  cd_files   = ["./cd/*"]
  cd_content = {
    "meta-data" = jsonencode({ id = 1 })
    "user-data" = <<-YAML
      #cloud-config
      users:
        - name: ${var.user}
          %{~ if var.sudo ~}
          sudo: ALL=(ALL) NOPASSWD:ALL
          %{~ endif ~}
      packages:
      %{ for p in var.packages ~}
        - ${p}
      %{ endfor ~}
      runcmd: []
    YAML
  }
}
