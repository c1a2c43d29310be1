source "null" "one" { communicator = "none" }
source "null" "two" {
  communicator = "none"
}
build {
  sources = [for n in ["one", "two"] : "null.${n}"]
  provisioner "shell-local" { inline = ["echo ${source.name} ${build.PackerRunUUID}"] }
  provisioner "breakpoint" {
    disable = true
    note    = "look"
  }
  post-processor "shell-local" {
    inline = [ "echo done" ]
    keep_input_artifact = true
    only = [ "null.one" ]
  }
}
