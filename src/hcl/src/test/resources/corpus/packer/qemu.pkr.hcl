variables {
  cpus   = 2
  memory = 2048
  iso    = "https://example.org/debian.iso"
  sum    = "sha256:0000"
}
source "qemu" "debian" {
  iso_url      = var.iso
  iso_checksum = var.sum
  accelerator  = "tcg"
  disk_size    = "8G"
  http_content = {
    "/preseed.cfg" = templatefile("${path.root}/preseed.tpl", { user = "deb", pass = sensitive("x") })
    "/late.sh"     = file("late.sh")
  }
  boot_command = [
    "<esc><wait>",
    "auto url=http://{{ .HTTPIP }}:{{ .HTTPPort }}/preseed.cfg ",
    "hostname=deb domain=local ",
    "<enter>",
  ]
  boot_wait = "3s"
  qemuargs  = [["-m", "${var.memory}M"], ["-smp", tostring(var.cpus)]]
  shutdown_command = "echo 'x' | sudo -S shutdown -P now"
}
build {
  dynamic "source" {
    for_each = toset(["a", "b"])
    labels   = ["qemu.debian"]
    content {
      name = source.value
    }
  }
  provisioner "ansible" {
    playbook_file   = "site.yml"
    extra_arguments = flatten([["-v"], [for t in var.tags : ["--tags", t]]])
    override = {
      debian = { playbook_file = "deb.yml" }
    }
  }
}
