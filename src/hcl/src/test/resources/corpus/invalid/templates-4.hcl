a = "%{ for }"
