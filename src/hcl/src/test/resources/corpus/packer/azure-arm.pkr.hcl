source "azure-arm" "win" {
  client_id       = "${var.client_id}"
  subscription_id = var.subscription
  os_type         = "Windows"
  image_offer     = "WindowsServer"
  communicator    = "winrm"
  winrm_use_ssl   = true
  winrm_insecure  = true
  winrm_timeout   = "5m"
  vm_size         = var.sizes[var.kind]["small"][0]
  azure_tags      = var.tags
  shared_image_gallery_destination {
    gallery_name   = "images"
    image_version  = "1.${local.minor}.${local.patch % 100}"
    target_region  { name = "westeurope" }
  }
}
build {
  sources = [ "source.azure-arm.win" ]
  provisioner "powershell" {
    inline = [
      "while ((Get-Service RdAgent).Status -ne 'Running') { Start-Sleep -s 5 }",
      "& $env:SystemRoot\\System32\\Sysprep\\Sysprep.exe /oobe /generalize /quiet /quit",
      "if ($LastExitCode -ne 0) { exit 1 } else { Write-Output \"100%\" }",
    ]
  }
}
