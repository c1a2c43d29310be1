a = "%{ for x of y }"
