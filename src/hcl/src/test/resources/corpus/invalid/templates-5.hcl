a = "%{ for x, }"
