n = var.other
