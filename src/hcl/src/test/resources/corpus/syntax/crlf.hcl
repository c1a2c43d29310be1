a = 1
b {
  c = <<EOT
x ${y}
  z
EOT
  d = [
    1,
  ]
} # c
