a = provider::aws::arn("x")
b = core::max(1, 2)
